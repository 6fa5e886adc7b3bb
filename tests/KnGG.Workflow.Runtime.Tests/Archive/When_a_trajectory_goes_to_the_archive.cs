using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Archive;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Archive;

public class When_a_trajectory_goes_to_the_archive : IDisposable
{
    // Of each table the rows of the one that runs.
    private static readonly (string Table, string Left)[] Hot =
    [
        ("instance", "instance i JOIN trajectory t ON t.id = i.trajectory_id AND t.is_open = 1"),
        ("step", "step s JOIN trajectory t ON t.root_instance_id = s.instance_id AND t.is_open = 1"),
        ("task", "task k JOIN trajectory t ON t.id = k.trajectory_id AND t.is_open = 1"),
        ("mail", "mail m JOIN trajectory t ON t.id = m.trajectory_id AND t.is_open = 1"),
    ];

    public static TheoryData<string> Points => [CrashPoint.ArchiveWritten, CrashPoint.ArchiveCommitted];

    public void Dispose() => CrashPoint.Listen(null);

    [Fact]
    public async Task It_reads_as_before_and_is_no_longer_among_what_runs()
    {
        var (runtime, finished, running) = await ArchiveScene.Make(2);
        using var _ = runtime;
        Assert.True(runtime.Count("mail") > 0, "Nobody was mailed.");
        await runtime.Wait(91);
        var told = finished.Select(runtime.Told).ToList();
        var (story, rehearsed, listed) = (Story(runtime, finished[0]), Rehearse(runtime), Listed(runtime));
        Assert.True(told[0].Count > 20, "There is too little to tell.");
        Assert.NotEmpty(story);
        Assert.Equal("2 trajecten gingen naar het archief.", Night(runtime).Summary);
        Assert.Equal("Niets te doen.", Night(runtime).Summary);
        foreach (var (table, left) in Hot)
        {
            Assert.Equal(runtime.Count(left), runtime.Count(table));
        }

        Assert.Equal((0, 4), (runtime.Count("task_answer"), runtime.Count("archived_instance")));
        Assert.Equal(told[0], runtime.Told(finished[0]));
        Assert.Equal(told[1], runtime.Told(finished[1]));
        Assert.Equal(story, Story(runtime, finished[0]));
        Assert.Equal(rehearsed, Rehearse(runtime));
        Assert.Equal(listed, Listed(runtime));
        Assert.NotNull(Query(runtime).Find(finished[0], StuckScene.Administrator.AccountId, Actor.System, seesProcess: true, "traject"));
        var lines = runtime.Database.Read(t => AuditLog.WhoSaw(t, finished[0]));
        Assert.Contains(lines, l => l.Action == "archive");
        Assert.Contains(lines, l => l.What.EndsWith("complete", StringComparison.Ordinal));
        var version = runtime.Database.Read(t => DefinitionRows.Published(t, "kind"))!;
        Assert.True(runtime.Database.Read(t => DefinitionRemoval.IsInUse(t, version)));
        runtime.MustHold();
        Steps.Story.MustHold(runtime);
        Assert.NotEmpty(runtime.Told(running));
    }

