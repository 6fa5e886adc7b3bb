using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Stuck;

public partial class When_trajectories_are_stuck
{
    // What a person does at the task's own page or the trajectory's, and not by a repair.
    private static readonly string[] ByHand = [StuckActions.Complete, StuckActions.OnBehalf, StuckActions.Reassign, StuckActions.ReEnter, StuckActions.Close];

    private static int Trajectories => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 1000 : 100;

    [Fact]
    public async Task Each_planted_cause_is_named_among_many_and_offers_something_that_the_reader_may_do()
    {
        var (runtime, all) = await StuckScene.Make(Trajectories);
        using var _ = runtime;
        var list = runtime.Get<StuckList>();
        Assert.Equal(0, list.Page(new StuckFilter(), 1, 10).Total);

        // Two of each among ten times as many that only wait.
        Assert.Equal(StuckCauses.All.Select(c => c.Code).Order(StringComparer.Ordinal), StuckScene.Plants.Select(p => p.Cause).Order(StringComparer.Ordinal));
        var expected = new Dictionary<Guid, string>();
        foreach (var (plant, i) in StuckScene.Plants.Concat(StuckScene.Plants).Select((p, i) => (p, i)))
        {
            var id = all[i * all.Count / (2 * StuckScene.Plants.Count)];
            plant.Plant(runtime, id);
            expected[id] = plant.Cause;
        }

        var right = all.Count(id => list.Of(id, StuckScene.Administrator)!.Cause == expected.GetValueOrDefault(id));
        Assert.True(right >= 0.99 * all.Count, $"{right} van {all.Count} goed benoemd; fout: {string.Join("; ", all.Select(id => (expected.GetValueOrDefault(id), list.Of(id, StuckScene.Administrator)!.Cause)).Where(p => p.Item1 != p.Cause))}");

        // The list, its counts and the list of trajectories say the same.
        var page = list.Page(new StuckFilter(), 1, 200);
        Assert.Equal(list.Counts(new StuckFilter()).Sum(c => c.Trajectories), page.Total);
        Assert.Equal(all.Where(id => list.Of(id, StuckScene.Administrator)!.Cause is not null).Order(), page.Items.Select(i => i.TrajectoryId).Order());
        Assert.All(page.Items, line => Assert.Equal(list.Of(line.TrajectoryId, StuckScene.Administrator)!.Cause, line.Cause));
        var shown = new TrajectoryList(runtime.Database, runtime.Clock);
        Assert.Equal(page.Total, shown.Process(new TrajectoryFilter { Stuck = true }, 1, 1).Total);
        Assert.Equal(all.Count - page.Total, shown.Process(new TrajectoryFilter { Stuck = false }, 1, 1).Total);
        Assert.All(shown.Process(new TrajectoryFilter(), 1, 200).Items, i => Assert.Equal(page.Items.Any(l => l.TrajectoryId == i.Id), i.IsStuck));
        Assert.Equal(2, list.Page(new StuckFilter(StuckCauses.NoShow), 1, 10).Total);
        Assert.Equal(page.Total, list.Page(new StuckFilter(null, "demo", "Zaanstad", 1), 1, 10).Total);
        Assert.Equal(0, list.Page(new StuckFilter(null, null, "Arnhem"), 1, 10).Total);

        foreach (var reader in new[] { StuckScene.Administrator, StuckScene.Coordinator, StuckScene.CaseOwner })
        {
            foreach (var id in expected.Keys)
            {
                var state = list.Of(id, reader)!;
                Assert.NotNull(state.Since);
                Assert.False(string.IsNullOrEmpty(state.Role), state.Cause);
                Assert.False(string.IsNullOrEmpty(state.Next), state.Cause);
                var repairable = state.Actions.Where(a => !ByHand.Contains(a)).Where(a =>
                    runtime.Get<RepairDesk>().Preview(new RepairWish(a, [id], new StuckFilter()), reader, Actor.System).Will == 1);
                Assert.True(state.Actions.Any(ByHand.Contains) || repairable.Any(), $"{state.Cause} laat {reader} niets doen; er staat {string.Join(", ", state.Actions)}");
            }
        }
    }

    [Fact]
    public async Task A_trajectory_that_is_not_stuck_says_for_whom_it_waits_and_until_when()
    {
        var (runtime, all) = await StuckScene.Make(1);
        using var _ = runtime;
        var state = runtime.Get<StuckList>().Of(all[0], StuckScene.CaseOwner)!;
        Assert.Null(state.Cause);
        Assert.Equal("jgz", state.Role);
        Assert.Equal("JGZ Noord (demo)", state.Organisation);
        Assert.True(state.DueAt > runtime.Clock.Now);
        Assert.NotNull(state.NextAt);
        Assert.NotNull(state.Next);
        Assert.Null(runtime.Get<StuckList>().Of(Guid.Empty, StuckScene.CaseOwner));
    }

    [Fact]
    public async Task A_deputy_who_is_there_or_a_task_that_went_on_to_somebody_else_is_nothing_to_worry_about()
    {
        var (runtime, all) = await StuckScene.Make(2);
        using var _ = runtime;
        var list = runtime.Get<StuckList>();
        var absent = runtime.Claims(all[0]);
        runtime.Database.Write(t => t.Execute("UPDATE account SET absent_from = '2025-12-30' WHERE id = @id", ("@id", absent)));
        Assert.Equal(StuckCauses.OwnerAbsent, list.Of(all[0], StuckScene.CaseOwner)!.Cause);
        runtime.Database.Write(t => t.Execute("UPDATE account SET deputy_id = @deputy WHERE id = @id", ("@deputy", CareRuntime.JgzAccount), ("@id", absent)));
        Assert.Null(list.Of(all[0], StuckScene.CaseOwner)!.Cause);
        runtime.Database.Write(t => t.Execute("UPDATE account SET absent_from = '2025-12-30', absent_until = '2026-01-01' WHERE id = @id", ("@id", CareRuntime.JgzAccount)));
        Assert.Equal(StuckCauses.OwnerAbsent, list.Of(all[0], StuckScene.CaseOwner)!.Cause);

        // The absence began before there was anything to do.
        Assert.Equal(TestRuntime.Start, list.Of(all[0], StuckScene.CaseOwner)!.Since);
    }

    [Fact]
    public async Task Nothing_that_has_ended_is_read()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "PostgreSQL chooses its plan by what the tables hold.");
        var (runtime, _) = await StuckScene.Make(1);
        using var held = runtime;
        var plan = runtime.Database.Read(t => t.Query("EXPLAIN QUERY PLAN " + StuckSql.All + "SELECT * FROM first", r => r.Text(3), StuckSql.At(runtime.Clock.Now)));

        // Neither a table from end to end, nor the index of a trajectory's tasks, incidents or instances, which holds what is over too.
        var scans = plan.Where(p => Whole().IsMatch(p) || p.Contains("_trajectory_id (trajectory_id>", StringComparison.Ordinal)).ToList();
        Assert.True(scans.Count == 0, string.Join(Environment.NewLine, scans) + Environment.NewLine + "---" + Environment.NewLine + string.Join(Environment.NewLine, plan));
    }

    // The aliases of tables that grow. Open incidents and refused moves are read whole, from an index that holds nothing else.
    [System.Text.RegularExpressions.GeneratedRegex("^SCAN ((s|n|t|k|h|x|trajectory|task|stimulus|instance|mail)( |$)|(i|m)($| (?!USING INDEX ix_incident_at|USING INDEX ix_migration_item_refused)))")]
    private static partial System.Text.RegularExpressions.Regex Whole();
}
