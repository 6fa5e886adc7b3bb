using System.Diagnostics;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>Tells processes at which named point they kill themselves. Told while they run, so that they come up first.</summary>
internal sealed class KillPoint : IDisposable
{
    internal const string Variable = "KNGG_TEST_KILL_FILE";

    /// <summary>How a process ends that was killed: 128 and the number of the signal.</summary>
    internal const int Killed = 137;

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("kngg-point-").FullName, "point");

    /// <summary>What a process needs in its environment to listen.</summary>
    internal IEnumerable<(string Name, string Value)> Environment => [("DOTNET_STARTUP_HOOKS", typeof(KillPoint).Assembly.Location), (Variable, _file)];

    /// <summary>Whoever passes this point from now on is dead.</summary>
    /// <param name="point">Its name.</param>
    /// <param name="time">The time that a process passes it: the first, or a later one.</param>
    internal void Set(string point, int time = 1)
    {
        File.WriteAllText(_file + ".new", FormattableString.Invariant($"{point} {time}"));
        File.Move(_file + ".new", _file, overwrite: true);
    }

    /// <summary>From now on nobody dies.</summary>
    internal void Clear() => File.Delete(_file);

    /// <summary>Runs a verb that dies at a point.</summary>
    internal async Task Dies(string point, params string[] words)
    {
        var ended = await Run(point, 1, words);
        Assert.True(ended.Exit == Killed, $"{words[0]} did not die at {point}: {ended.Exit} {ended.Out} {ended.Error}");
    }

    /// <summary>Runs a verb that dies when it passes a point for the given time, if it does.</summary>
    internal async Task<BuiltProgram.Ended> Run(string point, int time, params string[] words)
    {
        var start = BuiltProgram.Start(words);
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        Set(point, time);
        var ended = await BuiltProgram.Run(start);
        Clear();
        return ended;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
}
