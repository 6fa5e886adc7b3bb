using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Tests.Mail;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>
/// One practice, in which a process is really killed at each named point and another one goes on. KNGG_LONG=1: every point, on both databases, and
/// leases end by themselves; else the points of steps and mails on SQLite. docs/OPERATIONS.md has the table.
/// </summary>
public sealed class When_a_process_is_killed_at_a_point : IAsyncDisposable
{
    private const string Begin = "2026-03-02T09:00:00+01:00";

    private static readonly string[] Few = [CrashPoint.BeforeCommit, CrashPoint.AfterCommit, CrashPoint.MailSent, CrashPoint.BackupWritten, CrashPoint.RestoreWritten];

    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-point-").FullName;
    private readonly KillPoint _point = new();
    private readonly List<string> _databases = [];
    private readonly HashSet<string> _passed = [];
    private DateTimeOffset _now = DateTimeOffset.Parse(Begin, CultureInfo.InvariantCulture);
    private string[] _where = [];
    private RunningHost? _host;
    private Uri _smtp = new("smtp://127.0.0.1");
    private int _children;

    public static TheoryData<string> Stores => IsLong ? ["sqlite", "postgres"] : ["sqlite"];

    private static bool IsLong => Environment.GetEnvironmentVariable("KNGG_LONG") == "1";

    private RunningHost Host => _host!;

