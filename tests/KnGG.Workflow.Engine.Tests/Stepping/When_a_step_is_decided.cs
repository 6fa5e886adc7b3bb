using System.Globalization;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_a_step_is_decided
{
    private static readonly string Definition = Json.Definition(
        Flow(
            "f", [Fork("fork", "A", "B"), Task("a", "Bel", "var-X"), ForEach("each", "[1,2,3]", Event("e", "go")), Line("end")],
            "fork.A -> a", "fork.B -> each", "a -> end", "each -> end"),
        Variable("X"));

    [Fact]
    public void The_same_input_gives_the_same_output_on_many_threads_and_in_every_culture()
    {
        var story = new Story(Definition).Start();
        var state = story.State;
        var before = InstanceStateJson.Write(state);
        var stimulus = new TaskAnswered(story.Wait("a").Id, null, Value.MapOf(("getal", Value.Of(1.5))));
        var seed = new Guid("0197d3f0-0000-7000-8000-000000000001");
        var results = new string[64];
        Parallel.For(0, results.Length, i =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(i % 2 == 0 ? "nl-NL" : "tr-TR");
            results[i] = Recorded.Of(Stepper.Decide(story.Set, state, stimulus, new StepContext(story.Now, new IdSource(seed), Actor.System, CultureInfo.CurrentCulture)));
        });
        Assert.Single(results.Distinct());
        Assert.Equal(before, InstanceStateJson.Write(state));
    }

    [Fact]
    public void A_state_in_memory_and_the_same_state_read_back_give_the_same_step()
    {
        var story = new Story(Definition).Start();
        var memory = story.Last.State;
        var stimulus = new EventReceived("go", Value.Null);
        var context = () => new StepContext(story.Now, new IdSource(Guid.Empty), Actor.System, CultureInfo.InvariantCulture);
        Assert.Equal(
            Recorded.Of(Stepper.Decide(story.Set, memory, stimulus, context())),
            Recorded.Of(Stepper.Decide(story.Set, story.State, stimulus, context())));
    }

    [Fact]
    public void Every_activity_that_starts_completes_suspends_or_is_cancelled_in_the_journal()
    {
        var story = new Story(Definition).Start();
        story.Event("go").Event("go").Event("go").Answer("a");
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
        var started = story.Facts.Where(f => f.Event == "Started").Select(f => f.ActivityInstanceId).Order();
        var ended = story.Facts.Where(f => f.Event is "Completed" or "Canceled").Select(f => f.ActivityInstanceId).Order();
        Assert.Equal(started, ended);
    }
}
