using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Storage;

public sealed class When_a_database_moves_to_PostgreSQL : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-move-").FullName;
    private readonly string _target = PostgresServer.Instance.Make();

    private string Connection => PostgresServer.Instance.Connection(_target);

    public void Dispose()
    {
        TestStore.Drop(Connection);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Everything_arrives_and_the_chain_goes_on_there()
    {
        var forms = FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms"));
        using var old = await CareRuntime.Make(forms: forms);
        var trajectory = old.Open();
        old.RunAll();
        await Prepare();
        var copied = await DatabaseCopy.ToPostgres(old.Options.DatabaseFile, Connection, stop: TestContext.Current.CancellationToken);
        foreach (var table in copied)
        {
            Assert.Equal(old.Count(table.Table), table.Rows);
        }

        Assert.All((string[])["trajectory", "stimulus", "task", "step", "audit", "account_role", "workflow_definition"], name => Assert.Contains(copied, t => t.Table == name && t.Rows > 0));
        using var moved = await TestRuntime.MakeOn(Connection, _folder, s => CareRuntime.Add(s, isTrial: false, forms));
        Assert.Equal(JournalOf(old, trajectory), JournalOf(moved, trajectory));
        Assert.Equal(old.File(trajectory).Owner, moved.File(trajectory).Owner);
        Story.MustHold(moved);

        // Half a year without an answer: timers, reminders and escalations come there as they do here, under new numbers.
        foreach (var runtime in (TestRuntime[])[old, moved])
        {
            await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(180), TestContext.Current.CancellationToken);
            Story.MustHold(runtime);
            runtime.MustHold();
        }

        Assert.Equal(old.Count("step"), moved.Count("step"));
        Assert.Equal(old.Count("mail"), moved.Count("mail"));
        Assert.Equal(old.Count("stimulus"), moved.Count("stimulus"));
        Assert.Equal(JournalOf(old, trajectory).Select(l => l[(l.IndexOf(' ') + 1)..]), JournalOf(moved, trajectory).Select(l => l[(l.IndexOf(' ') + 1)..]));
    }

    [Fact]
    public async Task A_target_that_is_not_empty_is_refused_and_stays_as_it_is()
    {
        using var old = await TestRuntime.Make();
        await Prepare();
        PostgresServer.Instance.Execute("INSERT INTO kept_event (name, payload, at, expires_at) VALUES ('x', '{}', 0, 0)", _target);
        Assert.Contains("kept_event", (await Assert.ThrowsAsync<CopyRefusedException>(() => DatabaseCopy.ToPostgres(old.Options.DatabaseFile, Connection))).Message);
        using var there = await TestRuntime.MakeOn(Connection, _folder);
        Assert.Equal((1, 0), (there.Count("kept_event"), there.Count("account")));
    }

    private Task Prepare() => WorkflowDatabase.Prepare(new RuntimeOptions { DataDirectory = _folder, Postgres = Connection }, TimeProvider.System);

    private static List<string> JournalOf(TestRuntime runtime, Guid trajectory) =>
        [.. runtime.Database.Read(t => Journal.OfTrajectory(t, trajectory).ToList()).Select(l => $"{l.Number} {l.At:O} {l.ActivityId} {l.Event}")];
}
