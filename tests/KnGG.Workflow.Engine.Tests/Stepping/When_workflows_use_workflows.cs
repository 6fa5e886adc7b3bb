using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_workflows_use_workflows
{
    private static readonly string Step = Definition(
        Sequence("s2", LineJs("w", "getInput('In') + getVariable('Outer') + getVariable('Own')"), SetOutput("o", "Out", "getInput('In') + '!'"), Event("e", "go")),
        Variable("Own", "\"own\""),
        Argument("In", "String"),
        Argument("Out", "String"),
        id: "step");

    private static string Child(string id, string type, string definition, params string[] parts) =>
        Activity(id, type, [$"\"workflowDefinitionId\":{Literal(definition)}", .. parts]);

    [Fact]
    public void It_sees_the_variables_of_its_parent_by_name_and_has_its_own_inputs_and_outputs()
    {
        var story = new Story(
            Definition(
                Sequence("s", Used("u", "step", [$"\"in\":{Js("getVariable('Outer') + '1'")}", .. Bound("out", "var-Result")]), LineJs("after", "getVariable('Result') + getVariable('Own')")),
                $"{Variable("Outer", "\"outer\"")},{Variable("Result")}"),
            Step).Start();
        Assert.Equal("outer1outerown", story.Lines);
        Assert.Equal("Workflow1:s:u:s2:e", story.State.Bookmarks.Single().NodeId);
        story.Event("go");
        Assert.Equal("outer1!null", story.Console[1]);
    }

    [Fact]
    public void It_can_be_used_twice_side_by_side()
    {
        var story = new Story(
            Definition(
                Activity("p", "Elsa.Parallel", $"\"activities\":[{Used("u1", "step", $"\"in\":{Literal("a")}")},{Used("u2", "step", $"\"in\":{Literal("b")}")}]"),
                Variable("Outer", "\"\"")),
            Step).Start();
        Assert.Equal("aown bown", story.Lines);
        Assert.Equal(2, story.State.Bookmarks.Count);
        story.Event("go");
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void It_leaves_by_the_outcome_of_complete()
    {
        var story = new Story(
            Definition(Flow("f", [Used("u", "choice"), Line("yes"), Line("no")], "u.Ja -> yes", "u.Done -> no")),
            Definition(Flow("f2", [Activity("c", "Elsa.Complete", $"\"outcomes\":{Json.Object("[\"Ja\"]")}"), Line("never")], "c -> never"), id: "choice", outcomes: "\"Ja\"")).Start();
        Assert.Equal("yes", story.Lines);
    }

    [Fact]
    public void Complete_in_a_nested_flowchart_ends_that_flowchart_and_the_rest_goes_on()
    {
        var inner = Flow("inner", [Fork("fork", "A", "B"), Event("e", "never"), Activity("c", "Elsa.Complete", $"\"outcomes\":{Literal("Klaar")}")], "fork.A -> e", "fork.B -> c");
        var story = new Story(Definition(Flow("f", [inner, Line("after"), Line("other")], "inner.Klaar -> after", "inner.Done -> other"))).Start();
        Assert.Equal("after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_race_over_a_waiting_nested_flowchart_cancels_it_cleanly()
    {
        var inner = Flow("inner", [Event("e", "never"), Task("t", "nooit")], "e -> t");
        var story = new Story(Definition(Flow(
            "f", [Fork("fork", "A", "B"), inner, Event("b", "b"), Join("j", "WaitAny"), Line("after")], "fork.A -> inner", "fork.B -> b", "inner -> j", "b -> j", "j -> after"))).Start();
        story.Event("b");
        Assert.Equal("after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
        Assert.Contains(story.Facts, f => f is ActivityCanceled { ActivityId: "e" });
        Assert.Contains(story.Facts, f => f is ActivityCanceled { ActivityId: "inner" });
    }

    [Fact]
    public void A_race_also_withdraws_what_is_still_queued()
    {
        var story = new Story(Definition(Flow(
            "f", [Fork("fork", "A", "B"), Line("a"), Line("b1"), Event("b2", "x"), Join("j", "WaitAny"), Line("after")], "fork.A -> a", "fork.B -> b1", "b1 -> b2", "b2 -> j", "a -> j", "j -> after"))).Start();
        Assert.Equal("a after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow", "getVariable('R').Output.Out + getVariable('R').SubStatus", "klaarFinished")]
    [InlineData("Elsa.DispatchWorkflow", "getVariable('R').Out", "klaar")]
    public void The_outputs_of_a_child_that_had_to_wait_arrive_in_a_later_step(string type, string script, string line)
    {
        var story = new Story(
            Definition(Sequence("s", Child("c", type, "kind", ["\"waitForCompletion\":" + Literal("True"), $"\"input\":{Js("({In: 'klaar'})")}", .. Bound("result", "var-R")]), LineJs("w", script)), Variable("R")),
            Definition(Sequence("s2", Delay("d", "P30D"), SetOutput("o", "Out", "getInput('In')")), id: "kind")).Start();
        Assert.Equal("c", story.Waiting);
        story.Next();
        Assert.Equal(line, story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_dispatched_child_is_not_waited_for_unless_asked()
    {
        var story = new Story(
            Definition(Sequence("s", Child("c", "Elsa.DispatchWorkflow", "kind"), Line("on"))),
            Definition(Delay("d", "P30D"), id: "kind")).Start();
        Assert.Equal("on", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
        Assert.Equal(WorkflowSubStatus.Suspended, story.Children.Single().SubStatus);
        Assert.Null(story.Intents.OfType<StartChild>().Single().BookmarkId);
    }

    [Fact]
    public void A_child_that_faulted_is_an_incident_of_its_parent()
    {
        var story = new Story(Definition(Sequence("s", Child("c", "Elsa.ExecuteWorkflow", "kind"), Line("no"))), Definition(Activity("x", "Elsa.Fault", $"\"message\":{Literal("stuk")}"), id: "kind")).Start();
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        Assert.Contains("stuk", story.Incident, StringComparison.Ordinal);
        Assert.Equal("", story.Lines);
    }

    [Fact]
    public void Or_it_leaves_by_the_outcome_faulted_when_that_is_connected()
    {
        var story = new Story(
            Definition(Flow("f", [Child("c", "Elsa.ExecuteWorkflow", "kind"), Line("failed"), Line("no")], "c.Faulted -> failed", "c -> no")),
            Definition(Activity("x", "Elsa.Fault"), id: "kind")).Start();
        Assert.Equal("failed", story.Lines);
    }

    [Fact]
    public void A_repaired_child_that_ends_after_all_ends_the_incident_of_its_parent()
    {
        var story = new Story(
            Definition(Sequence("s", Child("c", "Elsa.ExecuteWorkflow", "kind", Bound("result", "var-R")), LineJs("w", "getVariable('R').SubStatus")), Variable("R")),
            Definition(Activity("x", "Elsa.Fault"), id: "kind")).Start();
        var child = story.Children.Single();
        story.GiveTo(child.Id, new SkipIncident(child.Incidents.Single().Id, null));
        Assert.Equal("Finished", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
        Assert.Contains(story.Intents, i => i is CloseIncident { Resolution: "child-ended" });
    }

    [Fact]
    public void A_child_that_cannot_be_started_is_an_incident_too()
    {
        var story = new Story(Definition(Child("c", "Elsa.ExecuteWorkflow", "nergens"))).Start();
        Assert.Contains("bestaat niet", story.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void Bulk_dispatch_starts_a_child_for_each_item_and_waits_for_all()
    {
        var story = new Story(
            Definition(Sequence("s", Child("c", "Elsa.BulkDispatchWorkflows", "kind", $"\"items\":{Js("['a','b']")}", $"\"correlationIdFunction\":{Js("'k-' + getVariable('Item')")}"), Line("after"))),
            Definition(Sequence("s2", LineJs("w", "getInput('Item')"), Event("e", "go")), id: "kind")).Start();
        Assert.Equal("a b", story.Lines);
        Assert.Equal(["k-a", "k-b"], story.Intents.OfType<StartChild>().Select(c => c.CorrelationId));
        foreach (var child in story.Children.ToList())
        {
            story.GiveTo(child.Id, new EventReceived("go", Value.Null));
        }

        Assert.Equal("a b after", story.Lines);
    }

    [Fact]
    public void After_a_repair_bulk_dispatch_starts_only_what_failed()
    {
        var story = new Story(
            Definition(Sequence("s", Child("c", "Elsa.BulkDispatchWorkflows", "kind", $"\"items\":{Js("['a','b']")}"), Line("after"))),
            Definition(If("i", "getInput('Item') == 'b'", Activity("x", "Elsa.Fault"), LineJs("w", "getInput('Item')")), id: "kind")).Start();
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        story.Give(new RetryIncident(story.State.Incidents.Single().Id), settle: false);
        Assert.Equal(Value.Of("b"), story.Last.Intents.OfType<StartChild>().Single().Input["Item"]);
    }

    [Fact]
    public void A_missing_definition_or_a_cycle_is_an_incident_where_it_is_met()
    {
        Assert.Contains("nergens", new Story(Definition(Used("u", "nergens"))).Start().Incident, StringComparison.Ordinal);
        Assert.Contains("zichzelf", new Story(Definition(Used("u", "b"), id: "a"), Definition(Used("v", "a"), id: "b")).Start().Incident, StringComparison.Ordinal);
    }
}
