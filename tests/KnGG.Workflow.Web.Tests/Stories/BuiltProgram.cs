using System.Diagnostics;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The built program, run as the script runs it: a process of its own.</summary>
internal static class BuiltProgram
{
    /// <summary>How a process ends that was killed with signal 9.</summary>
    internal const int Killed = 128 + 9;

    private static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "KnGG.Workflow.Web.dll");

    /// <summary>How it is started.</summary>
    internal static ProcessStartInfo Start(IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path);
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["KNGG_DEMO_PASSWORD"] = Service.Password;
        return start;
    }

    /// <summary>Runs a verb to its end.</summary>
    internal static Task<Ended> Run(params string[] words) => Run(Start(words));

    /// <summary>Runs a verb that is killed when it passes a named point for the given time; then its exit code is <see cref="Killed"/>.</summary>
    internal static Task<Ended> RunUntil(string point, int time, params string[] words)
    {
        var start = Start(words);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.DieAt] = FormattableString.Invariant($"{point} {time}");
        return Run(start);
    }

    private static async Task<Ended> Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Waiting.Deadline);
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>A verb that ended.</summary>
    internal sealed record Ended(int Exit, string Out, string Error)
    {
        internal JsonElement Json => JsonDocument.Parse(Out).RootElement.Clone();
    }
}
