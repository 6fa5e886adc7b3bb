using System.Diagnostics;
using System.Globalization;
using KnGG.Workflow.Runtime.Tests.Storage;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Stories;

public sealed class When_nodes_are_killed_at_work : IDisposable
{
    private const int Seed = 20260502;

    private const string FirstDue =
        "SELECT coalesce((SELECT seq FROM stimulus WHERE state = 0 AND due_at <= extract(epoch FROM now()) * 1000 ORDER BY due_at, seq LIMIT 1), 0)";

    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-nodes-").FullName;
    private readonly PeopleAtWork _people = new();
    private readonly RunningHost?[] _nodes = new RunningHost?[2];
    private readonly List<TimeSpan> _takeovers = [];
    private string _connection = "";

    private static bool IsLong => Environment.GetEnvironmentVariable("KNGG_LONG") == "1";

    // In the file about half of the rows become a trajectory. KNGG_ROWS chooses another number.
    private static int Rows => int.TryParse(Environment.GetEnvironmentVariable("KNGG_ROWS"), out var rows) ? rows : IsLong ? 20_000 : 600;

    private static TimeSpan AtLeast => IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.Zero;

    private const int Kills = 4;

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_and_the_others_go_on()
    {
        var random = new Random(Seed);
        var name = PostgresServer.Instance.Make();
        _connection = PostgresServer.Instance.Connection(name);

        // Both on an empty database, at once.
        await Task.WhenAll(Start(0), Start(1));
        var (signals, trajectories) = (Count("SELECT count(*) FROM signal"), Count("SELECT count(*) FROM trajectory"));
        var file = await PeopleAtWork.WriteFile(_folder, random, 1, Rows);
        string[] import = ["import", file, "--postgres", _connection, "--data", _folder, "--json"];
        var expected = (await BuiltProgram.Run([.. import, "--dry-run"])).Json.GetProperty("trajectories").GetInt32();

        using var importing = Process.Start(BuiltProgram.Start(import))!;
        var said = importing.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 2).Select(i => Worker(i, random.Next(), stop.Token)).ToArray();
        var since = Stopwatch.GetTimestamp();
        var kills = 0;
        while (kills < Kills || Stopwatch.GetElapsedTime(since) < AtLeast)
        {
            await Waiting.Pause(TimeSpan.FromMilliseconds(random.Next(200, 3000)));
            var victim = random.Next(2);
            var first = Count(FirstDue);
            await _nodes[victim]!.Kill();
            kills++;
            await TakenOver(first);
            await Waiting.Pause(TimeSpan.FromMilliseconds(random.Next(0, 1500)));
            await Start(victim);
        }

        await importing.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Waiting.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(0, importing.ExitCode);
        await stop.CancelAsync();
        await Task.WhenAll(workers);

