using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Repairs;

public class When_stuck_trajectories_are_repaired : IDisposable
{
    private static readonly string Faulty = Sequence(
        "proef", Activity("stuk", "Elsa.Fault", ("message", "De koppeling is stuk.")), Activity("taak", "KnGG.HumanTask", ("title", "Bellen"), ("role", "jgz"), ("due", "10wd")));

    public static TheoryData<string> Points => [CrashPoint.RepairWritten, CrashPoint.RepairCommitted];

    public void Dispose() => CrashPoint.Listen(null);

    [Fact]
    public async Task What_returns_at_once_came_back_and_what_is_passed_is_resolved()
    {
        var (runtime, all) = await StuckScene.Make(12, Faulty);
        using var _ = runtime;
        var desk = runtime.Get<RepairDesk>();
        var wish = new RepairWish(StuckActions.Retry, null, new StuckFilter(StuckCauses.Incident));
        var preview = desk.Preview(wish, StuckScene.Administrator, Actor.System);
        Assert.Equal((12, 12), (preview.Items.Count, preview.Will));
        Assert.Equal(0, runtime.Count("repair_batch"));

        var again = await Repair(runtime, wish);
        Assert.Equal((RepairState.Done, 12, 12), (again.Batch.State, again.Count(RepairItemState.Applied), again.Count(RepairLook.CameBack)));
        Assert.All(again.Items, i => Assert.Contains("storing", i.LookReason, StringComparison.Ordinal));

        // Half is passed by; the other half is as broken as before.
        var past = await Repair(runtime, new RepairWish(StuckActions.Skip, all.Take(6).ToList(), new StuckFilter()));
        Assert.Equal((6, 6), (past.Count(RepairItemState.Applied), past.Count(RepairLook.Resolved)));
        Assert.Equal(6, runtime.Get<StuckList>().Page(new StuckFilter(), 1, 50).Total);
        Assert.All(all.Take(6), id => Assert.Null(runtime.Get<StuckList>().Of(id, StuckScene.Administrator)!.Cause));
        runtime.MustHold();
        Story.MustHold(runtime);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Another_process_goes_on_and_nothing_is_lost_or_done_twice(string point)
    {
        var (runtime, _) = await StuckScene.Make(6, Faulty);
        using var held = runtime;
        var batch = runtime.Get<RepairDesk>().Start(new RepairWish(StuckActions.Skip, null, new StuckFilter()), StuckScene.Administrator, Actor.System)!.Value;
        Assert.True(runtime.DieAt(point, () => runtime.Get<RepairDesk>().TakeNext()) >= 2, "The point was not passed often enough.");
        await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now);
        var progress = runtime.Get<RepairDesk>().Progress(batch, StuckScene.Administrator)!;
        Assert.Equal((RepairState.Done, 6, 6), (progress.Batch.State, progress.Count(RepairItemState.Applied), progress.Count(RepairLook.Resolved)));
        Assert.Equal(6, runtime.Count("task"));
        Assert.Equal(6, runtime.Count("audit WHERE what = 'herstel: skip'"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_paused_repair_stands_still_until_it_goes_on()
    {
        var (runtime, _) = await StuckScene.Make(4, Faulty);
        using var held = runtime;
        var desk = runtime.Get<RepairDesk>();
        var batch = desk.Start(new RepairWish(StuckActions.Skip, null, new StuckFilter()), StuckScene.Administrator, Actor.System)!.Value;
        Assert.True(desk.TakeNext());
        Assert.True(desk.Pause(batch));
        Assert.False(desk.Pause(batch));
        await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now.AddHours(1));
        Assert.Equal(3, desk.Progress(batch, StuckScene.Administrator)!.Count(RepairItemState.Pending));
        Assert.True(desk.Resume(batch));
        await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now);
        Assert.Equal(4, desk.Progress(batch, StuckScene.Administrator)!.Count(RepairLook.Resolved));
        Assert.True(desk.LookAgain(batch));
        await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now);
        Assert.Equal(RepairState.Done, desk.Progress(batch, StuckScene.Administrator)!.Batch.State);
    }

