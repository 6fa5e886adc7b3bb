using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Web.Tests.Stories;

public sealed class When_the_host_is_killed_at_work : IDisposable
{
    private const int Seed = 20260501;
    private const int RowsPerFile = 200;

    private readonly string _data = Directory.CreateTempSubdirectory("kngg-kill-").FullName;

    private readonly PeopleAtWork _people = new();
    private int _midway;

    private static int Kills => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 50 : 5;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Everything_finishes_after_the_restart_and_nothing_happens_twice()
    {
        var random = new Random(Seed);
        var host = await RunningHost.Start(_data, ["--demo"]);
        await using var database = await PreparedDatabase.Open(_data);
        var signals = database.Count("SELECT count(*) FROM signal");
        var trajectories = database.Count("SELECT count(*) FROM trajectory");
        for (var kill = 1; kill <= Kills; kill++)
        {
            var file = await PeopleAtWork.WriteFile(_data, random, kill, RowsPerFile);
            var expected = (await BuiltProgram.Run("import", file, "--data", _data, "--dry-run", "--json")).Json.GetProperty("trajectories").GetInt32();
            using var import = Process.Start(BuiltProgram.Start(["import", file, "--data", _data, "--json"]))!;
            using var stop = new CancellationTokenSource();
            var workers = new[] { _people.Work(host, random.Next(), stop.Token), _people.Work(host, random.Next(), stop.Token) };

            // Mostly somewhere in the file, every fifth time when only the work that it caused is left.
            var rows = signals + random.Next(0, RowsPerFile);
            await Waiting.Until("een deel van de rijen is ingelezen", () => Task.FromResult(import.HasExited || database.Count("SELECT count(*) FROM signal") > rows));
            await Waiting.Pause(TimeSpan.FromMilliseconds(kill % 5 == 0 ? random.Next(500, 2500) : random.Next(0, 50)));
            _midway += import.HasExited ? 0 : 1;
            await host.Kill();
            if (kill % 3 == 0 && !import.HasExited)
            {
                import.Kill();
            }

            await stop.CancelAsync();
            await Task.WhenAll(workers);
            await import.StandardOutput.ReadToEndAsync();
            await import.WaitForExitAsync();
            await host.DisposeAsync();

            host = await RunningHost.Start(_data, ["--demo"]);
            await Imported(file, kill);
            await host.Settled(database);
            signals += RowsPerFile;
            trajectories += expected;
            Assert.Equal(signals, database.Count("SELECT count(*) FROM signal"));
            Assert.Equal(trajectories, database.Count("SELECT count(*) FROM trajectory"));
            await Holds(database, kill);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kill {kill}: {_people.Promised.Count} tasks done, {trajectories} trajectories"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Kills} kills, {_midway} of them before the import had ended, {_people.Promised.Count} tasks done over HTTP, {_people.Refusals} refusals, {trajectories} trajectories, {database.Count("SELECT count(*) FROM step")} steps"));
        Assert.NotEmpty(_people.Promised);
        await host.DisposeAsync();
        var found = await BuiltProgram.Run("invariants", "--replay", "--data", _data, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
    }

    private async Task Imported(string file, int kill)
    {
        var rest = await BuiltProgram.Run("import", file, "--data", _data, "--json");
        Assert.True(rest.Exit == 0, $"kill {kill}: {rest.Error}");
        Assert.Equal(RowsPerFile, rest.Json.GetProperty("accepted").GetInt32() + rest.Json.GetProperty("duplicates").GetInt32());
        if (kill % 5 != 0)
        {
            return;
        }

        var again = (await BuiltProgram.Run("import", file, "--data", _data, "--json")).Json;
        Assert.Equal((0, RowsPerFile, 0), (again.GetProperty("accepted").GetInt32(), again.GetProperty("duplicates").GetInt32(), again.GetProperty("trajectories").GetInt32()));
    }

    private async Task Holds(PreparedDatabase database, int kill)
    {
        var outcomes = database.Texts("SELECT id, outcome FROM task WHERE state = 2");
        foreach (var (task, outcome) in _people.Promised)
        {
            Assert.True(outcomes.TryGetValue(task, out var kept) && kept == outcome, $"kill {kill}: task {task} was answered '{outcome}', kept is '{kept}'");
        }

        Assert.Equal(0, database.Count("SELECT count(*) FROM (SELECT 1 FROM step WHERE kind = 'start' GROUP BY instance_id HAVING count(*) > 1)"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM (SELECT 1 FROM trajectory GROUP BY child_id HAVING count(*) > 1)"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM (SELECT 1 FROM task WHERE state < 2 GROUP BY instance_id, title HAVING count(*) > 1)"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM incident WHERE closed_at IS NULL"));
        var found = await BuiltProgram.Run("invariants", "--data", _data, "--json");
        Assert.True(found.Exit == 0, $"kill {kill}: {found.Out} {found.Error}");
    }
}