    private string Data => Path.Combine(_folder, "data");

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _point.Dispose();
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        _databases.ForEach(PostgresServer.Instance.Drop);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Another_one_goes_on_and_nothing_is_lost_or_doubled(string store)
    {
        await using var server = new ScriptedSmtpServer();
        _smtp = server.Address;
        var postgres = store == "postgres" ? NewDatabase() : null;
        _where = ["--data", Data, .. postgres is null ? (string[])[] : ["--postgres", postgres]];
        await Start();
        await using var database = await PreparedDatabase.Open(Data, postgres: postgres);
        await Steps(database);
        await Answers(database);
        await Mails(database);
        await Time(database);
        await Repairs(database);
        await Migrations(database);
        await Import(database);
        await Host.Settled(database);
        await Backups(postgres);

        await MoveTo(_now.AddDays(3));
        await Leases(database);
        await Host.Settled(database);
        await Stop();
        Holds(database, server);
        await Archive(database);
        var found = await BuiltProgram.Run(["invariants", "--replay", "--json", .. _where]);
        Assert.True(found.Exit == 0, found.Out + found.Error);
        Assert.Equal((IsLong ? CrashPoint.All : Few).Order(StringComparer.Ordinal), _passed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_for_who_keeps_it_running_names_every_point()
    {
        var named = File.ReadLines(Path.Combine(CommandLine.Root, "docs", "OPERATIONS.md")).SkipWhile(l => !l.StartsWith("## Where it may die", StringComparison.Ordinal))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]);
        Assert.Equal(CrashPoint.All.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private async Task Steps(PreparedDatabase database)
    {
        var before = database.Count("SELECT count(*) FROM child");
        foreach (var point in (string[])[CrashPoint.AfterClaim, CrashPoint.AfterDecide, CrashPoint.BeforeCommit, CrashPoint.AfterCommit])
        {
            var number = ++_children;
            await HostDies(point, () => Signal(number));

            // Who got no answer asks again.
            await Signal(number);
        }

        Assert.Equal(_children, database.Count("SELECT count(*) FROM child") - before);
    }

    private async Task Answers(PreparedDatabase database)
    {
        var trajectory = Guid.Parse(await Signal(++_children));
        await Host.Settled(database);
        var id = database.Ids("SELECT id FROM task WHERE trajectory_id = @id", ("@id", trajectory))[0];
        var task = await Host.Get("jgz", $"/api/v1/tasks/{id}");
        if (await HostDies(CrashPoint.TaskAnswered, () => Answer(task)))
        {
            Assert.Equal(0, database.Count("SELECT count(*) FROM task_answer WHERE task_id = @id", ("@id", id)));
        }

        // Whoever gives it again is heard, and whoever gives it twice is told.
        Assert.True(await Answer(task));
        Assert.False(await Answer(task));
    }

    private async Task Mails(PreparedDatabase database)
    {
        foreach (var point in (string[])[CrashPoint.MailLeased, CrashPoint.MailSent])
        {
            await HostDies(point, async () =>
            {
                // There must be a mail on every day.
                await Signal(++_children);
                await MoveTo(_now.AddDays(1));
            });
            await Leases(database);
        }
    }

    private async Task Time(PreparedDatabase database)
    {
        foreach (var point in (string[])[CrashPoint.ClockMoved, CrashPoint.JobClaimed])
        {
            // Far enough for the clock to stop on the way, at a reminder.
            await HostDies(point, () => MoveTo(_now.AddDays(30)));

            // The lease of a run is half an hour; nobody waits for that here.
            database.Execute("UPDATE job_run SET lease_until = 0 WHERE ended_at IS NULL");
        }
    }

    private async Task Repairs(PreparedDatabase database)
    {
        if (!IsLong)
        {
            return;
        }

        await MoveTo(_now.AddDays(90));
        foreach (var point in (string[])[CrashPoint.RepairWritten, CrashPoint.RepairCommitted])
        {
            await HostDies(point, async () =>
            {
                using var answer = await Host.Send("beheerder", HttpMethod.Post, "/api/v1/repairs", new JsonObject { ["action"] = "remind", ["cause"] = "overdue-task" });
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            });
            await Waiting.Until("het herstel is klaar", () => Task.FromResult(database.Count("SELECT count(*) FROM repair_item WHERE state = 0") == 0));
            await MoveTo(_now.AddDays(1));
        }

        Assert.True(database.Count("SELECT count(*) FROM repair_item WHERE state = 1") > 1);
    }

    private async Task Migrations(PreparedDatabase database)
    {
        foreach (var point in IsLong ? (string[])[CrashPoint.MigrationWritten, CrashPoint.MigrationCommitted] : [])
        {
            var id = "wacht-" + point.Replace('.', '-');
            database.Publish(Definition(id, "1.00:00:00"));
            Guid[] instances = [.. Enumerable.Range(0, 5).Select(_ => database.Start(id))];
            await Host.Settled(database);
            database.Publish(Definition(id, "2.00:00:00"));
            await Stop();
            await _point.Dies(point, ["migrate", id, "--apply", .. _where]);
            _passed.Add(point);
            await Start();
            await Waiting.Until("de overzetting is klaar", () => Task.FromResult(database.Count("SELECT count(*) FROM migration_item WHERE state = 0") == 0));
            Assert.Equal(instances.Length, database.Count($"SELECT count(*) FROM step s JOIN instance i ON i.id = s.instance_id WHERE s.kind = 'migrated' AND i.definition_id = '{id}'"));
        }
    }

    private async Task Import(PreparedDatabase database)
    {
        const int Rows = 20;
        foreach (var point in IsLong ? (string[])[CrashPoint.SignalWritten, CrashPoint.SignalCommitted] : [])
        {
            var file = await PeopleAtWork.WriteFile(_folder, new Random(1), point.Length, Rows, DutchTime.ToLocalDate(_now));
            var before = database.Count("SELECT count(*) FROM signal");
            await _point.Dies(point, ["import", file, .. _where]);
            _passed.Add(point);
            Assert.Equal(point == CrashPoint.SignalWritten ? 0 : 1, database.Count("SELECT count(*) FROM signal") - before);
            var again = await BuiltProgram.Run(["import", file, "--json", .. _where]);
            Assert.True(again.Exit == 0, again.Error);
            Assert.Equal(Rows, database.Count("SELECT count(*) FROM signal") - before);
        }
    }

    // After the count of mails: what is archived takes its mails along.
    private async Task Archive(PreparedDatabase database)
    {
        if (!IsLong)
        {
            return;
        }

        await Start();
        foreach (var point in (string[])[CrashPoint.ArchiveWritten, CrashPoint.ArchiveCommitted])
        {
            var trajectory = await Signal(++_children);
            using var closed = await Host.Send("jgz", HttpMethod.Post, $"/api/v1/trajectories/{trajectory}/close", new JsonObject { ["reason"] = "onjuist-gestart" });
            Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
            await HostDies(point, () => MoveTo(_now.AddDays(100)));
            database.Execute("UPDATE job_run SET lease_until = 0 WHERE ended_at IS NULL");
            await MoveTo(_now.AddDays(2));
            Assert.Equal(1, database.Count("SELECT count(DISTINCT trajectory_id) FROM archived_part WHERE trajectory_id = @id", ("@id", Guid.Parse(trajectory))));
        }

        await Stop();
    }

    private async Task Backups(string? postgres)
    {
        var kept = Path.Combine(_folder, "kept");
        await _point.Dies(CrashPoint.BackupWritten, ["backup", "--to", kept, .. _where]);
        _passed.Add(CrashPoint.BackupWritten);
        Assert.False(Directory.Exists(kept));
        var made = await BuiltProgram.Run(["backup", "--to", kept, "--json", .. _where]);
        Assert.True(made.Exit == 0, made.Out + made.Error);
        foreach (var point in IsLong ? (string[])[CrashPoint.RestoreWritten, CrashPoint.RestoreInPlace] : [CrashPoint.RestoreWritten])
        {
            string[] place = ["--data", Path.Combine(_folder, point), .. postgres is null ? (string[])[] : ["--postgres", NewDatabase()]];
            await _point.Dies(point, ["restore", "--from", kept, .. place]);
            _passed.Add(point);
            if (point == CrashPoint.RestoreWritten)
            {
                var restored = await BuiltProgram.Run(["restore", "--from", kept, "--json", .. place]);
                Assert.True(restored.Exit == 0, restored.Out + restored.Error);
            }

            var found = await BuiltProgram.Run(["invariants", "--json", .. place]);
            Assert.True(found.Exit == 0, found.Out + found.Error);
        }
    }

    // In a gate nobody waits two minutes for a lease of mail to end.
    private static Task Leases(PreparedDatabase database)
    {
        if (!IsLong)
        {
            database.Execute("UPDATE mail SET not_before = 0 WHERE state = 1");
        }

        return Waiting.Until("geen mail is meer onderweg", () => Task.FromResult(database.Count("SELECT count(*) FROM mail WHERE state = 1") == 0));
    }

    private void Holds(PreparedDatabase database, ScriptedSmtpServer server)
    {
        Assert.Equal(0, database.Count("SELECT count(*) FROM (SELECT 1 AS one FROM step WHERE kind = 'start' GROUP BY instance_id HAVING count(*) > 1) d"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM (SELECT 1 AS one FROM trajectory GROUP BY child_id HAVING count(*) > 1) d"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM (SELECT 1 AS one FROM task WHERE state < 2 GROUP BY instance_id, title HAVING count(*) > 1) d"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM incident WHERE closed_at IS NULL"));

        // Every mail that was sent was taken, and only one that was in flight twice: with the same Message-Id.
        var taken = server.Taken.Select(m => m.Split('\n').First(l => l.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase)).Trim()).ToList();
        Assert.Equal(database.Count("SELECT count(*) FROM mail WHERE state = 2 AND digest_id IS NULL"), taken.Distinct().Count());
        Assert.InRange(taken.Count - taken.Distinct().Count(), 1, _passed.Count(p => p.StartsWith("mail", StringComparison.Ordinal)) + 1);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_passed.Count} points, {_children} children, {database.Count("SELECT count(*) FROM step")} steps, {taken.Count} mails taken, {taken.Distinct().Count()} different"));
    }

    // The host dies of what is asked; the next one comes up and goes on. False when the point is not in this run: then it is only asked.
    private async Task<bool> HostDies(string point, Func<Task> ask)
    {
        if (!IsLong && !Few.Contains(point))
        {
            return false;
        }

        _point.Set(point);
        try
        {
            await ask();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            // It died under the request.
        }

        await Host.Died(point);
        _passed.Add(point);
        _point.Clear();
        await Stop();
        await Start();
        return true;
    }

    private async Task Start()
    {
        _host = await RunningHost.Start(Data, ["--demo", "--simulated-clock", Begin, "--smtp", _smtp.ToString(), .. _where[2..]], environment: _point.Environment);
        _now = await Host.Now();
    }

    private async Task Stop()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.DisposeAsync();
        }
    }