    [Fact]
    public async Task Only_what_ended_long_enough_ago_and_no_longer_moves_goes()
    {
        var (runtime, finished, running) = await ArchiveScene.Make(2);
        using var _ = runtime;
        await runtime.Wait(89);
        Assert.Empty(runtime.Get<Archiver>().Due(10));
        runtime.Database.Write(t => runtime.Get<IncidentWriter>().ChildMissing(t, t.First("SELECT root_instance_id FROM trajectory WHERE id = @id", r => r.Id(0), ("@id", finished[0])), finished[0], "stap", "Een stap mislukte.", runtime.Clock.Now));
        await runtime.Wait(1);
        Assert.Equal([finished[1]], runtime.Get<Archiver>().Due(10));
        Assert.False(runtime.Get<Archiver>().Move(finished[0]));
        Assert.False(runtime.Get<Archiver>().Move(running));
        runtime.Database.Write(t => t.Execute("UPDATE incident SET closed_at = 1, closed_by = 'proef', resolution = 'proef'"));
        Assert.Equal(finished.Order(), runtime.Get<Archiver>().Due(10).Order());

        // Somebody still has to say whether a mail that was held back goes.
        int Mail(MailState state) => runtime.Database.Write(t => t.Execute(
            "UPDATE mail SET state = @state WHERE id = (SELECT id FROM mail WHERE trajectory_id = @id ORDER BY id LIMIT 1)", ("@state", (int)state), ("@id", finished[0])));
        Assert.Equal(1, Mail(MailState.HeldBack));
        Assert.Equal([finished[1]], runtime.Get<Archiver>().Due(10));
        Assert.False(runtime.Get<Archiver>().Move(finished[0]));
        Mail(MailState.Cancelled);
        Assert.Single(runtime.Get<Archiver>().Due(1));
        Assert.True(runtime.Get<Archiver>().Move(finished[0]));
        Assert.False(runtime.Get<Archiver>().Move(finished[0]));

        // A place can keep them longer.
        runtime.Database.Write(t => t.Execute(
            "INSERT INTO care_setting (key, level, scope, valid_from, value, source_label, basis) VALUES ('archief.na', 'municipality', 'Zaanstad', '2025-01-01', '12mo', 'REGIONAL', 'afspraak')"));
        Assert.Empty(runtime.Get<Archiver>().Due(10));
        await runtime.Wait(300);
        Assert.Equal([finished[1]], runtime.Get<Archiver>().Due(10));
        Steps.Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_new_signal_of_the_child_opens_a_new_trajectory()
    {
        var (runtime, finished, _) = await ArchiveScene.Make(1);
        using var __ = runtime;
        await runtime.Wait(91);
        Night(runtime);
        var again = runtime.Arrive("A-1", weight: 60);
        Assert.NotEqual(finished[0], again);
        Assert.Equal(2, runtime.Database.Read(t => t.First("SELECT count(*) FROM trajectory WHERE child_id = (SELECT child_id FROM trajectory WHERE id = @id)", r => r.Number(0), ("@id", again))));
        runtime.Finish(again);
        await runtime.Wait(91);
        Night(runtime);
        Assert.Equal(4, runtime.Count("archived_instance"));
        Steps.Story.MustHold(runtime);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_process_that_dies_loses_and_doubles_nothing(string point)
    {
        var (runtime, finished, _) = await ArchiveScene.Make(4);
        using var __ = runtime;
        await runtime.Wait(91);
        var told = finished.Select(runtime.Told).ToList();
        Assert.True(
            runtime.DieAt(point, () => runtime.Get<Archiver>().Due(1) is [var next] && runtime.Get<Archiver>().Move(next)) >= 2, "The point was not passed often enough.");
        Assert.Equal((8, 4), (runtime.Count("archived_instance"), runtime.Count("archived_part WHERE part = 'step'")));
        Assert.Equal(4, runtime.Count("audit WHERE action = 'archive'"));
        Assert.Equal(told, finished.Select(runtime.Told).ToList());
        Steps.Story.MustHold(runtime);
    }

    [Theory]
    [InlineData("archive-damaged", "UPDATE archived_part SET hash = content WHERE part = 'step'")]
    [InlineData("archive-gap", "DELETE FROM archived_part WHERE part = 'step'")]
    [InlineData("archive-gap", "DELETE FROM archived_part WHERE part = 'task_answer'")]
    [InlineData("archive-gap", "UPDATE archived_part SET rows = rows + 1 WHERE part = 'mail'")]
    [InlineData("archived-open", "DELETE FROM archived_instance")]
    [InlineData("archived-without-trajectory", "UPDATE trajectory SET archived_at = NULL")]
    [InlineData("archived-twice", "UPDATE archived_instance SET id = (SELECT id FROM instance ORDER BY id LIMIT 1) WHERE definition_id = 'kind'")]
    [InlineData("instance-without-set", "UPDATE archived_instance SET set_id = 999")]
    public async Task The_check_names_what_was_damaged(string code, string damage)
    {
        var (runtime, _, _) = await ArchiveScene.Make(1);
        using var __ = runtime;
        await runtime.Wait(91);
        Night(runtime);
        Steps.Story.MustHold(runtime);
        runtime.Database.Write(t => t.Execute(damage));
        Assert.Contains(code, runtime.Database.Read(t => runtime.Get<InvariantCheck>().Run(t)).Select(v => v.Code));
    }

    private static JobResult Night(TestRuntime runtime) =>
        runtime.Services.GetServices<IRecurringJob>().Single(j => j.Code == "archive").Run(runtime.Clock.Now);

    private static List<string> Story(TestRuntime runtime, Guid trajectory) =>
        [.. Query(runtime).Story(trajectory, StuckScene.Administrator.AccountId, Actor.System, seesProcess: true)!.Select(l => $"{l.At:O} {l.Text} {l.By}")];

    private static TrajectoryQuery Query(TestRuntime runtime) => new(runtime.Database, runtime.Clock);

    private static string Rehearse(TestRuntime runtime)
    {
        var report = runtime.Get<RehearsalDesk>().Run(EngineDoor.Parse(ArchiveScene.Definition));
        return $"{report.Total} {report.Same}";
    }

    private static List<Guid> Listed(TestRuntime runtime) => runtime.Database.Read(t =>
    {
        var filter = new InstanceListFilter();
        List<Guid> ids = [.. InstanceListQuery.Page(t, filter, 0, 2).Select(i => i.Id), .. InstanceListQuery.Page(t, filter, 2, 100).Select(i => i.Id)];
        Assert.Equal(ids.Count, InstanceListQuery.Count(t, filter));
        Assert.Equal(1, InstanceListQuery.Count(t, new InstanceListFilter { Statuses = [Engine.Instances.WorkflowStatus.Running] }));
        return ids;
    });
}
