using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Storage;

[OnPostgres]
public sealed class When_tables_are_divided_by_time
{
    private static readonly string[] Moments = ["2026-01-02", "2026-11-20", "2027-02-01", "2027-05-01"];

    [Fact]
    public async Task A_journal_lies_in_one_partition_and_is_looked_for_nowhere_else()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Database.MakeRoom(At("2026-12-01"));
        runtime.Publish(Sequence("w", Line("een", "een"), Event("wacht", "sein"), Line("twee", "twee")));
        var instances = Moments.Select(moment =>
        {
            runtime.Time.Advance(At(moment) - runtime.Clock.Now);
            var id = runtime.StartInstance("w");
            runtime.RunAll();
            return id;
        }).ToList();

        // The oldest ends when the newest begins: its later steps lie with its first.
        runtime.Database.Write(t => EventDelivery.Publish(t, "sein", Engine.Values.Value.Undefined, null, Actor.System, runtime.Clock.Now));
        runtime.RunAll();
        Assert.Equal(["step_earlier", "step_2026_q4", "step_2027_q1", "step_2027_q2"], instances.Select(i => string.Join(',', Partitions(runtime, i))));
        Assert.All(instances, i => Assert.Equal(["een", "twee"], runtime.LinesOf(i)));
        var sql = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT facts FROM step WHERE instance_id = @id" + Journal.InItsPlace + " ORDER BY number";
        var plan = runtime.Database.Read(t => t.Query(sql.Replace("@id", $"'{instances[1]}'", StringComparison.Ordinal), r => r.Text(0)));
        var searches = plan.Where(l => l.Contains(" on step_", StringComparison.Ordinal) && !l.Contains("never executed", StringComparison.Ordinal)).ToList();
        Assert.True(searches.Count > 0 && searches.All(l => l.Contains("step_2026_q4", StringComparison.Ordinal)), string.Join('\n', plan));
        Steps.Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_row_always_has_a_place_and_quarters_are_made_when_their_time_comes_near()
    {
        using var runtime = await TestRuntime.Make();
        var (file, reader) = (Ids.New(TestRuntime.Start), Ids.New(TestRuntime.Start));
        var late = At("2030-05-01");
        runtime.Database.Write(t =>
        {
            AuditLog.Write(t, file, Actor.System, At("2026-11-01"), new AuditEntry("read", "meting", "proef"));
            AuditLog.Write(t, file, Actor.System, late, new AuditEntry("read", "plan", "proef"));
            AuditLog.WriteList(t, reader, Actor.System, late, new AuditEntry("list", "trajecten", "proef"), [file]);
        });
        Assert.Equal(1, runtime.Count("audit_named_file_later"));
        var seen = runtime.Database.Read(t => AuditLog.WhoSaw(t, file)).Select(a => (a.ChainId, a.Number, a.What)).ToList();
        Assert.Equal(3, seen.Count);
        Assert.True(runtime.Database.MakeRoom(late) > 0);
        Assert.Equal(0, runtime.Database.MakeRoom(late));
        Assert.Equal((0, 2, 1), (runtime.Count("audit_later"), runtime.Count("audit_2030_q2"), runtime.Count("audit_named_file_2030_q2")));
        Assert.Equal(seen, runtime.Database.Read(t => AuditLog.WhoSaw(t, file)).Select(a => (a.ChainId, a.Number, a.What)));
        Assert.Null(runtime.Database.Read(t => AuditLog.FirstBroken(t, file)));
        runtime.Database.Write(t => AuditLog.Write(t, file, Actor.System, late.AddYears(20), new AuditEntry("read", "plan", "proef")));
        Assert.Equal(3, runtime.Count($"audit WHERE chain_id = '{file}'"));
    }

    [Fact]
    public async Task What_a_database_has_already_is_divided_and_nothing_is_lost()
    {
        var name = PostgresServer.Instance.Make();
        var folder = Directory.CreateTempSubdirectory("kngg-divide-").FullName;
        var connection = PostgresServer.Instance.Connection(name);
        var (instance, file, reader) = (Ids.New(TestRuntime.Start), Ids.New(TestRuntime.Start), Ids.New(TestRuntime.Start));
        await using (var db = new PostgresWorkflowDb(PostgresStepDatabase.EfOptions(connection)))
        {
            await db.GetService<IMigrator>().MigrateAsync("Archive", TestContext.Current.CancellationToken);
        }

        PostgresServer.Instance.Execute(
            $"""
            INSERT INTO instance (id, definition_id, definition_version_id, set_id, status, sub_status, version, fact_count, incident_count, state, created_at, updated_at)
            VALUES ('{instance}', 'w', 'v', 1, 1, 3, 3, 0, 0, '', 1760000000000, 1800000000000);
            INSERT INTO step (instance_id, number, at, set_id, kind, id_seed, state_hash, first_fact, fact_count, facts)
            SELECT '{instance}', n, 1760000000000 + n * 20000000000, 1, 'start', gen_random_uuid(), '', 1, 0, '' FROM generate_series(3, 1, -1) n;
            INSERT INTO audit (chain_id, number, at, actor, action, what, purpose, hash)
            SELECT c::uuid, n, 1760000000000 + n * 20000000000, 'a', 'read', 'iets', 'proef', '' FROM generate_series(1, 3) n, unnest(ARRAY['{file}', '{reader}']) c;
            INSERT INTO audit_named_file (file_id, chain_id, number) VALUES ('{file}', '{reader}', 2)
            """, name);
        using (var runtime = await TestRuntime.MakeOn(connection, folder))
        {
            Assert.Equal((3, 6, 1), (runtime.Count("step"), runtime.Count("audit"), runtime.Count("audit_named_file")));
            Assert.Equal(["step_earlier"], Partitions(runtime, instance));
            Assert.Equal([3, 2, 1], runtime.Database.Read(t => t.Query("SELECT number FROM step ORDER BY rowid", r => r.Number(0))));
            Assert.Equal(3, runtime.Database.Read(t => StepRecords.Of(t, instance)).Count);
            Assert.Equal(4, runtime.Database.Read(t => AuditLog.WhoSaw(t, file)).Count);
            Assert.Equal((2, 2), (runtime.Count("audit_earlier"), runtime.Count("audit_2027_q1")));
            runtime.Publish(Sequence("w", Line("een", "een")));
            runtime.StartInstance("w");
            runtime.RunAll();
            Assert.True(runtime.Database.Read(t => t.First("SELECT max(rowid) FROM step", r => r.Number(0))) > 3);
        }

        TestStore.Drop(connection);
        Directory.Delete(folder, recursive: true);
    }

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static List<string> Partitions(TestRuntime runtime, Guid instance) => runtime.Database.Read(t => t.Query(
        "SELECT DISTINCT CAST(CAST(tableoid AS regclass) AS text) FROM step WHERE instance_id = @id", r => r.Text(0), ("@id", instance)));
}