    private async Task MoveTo(DateTimeOffset instant)
    {
        await Host.MoveTo(instant);
        _now = instant;
    }

    /// <summary>A new child; returns its trajectory.</summary>
    private async Task<string> Signal(int number)
    {
        using var answer = await Host.Send("jgz", HttpMethod.Post, "/api/v1/signals", new JsonObject
        {
            ["child"] = new JsonObject { ["ref"] = "PUNT-" + number.ToString(CultureInfo.InvariantCulture), ["birthDate"] = "2016-01-10", ["sex"] = "female", ["municipality"] = "Zaanstad", ["givenName"] = "Proefkind" },
            ["source"] = "jgz",
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("trajectoryId").GetString()!;
    }

    // Whether an answer was taken.
    private async Task<bool> Answer(JsonElement task)
    {
        var people = new PeopleAtWork { Today = DutchTime.ToLocalDate(_now) };
        await people.Answer(Host, task, new Random(2));
        return people.Promised.Count == 1;
    }

    private string NewDatabase()
    {
        var name = PostgresServer.Instance.Make();
        _databases.Add(name);
        return PostgresServer.Instance.Connection(name);
    }

    private static string Definition(string id, string length) =>
        $$$$"""
        {"definitionId":"{{{{id}}}}","name":"{{{{id}}}}","variables":[],"inputs":[],"outputs":[],"root":{"id":"r","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"400.00:00:00"}}},
          {"id":"e","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"{{{{length}}}}"}}}]}}
        """;
}