    [Theory]
    [InlineData(StuckCauses.TimerOverdue, StuckActions.Wake, RepairLook.Resolved)]
    [InlineData(StuckCauses.TaskWithoutOwner, StuckActions.Assign, RepairLook.Resolved)]
    [InlineData(StuckCauses.OwnerLeft, StuckActions.Release, RepairLook.Resolved)]
    [InlineData(StuckCauses.OwnerAbsent, StuckActions.Release, RepairLook.Resolved)]
    [InlineData(StuckCauses.Moved, StuckActions.Move, RepairLook.Resolved)]
    [InlineData(StuckCauses.OverdueTask, StuckActions.Remind, RepairLook.Unknown)]
    [InlineData(StuckCauses.MailBounced, StuckActions.Retry, RepairLook.Resolved)]
    public async Task Each_cause_has_a_repair_that_helps(string cause, string action, RepairLook expected)
    {
        var (runtime, all) = await StuckScene.Make(2);
        using var _ = runtime;
        if (cause == StuckCauses.MailBounced)
        {
            // On New Year's Day nobody is mailed, so nobody can know yet whether it arrives.
            await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(1));
        }

        StuckScene.Plants.Single(p => p.Cause == cause).Plant(runtime, all[0]);
        var reader = action == StuckActions.Move ? StuckScene.CaseOwner : StuckScene.Administrator;
        var progress = await Repair(runtime, new RepairWish(action, [all[0], all[1], Guid.Empty], new StuckFilter()), reader);
        Assert.True(progress.Count(RepairItemState.Applied) == 1 && progress.Count(RepairItemState.Refused) == 2, string.Join("; ", progress.Items.Select(i => $"{i.State} {i.Reason}")));
        Assert.Equal(expected, progress.Items[0].Look);
        Assert.Equal(expected == RepairLook.Resolved, runtime.Get<StuckList>().Of(all[0], reader)!.Cause is null);
        runtime.MustHold();
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_reminder_goes_out_once_a_day()
    {
        var (runtime, all) = await StuckScene.Make(1);
        using var _ = runtime;
        runtime.SetTask(all[0], "due_at = @late");
        var wish = new RepairWish(StuckActions.Remind, [all[0]], new StuckFilter());
        var before = runtime.Count("mail");
        await Repair(runtime, wish);
        Assert.Equal(before + 1, runtime.Count("mail"));
        var preview = runtime.Get<RepairDesk>().Preview(wish, StuckScene.CaseOwner, Actor.System);
        Assert.Equal((0, "Vandaag is hierover al een herinnering verstuurd."), (preview.Will, preview.Items[0].Text));
        Assert.Null(runtime.Get<RepairDesk>().Start(wish, StuckScene.CaseOwner, Actor.System));
    }

    [Fact]
    public async Task Who_may_not_do_it_changes_nothing_and_learns_nothing()
    {
        var (runtime, all) = await StuckScene.Make(1, Faulty);
        using var _ = runtime;
        var desk = runtime.Get<RepairDesk>();
        var wish = new RepairWish(StuckActions.Skip, [all[0]], new StuckFilter());
        Assert.Equal("U mag dit bij dit traject niet doen.", desk.Preview(wish, StuckScene.Coordinator, Actor.System).Items[0].Text);
        var stranger = new StuckReader(StuckScene.Id("klsc"), false, false);
        Assert.Equal(
            desk.Preview(wish with { Trajectories = [Guid.Empty] }, stranger, Actor.System).Items[0].Text,
            desk.Preview(wish, stranger, Actor.System).Items[0].Text);
        Assert.Null(desk.Start(wish, stranger, Actor.System));
        Assert.Null(desk.Start(wish with { Trajectories = null }, stranger, Actor.System));
        var batch = desk.Start(wish, StuckScene.Administrator, Actor.System)!.Value;
        Assert.Null(desk.Progress(batch, stranger));
    }

    private static async Task<RepairProgress> Repair(TestRuntime runtime, RepairWish wish, StuckReader? reader = null)
    {
        var by = reader ?? StuckScene.Administrator;
        var id = runtime.Get<RepairDesk>().Start(wish, by, Actor.System);
        Assert.NotNull(id);

        // Before anything else happens at this moment: with the simulated clock a step that is due is taken at once.
        while (runtime.Get<RepairDesk>().TakeNext())
        {
            // One more.
        }

        await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now);
        return runtime.Get<RepairDesk>().Progress(id.Value, by)!;
    }
}