        // One of them dies for good, and the other finishes alone what both had begun.
        await _nodes[1]!.Kill();
        await Waiting.Until("alles wat nu moet is gedaan", () => Task.FromResult(Count("SELECT count(*) FROM stimulus WHERE state = 0 AND due_at <= extract(epoch FROM now()) * 1000") == 0), () => _nodes[0]!.Said);
        Holds(signals + Rows, trajectories + expected);
        await _nodes[0]!.DisposeAsync();
        await _nodes[1]!.DisposeAsync();
        var found = await BuiltProgram.Run("invariants", "--replay", "--postgres", _connection, "--data", _folder, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
        var imported = await said;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kills} kills, {_people.Promised.Count} tasks done over HTTP, {_people.Refusals} refusals, {trajectories + expected} trajectories, {Count("SELECT count(*) FROM step")} steps; import: {imported}"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"from a kill until what was due first had been done by the other: {_takeovers.Count} times, median {_takeovers.Order().ElementAtOrDefault(_takeovers.Count / 2).TotalSeconds:0.00} s, longest {_takeovers.DefaultIfEmpty().Max().TotalSeconds:0.00} s"));
        PostgresServer.Instance.Drop(name);
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_is_not_ready_first_and_ends_by_itself()
    {
        var name = PostgresServer.Instance.Make();
        _connection = PostgresServer.Instance.Connection(name);
        await Task.WhenAll(Start(0, drainSeconds: 5), Start(1));
        using (var ready = await _nodes[0]!.Send("", HttpMethod.Get, "/health/ready"))
        {
            Assert.True(ready.IsSuccessStatusCode);
        }

        using (var told = Process.Start("kill", ["-TERM", _nodes[0]!.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await told.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Waiting.Until("de server zegt dat hij stopt", async () =>
        {
            using var ready = await _nodes[0]!.Send("", HttpMethod.Get, "/health/ready");
            return !ready.IsSuccessStatusCode;
        });
        Assert.Equal(1, Count("SELECT count(*) FROM node WHERE state = 1"));
        using (var live = await _nodes[0]!.Send("", HttpMethod.Get, "/health/live"))
        {
            Assert.True(live.IsSuccessStatusCode);
        }

        await Waiting.Until("de server is van de lijst", () => Task.FromResult(Count("SELECT count(*) FROM node") == 1));
        using (var page = await _nodes[1]!.Send("beheerder", HttpMethod.Get, "/servers"))
        {
            Assert.Contains("werkt", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        using (var page = await _nodes[1]!.Send("jgz", HttpMethod.Get, "/servers"))
        {
            Assert.False(page.IsSuccessStatusCode);
        }

        await _nodes[0]!.DisposeAsync();
        await _nodes[1]!.DisposeAsync();
        PostgresServer.Instance.Drop(name);
    }

    private async Task Start(int node, int drainSeconds = 0) => _nodes[node] = await RunningHost.Start(
        Path.Combine(_folder, "node" + node), ["--demo", "--postgres", _connection], environment: [("KnGG__DrainSeconds", drainSeconds.ToString(CultureInfo.InvariantCulture))]);

    // What was due first when a node died is done by the one that is left: nobody waits for a lease.
    private async Task TakenOver(long first)
    {
        if (first == 0)
        {
            return;
        }

        var since = Stopwatch.GetTimestamp();
        await Waiting.Until("de andere server doet wat het eerst aan de beurt was", () => Task.FromResult(Count($"SELECT count(*) FROM stimulus WHERE seq = {first} AND state = 0") == 0));
        _takeovers.Add(Stopwatch.GetElapsedTime(since));
    }

    // Goes to the other node when the one it talks to dies.
    private async Task Worker(int first, int seed, CancellationToken stop)
    {
        for (var turn = first; !stop.IsCancellationRequested; turn++)
        {
            await _people.Work(_nodes[turn % 2]!, seed + turn, stop);
            await Waiting.Pause(TimeSpan.FromMilliseconds(100));
        }
    }

    private void Holds(long signals, long trajectories)
    {
        Assert.Equal(signals, Count("SELECT count(*) FROM signal"));
        Assert.Equal(trajectories, Count("SELECT count(*) FROM trajectory"));
        Assert.NotEmpty(_people.Promised);
        foreach (var (task, outcome) in _people.Promised)
        {
            Assert.Equal(1, Count($"SELECT count(*) FROM task WHERE id = '{task}' AND state = 2 AND outcome = '{outcome}'"));
        }

        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT 1 AS x FROM step WHERE kind = 'start' GROUP BY instance_id HAVING count(*) > 1) d"));
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT 1 AS x FROM trajectory GROUP BY child_id HAVING count(*) > 1) d"));
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT 1 AS x FROM task WHERE state < 2 GROUP BY instance_id, title HAVING count(*) > 1) d"));
        Assert.Equal(0, Count("SELECT count(*) FROM incident WHERE closed_at IS NULL"));
    }

    private long Count(string sql)
    {
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
