using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public class When_two_want_the_same_instance
{
    [Fact]
    public async Task The_late_writer_changes_nothing()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(1)), Line("l", "een"), Delay("b", TimeSpan.FromDays(1)), Line("m", "twee")));
        var id = runtime.StartInstance("w");
        runtime.RunAll();
        runtime.Time.Advance(TimeSpan.FromDays(1));

        // The first reads, and falls asleep.
        var sets = runtime.Get<DefinitionSets>();
        var (loaded, claimed) = runtime.Database.Read(t => (
            InstanceStore.Load(t, sets, id)!, StimulusClaim.Next(t, isShared: false, runtime.Clock.Now, runtime.Clock.Now, 1)[0]));
        var stimulus = StoredStimulus.Read(claimed.Kind, claimed.BookmarkId, claimed.Payload);
        var context = new StepContext(runtime.Clock.Now, new IdSource(Ids.New(runtime.Clock.Now)), Actor.System, StepRunner.Culture);
        var late = Stepper.Decide(loaded.Set, loaded.State, stimulus, context);

        // The second takes the step. Then the first wakes up and writes.
        runtime.RunAll();
        var (steps, stimuli) = (runtime.Count("step"), runtime.Count("stimulus"));
        Assert.Throws<StaleInstanceException>(() => runtime.Database.Write(t => runtime.Get<StepCommit>().Write(t, claimed, stimulus, loaded, context, late)));
        Assert.Throws<StaleInstanceException>(() => runtime.Database.Write(t => runtime.Get<StepCommit>().Write(t, null, stimulus, loaded, context, late)));
        Assert.Equal((steps, stimuli), (runtime.Count("step"), runtime.Count("stimulus")));
        Assert.Equal(["een"], runtime.LinesOf(id));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task Two_events_at_the_same_moment_for_two_branches_are_both_taken_in_a_thousand_instances()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("twee", Fork("f", Event("a", "een"), Event("b", "twee")), Line("l", "samen")));
        for (var i = 0; i < 1000; i++)
        {
            runtime.StartInstance("twee");
        }

        runtime.RunAll();
        var reached = runtime.Database.Write(t =>
            EventDelivery.Publish(t, "een", Value.Of(ValueMap.Empty), null, Actor.System, runtime.Clock.Now)
            + EventDelivery.Publish(t, "twee", Value.Of(ValueMap.Empty), null, Actor.System, runtime.Clock.Now));
        Assert.Equal(2000, reached);
        Assert.Equal(2000, runtime.RunAll());
        Assert.Equal(1000, runtime.Database.Read(t => t.First("SELECT count(*) FROM instance WHERE sub_status = 3", r => r.Number(0))));
        Assert.Equal(0, runtime.Count("event_wait"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task Two_processes_on_one_database_take_each_step_once()
    {
        using var runtime = await TestRuntime.Make(stepsPerCommit: 4);
        runtime.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(1)), Line("l", "een")));
        for (var i = 0; i < 200; i++)
        {
            runtime.StartInstance("w");
        }

        using var other = runtime.SecondProcess();
        await Task.WhenAll(Task.Run(runtime.RunAll), Task.Run(other.RunAll));
        runtime.Time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Task.Run(runtime.RunAll), Task.Run(other.RunAll));
        Assert.Equal(400, runtime.Count("step"));
        Assert.Equal(0, runtime.Count("stimulus"));
        Story.MustHold(runtime);
    }
}
