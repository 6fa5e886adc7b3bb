using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_a_flowchart_runs
{
    [Fact]
    public void Branches_take_turns()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B"), Line("a1"), Line("a2"), Line("b1"), Line("b2")],
            "fork.A -> a1", "fork.B -> b1", "a1 -> a2", "b1 -> b2"))).Start();
        Assert.Equal("a1 b1 a2 b2", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_plain_activity_waits_for_all_active_lines_and_runs_once()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B"), Line("a1"), Line("a2"), Line("b1"), Line("end")],
            "fork.A -> a1", "fork.B -> b1", "a1 -> a2", "a2 -> end", "b1 -> end"))).Start();
        Assert.Equal("a1 b1 a2 end", story.Lines);
    }

    [Fact]
    public void Outcomes_that_are_not_taken_travel_on_as_passed_over()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Decision("d", "false"), Line("yes"), Line("yes2"), Line("no"), Line("end")],
            "d.True -> yes", "yes -> yes2", "yes2 -> end", "d.False -> no", "no -> end"))).Start();
        Assert.Equal("no end", story.Lines);
    }

    [Fact]
    public void Two_lines_between_the_same_pair_run_the_target_once()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Decision("d", "true"), Line("end"), Line("other")],
            "d.True -> end", "d.False -> end", "end -> other", "end -> other"))).Start();
        Assert.Equal("end other", story.Lines);
    }

    [Fact]
    public void A_join_for_all_with_an_untaken_line_is_passed_over_and_the_flow_ends()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Decision("d", "true"), Line("yes"), Line("no"), Join("j", "WaitAll"), Line("after")],
            "d.True -> yes", "d.False -> no", "yes -> j", "no -> j", "j -> after"))).Start();
        Assert.Equal("yes", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_join_for_all_active_goes_on_with_an_untaken_line()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Decision("d", "true"), Line("yes"), Line("no"), Join("j", "WaitAllActive"), Line("after")],
            "d.True -> yes", "d.False -> no", "yes -> j", "no -> j", "j -> after"))).Start();
        Assert.Equal("yes after", story.Lines);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("WaitAny")]
    public void A_join_without_a_mode_goes_on_at_the_first(string? mode)
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B"), Event("a", "a"), Event("b", "b"), Join("j", mode), Line("after")],
            "fork.A -> a", "fork.B -> b", "a -> j", "b -> j", "j -> after"))).Start();
        Assert.Equal("a b", story.Waiting);
        story.Event("b");
        Assert.Equal("after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
        Assert.Contains(story.Facts, f => f is ActivityCanceled { ActivityId: "a" });
        Assert.Contains(story.Intents, i => i is Engine.Stepping.Intents.DropWait { Consumed: false });
    }

    [Fact]
    public void Looping_back_before_a_race_makes_its_waits_again_whoever_won()
    {
        var story = new Story(Definition(
            Flow(
                "f",
                [Line("begin"), Fork("fork", "A", "B"), Event("a", "a"), Event("b", "b"), Join("j", "WaitAny"), Line("won"), Decision("d", "getVariable('Rounds') < 3"), Set("inc", "Rounds", Js("getVariable('Rounds') + 1")), Line("end")],
                "begin -> fork", "fork.A -> a", "fork.B -> b", "a -> j", "b -> j", "j -> won", "won -> inc", "inc -> d", "d.True -> fork", "d.False -> end"),
            Variable("Rounds", "0"))).Start();
        story.Event("a");
        Assert.Equal("a b", story.Waiting);
        story.Event("b");
        Assert.Equal("a b", story.Waiting);
        story.Event("a");
        Assert.Equal("begin won won won end", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_line_back_that_does_not_lie_on_every_path_is_an_incident_where_it_is_met()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B"), Line("a"), Line("b"), Decision("d", "true")],
            "fork.A -> a", "fork.B -> b", "a -> d", "b -> d", "d.True -> a"))).Start();
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        Assert.Contains("kan niet", story.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_in_one_branch_does_not_let_the_join_go_early()
    {
        var story = new Story(Definition(
            Flow(
                "f",
                [Fork("fork", "A", "B"), Event("ask", "ask"), Set("inc", "N", Js("getVariable('N') + 1")), Decision("d", "getVariable('N') < 3"), Line("out"), Line("b"), Line("both")],
                "fork.A -> ask", "ask -> inc", "inc -> d", "d.True -> ask", "d.False -> out", "out -> both", "fork.B -> b", "b -> both"),
            Variable("N", "0"))).Start();
        story.Event("ask").Event("ask");
        Assert.Equal("b", story.Lines);
        story.Event("ask");
        Assert.Equal("b out both", story.Lines);
    }

    [Fact]
    public void A_loop_that_dies_inside_lets_what_waited_for_it_go()
    {
        var story = new Story(Definition(
            Flow(
                "f",
                [Fork("fork", "A", "B"), Decision("d", "getVariable('N') == 0"), Decision("again", "false"), Line("b"), Line("both")],
                "fork.A -> d", "d.True -> again", "again.True -> d", "d.False -> both", "fork.B -> b", "b -> both"),
            Variable("N", "0"))).Start();
        Assert.Equal("b both", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void Where_lines_out_of_nested_loops_meet_the_activity_runs_once_each_time_whatever_was_answered_before()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Task("talk", "talk"), Task("later", "later"), Task("again", "again"), Task("missed", "missed"), Line("end")],
            "talk.later -> later", "talk.missed -> missed", "talk -> end", "later -> again", "again.talk -> talk", "again.later -> later", "again.missed -> missed", "missed.talk -> talk", "missed -> end"))).Start();
        foreach (var (activity, outcome) in new[] { ("talk", "later"), ("later", "Done"), ("again", "later"), ("later", "Done"), ("again", "missed"), ("missed", "talk"), ("talk", "missed"), ("missed", "talk"), ("talk", "later"), ("later", "Done"), ("again", "talk"), ("talk", "missed") })
        {
            Assert.Equal(activity, story.Waiting);
            story.Answer(activity, outcome);
        }

        Assert.Equal("missed", story.Waiting);
        story.Answer("missed");
        Assert.Equal("end", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void What_meets_inside_an_inner_loop_does_not_wait_for_the_next_round_of_the_outer_one()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Task("outer", "outer"), Task("inner", "inner"), Fork("fork", "A", "B"), Event("a", "a"), Line("b"), Line("both")],
            "outer -> inner", "inner -> fork", "fork.A -> a", "fork.B -> b", "a -> both", "b -> both", "both -> inner", "inner.out -> outer"))).Start();
        story.Answer("outer").Answer("inner");
        Assert.Equal("b", story.Lines);
        story.Event("a").Answer("inner").Event("a").Answer("inner", "out").Answer("outer").Answer("inner").Event("a");
        Assert.Equal("b both b both b both", story.Lines);
        Assert.Equal("inner", story.Waiting);
    }

    [Fact]
    public void A_branch_that_goes_round_loses_the_race_too()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B"), Event("a", "a"), Task("ask", "ask"), Event("pause", "pause"), Join("j", "WaitAny"), Line("after")],
            "fork.A -> a", "a -> j", "fork.B -> ask", "ask.later -> pause", "pause -> ask", "ask -> j", "j -> after"))).Start();
        story.Answer("ask", "later");
        Assert.Equal("a pause", story.Waiting);
        story.Event("a");
        Assert.Equal("after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void What_has_arrived_halfway_to_a_race_that_is_over_does_not_run_any_more()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B", "C"), Event("a", "a"), Line("b"), Event("c", "c"), Line("both"), Join("j", "WaitAny"), Line("after")],
            "fork.A -> a", "a -> j", "fork.B -> b", "fork.C -> c", "b -> both", "c -> both", "both -> j", "j -> after"))).Start();
        story.Event("a");
        Assert.Equal("b after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void What_waits_for_a_branch_that_a_race_ends_goes_on()
    {
        var story = new Story(Definition(Flow(
            "f",
            [Fork("fork", "A", "B", "C"), Event("a", "a"), Event("b", "b"), Line("c"), Line("beside"), Join("j", "WaitAny"), Line("after")],
            "fork.A -> a", "a -> j", "fork.B -> b", "b -> j", "b -> beside", "fork.C -> c", "c -> beside", "j -> after"))).Start();
        Assert.Equal("c", story.Lines);
        story.Event("a");
        Assert.Equal("c beside after", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void It_begins_at_the_start_activity_wherever_that_is_listed()
    {
        var story = new Story(Definition(Flow("f", [Line("first"), Line("second"), Activity("s", "Elsa.Start")], "s -> second"))).Start();
        Assert.Equal("second", story.Lines);
    }

    [Theory]
    [InlineData("\"canStartWorkflow\":true")]
    [InlineData("\"customProperties\":{\"canStartWorkflow\":true}")]
    public void Else_at_the_activity_that_is_flagged(string flag)
    {
        var story = new Story(Definition(Flow("f", [Line("first"), Activity("second", "Elsa.WriteLine", $"\"text\":{Literal("second")}", flag)]))).Start();
        Assert.Equal("second", story.Lines);
    }

    [Fact]
    public void Else_at_the_first_that_no_line_enters_and_other_roots_never_run()
    {
        var story = new Story(Definition(Flow("f", [Line("b"), Line("a"), Line("other")], "a -> b"))).Start();
        Assert.Equal("a b", story.Lines);
    }

    [Fact]
    public void Its_own_start_property_is_ignored()
    {
        var story = new Story(Definition(Activity(
            "f", "Elsa.Flowchart", "\"start\":\"b\"", $"\"activities\":[{Line("a")},{Line("b")}]", "\"connections\":[{\"source\":{\"activity\":\"a\"},\"target\":{\"activity\":\"b\"}}]"))).Start();
        Assert.Equal("a b", story.Lines);
    }

    [Theory]
    [InlineData("""{"source":{"activity":"a"},"target":{"activity":"b"}}""")]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}""")]
    [InlineData("""{"source":"a","sourcePort":"Done","target":"b","targetPort":"In"}""")]
    [InlineData("""{"source":"a","target":"b"}""")]
    public void Both_forms_of_a_line_are_read_and_no_port_means_done(string line)
    {
        var story = new Story(Definition(Activity("f", "Elsa.Flowchart", $"\"activities\":[{Line("a")},{Line("b")}]", $"\"connections\":[{line}]"))).Start();
        Assert.Equal("a b", story.Lines);
    }

    [Fact]
    public void An_if_leaves_by_done_and_never_by_true()
    {
        var story = new Story(Definition(Flow(
            "f", [If("i", "true", Line("then")), Line("done"), Line("true")], "i -> done", "i.True -> true"))).Start();
        Assert.Equal("then done", story.Lines);
    }

    [Fact]
    public void End_completes_only_its_own_flowchart_and_drops_what_waits_there()
    {
        var inner = Flow("inner", [Fork("fork", "A", "B"), Event("e", "never"), Activity("end", "Elsa.End")], "fork.A -> e", "fork.B -> end");
        var story = new Story(Definition(Flow("f", [inner, Line("after")], "inner -> after"))).Start();
        Assert.Equal("after", story.Lines);
        Assert.Empty(story.State.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void Finish_ends_everything_and_clears_the_waits()
    {
        var inner = Flow("inner", [Activity("finish", "Elsa.Finish")]);
        var story = new Story(Definition(Flow(
            "f", [Fork("fork", "A", "B"), Event("e", "never"), inner, Line("after")], "fork.A -> e", "fork.B -> inner", "inner -> after"))).Start();
        Assert.Equal("", story.Lines);
        Assert.Empty(story.State.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void Complete_in_the_root_flowchart_or_a_sequence_ends_the_workflow()
    {
        var flow = new Story(Definition(Flow(
            "f", [Fork("fork", "A", "B"), Event("e", "never"), Activity("c", "Elsa.Complete"), Line("after")], "fork.A -> e", "fork.B -> c", "c -> after"))).Start();
        Assert.Equal(WorkflowSubStatus.Finished, flow.State.SubStatus);
        Assert.Equal("", flow.Lines);
        var sequence = new Story(Definition(Sequence("s", Line("a"), Sequence("s2", Activity("c", "Elsa.Complete"), Line("b")), Line("c2")))).Start();
        Assert.Equal("a", sequence.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, sequence.State.SubStatus);
    }

    [Fact]
    public void A_workflow_can_begin_at_its_trigger()
    {
        var definition = Definition(Flow("f", [Line("a"), Event("e", "go"), Line("b")], "a -> e", "e -> b"));
        var story = new Story(definition).StartAt("e");
        Assert.Equal("b", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }
}
