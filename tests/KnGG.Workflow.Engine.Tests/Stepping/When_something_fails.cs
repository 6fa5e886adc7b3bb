using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_something_fails
{
    private const string Continue = "{\"incidentStrategyType\":\"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core\"}";

    private static string Branches(string? options = null) => Definition(
        Flow(
            "f",
            [Fork("fork", "A", "B", "C", "D"), Activity("x", "Elsa.Fault", $"\"message\":{Literal("stuk")}"), Line("b1"), Line("b2"), Event("e", "go"), Delay("d", "P1D"), Line("we"), Line("wd")],
            "fork.A -> x", "fork.B -> b1", "b1 -> b2", "fork.C -> e", "e -> we", "fork.D -> d", "d -> wd"),
        options: options);

    [Fact]
    public void Work_already_queued_still_runs_then_the_instance_is_faulted()
    {
        var story = new Story(Branches()).Start();
        Assert.Equal("b1 b2", story.Lines);
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        Assert.Equal(WorkflowStatus.Finished, story.State.Status);
        Assert.Equal("stuk", story.Incident);
        Assert.Equal(story.State.Incidents[0], story.Intents.OfType<OpenIncident>().Single().Incident);
        Assert.Contains(story.Facts, f => f is WorkflowChanged { What: "Faulted" });
    }

    [Fact]
    public void An_event_no_longer_resumes_a_faulted_instance()
    {
        var story = new Story(Branches()).Start();
        story.Event("go");
        Assert.True(story.Last.Ignored);
        Assert.Equal("b1 b2", story.Lines);
    }

    [Fact]
    public void A_date_that_comes_while_it_is_faulted_is_kept_and_taken_after_the_repair()
    {
        var story = new Story(Branches()).Start();
        story.Next();
        Assert.False(story.Last.Ignored);
        Assert.Single(story.State.Parked);
        Assert.Equal("b1 b2", story.Lines);
        story.Give(new SkipIncident(story.State.Incidents.Single().Id, null));
        Assert.Equal("b1 b2 wd", story.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, story.State.SubStatus);
        Assert.Empty(story.State.Parked);
        story.Event("go");
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void Cancelling_a_faulted_instance_closes_its_incidents_and_drops_its_waits()
    {
        var story = new Story(Branches()).Start();
        story.Next();
        story.Give(new CancelInstance("klaar"));
        Assert.Equal(WorkflowSubStatus.Cancelled, story.State.SubStatus);
        Assert.Empty(story.State.Incidents);
        Assert.Single(story.Last.Intents.OfType<CloseIncident>());
        Assert.Equal(story.Intents.OfType<SetTimer>().Count() + story.Intents.OfType<AwaitEvent>().Count(), story.Intents.OfType<DropWait>().Count());
    }

    [Fact]
    public void With_the_other_strategy_the_rest_goes_on_and_the_failed_activity_holds_its_container()
    {
        var story = new Story(Branches(Continue)).Start();
        Assert.Equal(WorkflowSubStatus.Suspended, story.State.SubStatus);
        story.Event("go").Next();
        Assert.Equal("b1 b2 we wd", story.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, story.State.SubStatus);
        Assert.Empty(story.State.Bookmarks);
        Assert.Single(story.State.Incidents);
        story.Give(new SkipIncident(story.State.Incidents.Single().Id, null));
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_retry_runs_the_activity_again_and_may_fail_again()
    {
        var story = new Story(Branches()).Start();
        var first = story.State.Incidents.Single().Id;
        story.Give(new RetryIncident(first));
        Assert.Contains(story.Last.Intents, i => i is CloseIncident { Resolution: "retried" } close && close.IncidentId == first);
        Assert.NotEqual(first, story.State.Incidents.Single().Id);
        story.Give(new RetryIncident(first));
        Assert.True(story.Last.Ignored, "that incident is over");
    }

    [Fact]
    public void A_retry_that_succeeds_goes_on()
    {
        var story = new Story(Definition(
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Sequence("s", Set("set", "N", Js("getVariable('Text')")), Line("after"))},{Sequence("s2", Event("e", "go"), Set("fix", "Text", Literal("12")))}]"),
            $"{Variable("N", "null", "Int32")},{Variable("Text", "\"abc\"")}",
            options: Continue)).Start();
        Assert.Contains("abc", story.Incident, StringComparison.Ordinal);
        story.Event("go");
        story.Give(new RetryIncident(story.State.Incidents.Single().Id));
        Assert.Equal("after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_skip_leaves_by_the_chosen_outcome()
    {
        var story = new Story(Definition(Flow("f", [Activity("x", "Onbekend.Type"), Line("a"), Line("b")], "x.Anders -> a", "x -> b"))).Start();
        Assert.Contains("Onbekend.Type", story.Incident, StringComparison.Ordinal);
        story.Give(new SkipIncident(story.State.Incidents.Single().Id, "Anders"));
        Assert.Equal("a", story.Lines);
    }

    [Fact]
    public void A_loop_that_is_retried_goes_on_where_it_was()
    {
        var story = new Story(Definition(
            Activity("p", "Elsa.Parallel", $"\"activities\":[{ForEach("each", "getVariable('CurrentItems')", Sequence("b", LineJs("w", "getVariable('CurrentValue')"), If("i", "getVariable('CurrentValue') == 'b'", Set("break", "CurrentItems", Literal("geen lijst")))))},{Sequence("s2", Event("e", "go"), Set("fix", "CurrentItems", Js("['a','b','c']")))}]"),
            Variable("CurrentItems", "[\"a\",\"b\",\"c\"]"),
            options: Continue)).Start();
        Assert.Equal("a b", story.Lines);
        story.Event("go");
        story.Give(new RetryIncident(story.State.Incidents.Single().Id));
        Assert.Equal("a b c", story.Lines);
    }

    [Fact]
    public void A_faulted_activity_drops_its_own_waits()
    {
        var story = new Story(Definition(Sequence("s", Activity("t", "Elsa.RunTask", [$"\"taskName\":{Literal("Bel")}", .. Bound("result", "var-N")]))  , Variable("N", "null", "Int32"))).Start();
        story.Answer("t", null, ("geen", Value.Of("getal")));
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        Assert.Empty(story.State.Bookmarks);
    }

    [Fact]
    public void A_bug_in_an_activity_is_not_an_incident()
    {
        var catalog = Engine.Activities.PrimitiveActivities.Catalog.With([new Buggy()]);
        Assert.Throws<InvalidCastException>(() => new Story(catalog, Definition(Activity("x", "Test.Buggy"))).Start());
    }

    private sealed class Buggy : Engine.Activities.Activity
    {
        public override Engine.Activities.ActivityDescriptor Descriptor { get; } = new() { Type = "Test.Buggy", Category = "Test", DisplayName = "Buggy" };

        public override void Execute(Engine.Activities.ActivityContext context) => throw new InvalidCastException("bug");
    }
}
