using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Bench.Growth;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Bench;

/// <summary>What the generator writes are real rows: every promise holds for them, people can go on with them, and their timers go off.</summary>
public sealed class When_a_database_is_filled : IAsyncLifetime
{
    private const int Trajectories = 300;
    private const int Timers = 3000;

    private readonly RuntimeOptions _options = new() { DataDirectory = QuickFolder.Make("kngg-fill-"), RunLoops = false };
    private ServiceProvider _services = null!;
    private FillReport _filled = null!;

    private StepDatabase Database => _services.GetRequiredService<StepDatabase>();

    public async ValueTask InitializeAsync()
    {
        await WorkflowDatabase.Prepare(_options, TimeProvider.System);
        _services = GrowthBench.Services(_options, CareRuntime.Workflows);
        GrowthBench.Begin(_services, CareRuntime.Workflows);
        _filled = GrowthFill.Run(_options, _services, Trajectories, Timers);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_options.DataDirectory, recursive: true);
    }

    [Fact]
    public void It_holds_what_was_asked_every_promise_holds_and_a_second_fill_writes_nothing()
    {
        Assert.Equal((Trajectories, Timers), (_filled.Trajectories, _filled.Timers));
        var broken = Database.Read(t => _services.GetRequiredService<InvariantCheck>().Run(t));
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(10)));
        Assert.Equal(Trajectories, Database.Read(t => t.First("SELECT count(DISTINCT ref_hash) FROM child", r => r.Number(0))));
        Assert.True(Database.Read(t => t.First("SELECT count(DISTINCT owner_organisation_id) FROM trajectory", r => r.Number(0))) > GrowthFill.Houses / 2);
        Assert.Equal(0, GrowthFill.Run(_options, _services, Trajectories, Timers).RowsWritten);
    }

    [Fact]
    public void A_professional_of_another_organisation_goes_on_with_a_copy()
    {
        var (person, task) = Database.Read(t => t.First(
            """
            SELECT r.account_id, k.id FROM task k JOIN account_role r ON r.organisation_id = k.organisation_id AND r.role = k.role
            WHERE k.state < 2 AND k.title = 'Signaal beoordelen' ORDER BY k.created_at DESC, k.id DESC LIMIT 1
            """,
            r => (r.Id(0), r.Id(1))));
        Assert.Contains(_services.GetRequiredService<TaskInbox>().Mine(person, pageSize: 200).Items, t => t.Id == task);
        Assert.IsType<TaskResult.Done>(_services.GetRequiredService<TaskDesk>().Complete(
            new CompleteTask(task, person, "Oppakken", Engine.Values.Value.MapOf(("familyKnows", Engine.Values.Value.Of("yes"))))));
        Assert.Equal(1, _services.GetRequiredService<StepLoop>().RunOnce());
        Assert.Empty(Database.Read(t => IncidentRows.Open(t)));
        Assert.Contains(_services.GetRequiredService<TaskInbox>().Mine(person, pageSize: 200).Items, t => t.Title == "Meten en gesprek met kind en ouders");
        Assert.Empty(Database.Read(t => _services.GetRequiredService<InvariantCheck>().Run(t)));
    }

    [Fact]
    public void Everybody_sees_the_trajectories_of_the_own_organisation_newest_first_and_the_coordinator_all_without_the_child()
    {
        var list = _services.GetRequiredService<TrajectoryList>();
        var jgz = DemoRegion.Accounts.Single(a => a.UserName == "jgz").Id;
        var who = new Actor(jgz.ToString("D"), "jgz", null);
        var own = list.Mine(jgz, who, new TrajectoryFilter(), 1, 200);
        Assert.InRange(own.Total, 24, Trajectories / 2);
        var all = list.Process(new TrajectoryFilter(), 1, 200);
        Assert.Equal(Trajectories, all.Total);
        Assert.All(all.Items, i => Assert.Null(i.GivenName));
        var (first, second) = (list.Process(new TrajectoryFilter(), 1, 20), list.Process(new TrajectoryFilter(), 2, 20));
        Assert.Equal(all.Items.Take(40).Select(i => i.Id), first.Items.Concat(second.Items).Select(i => i.Id));
        var stuck = list.Process(new TrajectoryFilter { Stuck = true }, 1, 200);
        var flowing = list.Process(new TrajectoryFilter { Stuck = false }, 1, 200);
        Assert.Equal(list.Process(new TrajectoryFilter { IsOpen = true }, 1, 1).Total, stuck.Total + flowing.Total);
        Assert.All(stuck.Items, i => Assert.True(i.IsStuck));
        Assert.All(flowing.Items, i => Assert.False(i.IsStuck));
        Assert.Equal(0, list.Process(new TrajectoryFilter { Search = "an" }, 1, 200).Total);
    }
}
