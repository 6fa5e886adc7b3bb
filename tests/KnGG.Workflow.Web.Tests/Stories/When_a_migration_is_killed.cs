using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The verb <c>migrate</c> as a process that is really killed, again and again, just before and just after an instance has moved. KNGG_LONG=1 moves more of them.</summary>
public sealed class When_a_migration_is_killed : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("kngg-move-").FullName;

    private static int Instances => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 20 : 5;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [InlineData(CrashPoint.MigrationWritten, false)]
    [InlineData(CrashPoint.MigrationCommitted, false)]
    [InlineData(CrashPoint.MigrationWritten, true)]
    [InlineData(CrashPoint.MigrationCommitted, true)]
    public async Task The_next_process_goes_on_and_nothing_is_lost_or_done_twice(string point, bool onPostgres)
    {
        var name = onPostgres ? PostgresServer.Instance.Make() : null;
        var connection = name is null ? null : PostgresServer.Instance.Connection(name);
        using var kill = new KillPoint();
        string[] where = connection is null ? ["--data", _data] : ["--postgres", connection, "--data", _data];
        await using (var database = await PreparedDatabase.Open(_data, postgres: connection))
        {
            for (var i = 0; i < Instances; i++)
            {
                database.Start("lang", Definition(days: 400, last: "oud"));
            }

            database.RunAll();
            var waits = Waits(database);
            database.Publish(Definition(days: 30, last: "nieuw"));

            // Each process gets one or two instances further than the one before it, and dies; one dies between the last instance and the second look.
            var deaths = 0;
            var ended = await kill.Run(point, 2, ["migrate", "lang", "--apply", "--json", .. where]);
            var batch = Assert.Single(database.Texts("SELECT id, definition_id FROM migration_batch")).Key.ToString();
            for (; ended.Exit == KillPoint.Killed; deaths++)
            {
                Assert.Equal(waits, Waits(database));
                Assert.InRange(database.Count("SELECT count(*) FROM step WHERE kind = 'migrated'"), deaths + 1, 2 * (deaths + 1));
                ended = await kill.Run(point, 2, ["migrate", "--resume", batch, "--json", .. where]);
            }

            Assert.True(ended.Exit == 0, ended.Error);
            Assert.InRange(deaths, Instances / 2, Instances);
            Assert.Equal(("done", Instances, Instances), (ended.Json.GetProperty("state").GetString(), ended.Json.GetProperty("moved").GetInt32(), ended.Json.GetProperty("resolved").GetInt32()));
            Assert.Equal(Instances, database.Count("SELECT count(*) FROM step WHERE kind = 'migrated'"));
            Assert.Equal(waits, Waits(database));
            TestContext.Current.TestOutputHelper?.WriteLine($"{deaths} processes died");
        }

        var found = await BuiltProgram.Run(["invariants", "--replay", "--json", .. where]);
        Assert.True(found.Exit == 0, found.Out + found.Error);
        if (name is not null)
        {
            PostgresServer.Instance.Drop(name);
        }
    }

    // Waits for a task and, beside it, for a day.
    private static string Definition(int days, string last) =>
        $$$$"""
        {"definitionId":"lang","name":"lang","variables":[],"inputs":[],"outputs":[],"root":{"id":"r","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"f","type":"Elsa.Fork","version":1,"joinMode":"WaitAll","branches":[
            {"id":"t","type":"Elsa.RunTask","version":1,"taskName":{"typeName":"String","expression":{"type":"Literal","value":"bellen"}}},
            {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"{{{{days}}}}.00:00:00"}}}]},
          {"id":"l","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"{{{{last}}}}"}}}]}}
        """;

    private static IReadOnlyList<string?> Waits(PreparedDatabase database) =>
    [
        .. database.Texts("SELECT id, title FROM task WHERE state < 2").OrderBy(t => t.Key).Select(t => $"{t.Key} {t.Value}"),
        .. database.Texts("SELECT bookmark_id, CAST(due_at AS TEXT) FROM stimulus WHERE kind = 'timer'").OrderBy(t => t.Key).Select(t => $"{t.Key} {t.Value}"),
    ];
}
