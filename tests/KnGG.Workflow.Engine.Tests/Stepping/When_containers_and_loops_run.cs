using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_containers_and_loops_run
{
    private const string ByName = "'' + getVariable('CurrentIndex') + getVariable('CurrentValue')";

    [Fact]
    public void For_includes_the_end_and_keeps_the_last_value()
    {
        var story = new Story(Definition(
            Sequence(
                "s",
                Activity("for", "Elsa.For", [$"\"start\":{Literal("1")}", $"\"end\":{Literal("3")}", .. Bound("currentValue", "var-X"), $"\"body\":{LineJs("w", "getVariable('X')")}"]),
                LineJs("after", "getVariable('X')")),
            Variable("X"))).Start();
        Assert.Equal("1 2 3 3", story.Lines);
    }

    [Theory]
    [InlineData("1", "3", "1", "False", "1 2")]
    [InlineData("3", "1", "1", "True", "3 2 1")]
    [InlineData("1", "6", "2", "True", "1 3 5")]
    [InlineData("2", "2", "1", "True", "2")]
    [InlineData("2", "2", "1", "False", "")]
    public void For_counts_to_its_bound_in_its_direction(string start, string end, string step, string inclusive, string lines)
    {
        var story = new Story(Definition(Activity(
            "for", "Elsa.For", $"\"start\":{Literal(start)}", $"\"end\":{Literal(end)}", $"\"step\":{Literal(step)}", $"\"outerBoundInclusive\":{Literal(inclusive)}", $"\"body\":{LineJs("w", "getVariable('CurrentValue')")}"))).Start();
        Assert.Equal(lines, story.Lines);
    }

    [Fact]
    public void A_step_of_zero_is_an_incident_and_no_endless_loop()
    {
        var story = new Story(Definition(Activity("for", "Elsa.For", $"\"end\":{Literal("3")}", $"\"step\":{Literal("0")}", $"\"body\":{Line("w")}"))).Start();
        Assert.Contains("Step", story.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void Current_index_and_value_are_readable_by_name()
    {
        var story = new Story(Definition(ForEach("each", "['a','b']", LineJs("w", ByName)))).Start();
        Assert.Equal("0a 1b", story.Lines);
        var parallel = new Story(Definition(ForEach("each", "['a','b']", LineJs("w", ByName), "Elsa.ParallelForEach"))).Start();
        Assert.Equal("0a 1b", parallel.Lines);
    }

    [Fact]
    public void Items_written_as_an_object_are_a_list()
    {
        var story = new Story(Definition(Loop("each", "Elsa.ForEach", $"\"items\":{Json.Object("[1,2]")}", LineJs("w", "getVariable('CurrentValue') * 10")))).Start();
        Assert.Equal("10 20", story.Lines);
    }

    [Fact]
    public void An_inner_loop_does_not_touch_the_outer_one()
    {
        var story = new Story(Definition(ForEach(
            "outer", "['a','b']", Sequence("s", ForEach("inner", "[1,2]", LineJs("w", "getVariable('CurrentValue')")), LineJs("o", "getVariable('CurrentValue')"))))).Start();
        Assert.Equal("1 2 a 1 2 b", story.Lines);
    }

    [Fact]
    public void A_variable_declared_in_a_loop_body_is_fresh_each_round()
    {
        var story = new Story(Definition(ForEach(
            "each", "[1,2,3]", Sequence("s", Variable("V", "0"), [Set("set", "V", Js("getVariable('V') + getVariable('CurrentValue')")), LineJs("w", "getVariable('V')")])))).Start();
        Assert.Equal("1 2 3", story.Lines);
    }

    [Fact]
    public void A_variable_without_a_storage_driver_survives_a_wait()
    {
        var story = new Story(Definition(Sequence("s", Set("set", "X", Literal("kept")), Event("e", "go"), LineJs("w", "getVariable('X')")), Variable("X"))).Start();
        story.Event("go");
        Assert.Equal("kept", story.Lines);
    }

    [Fact]
    public void Break_inside_an_if_stops_the_rest_of_the_sequence_and_the_loop()
    {
        var story = new Story(Definition(Sequence(
            "s",
            ForEach("each", "[1,2,3]", Sequence("body", LineJs("a", "getVariable('CurrentValue')"), If("i", "getVariable('CurrentValue') == 2", Activity("b", "Elsa.Break")), Line("rest"))),
            Line("after")))).Start();
        Assert.Equal("1 rest 2 after", story.Lines);
    }

    [Fact]
    public void Break_in_a_branch_of_a_fork_ends_the_fork_while_what_is_queued_still_runs_once()
    {
        var fork = Activity("fork", "Elsa.Fork", $"\"branches\":[{Sequence("b1", Activity("b", "Elsa.Break"), Line("w1"))},{Sequence("b2", Line("w2"), Line("w3"))}]");
        var story = new Story(Definition(Sequence("s", fork, Line("after")))).Start();
        Assert.Equal("w2 after", story.Lines);
        var last = new Story(Definition(Sequence("s", fork))).Start();
        Assert.Equal("w2", last.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, last.State.SubStatus);
    }

    [Fact]
    public void Break_in_a_parallel_loop_ends_the_loop_and_what_follows_runs()
    {
        var story = new Story(Definition(Sequence(
            "s",
            ForEach("each", "[1,2,3]", Sequence("body", Event("e", "never"), Line("no")), "Elsa.ParallelForEach").Replace("Elsa.Event", "Elsa.Event", StringComparison.Ordinal),
            Line("after")))).Start();
        Assert.Equal(3, story.State.Bookmarks.Count);
        var broken = new Story(Definition(Sequence(
            "s",
            ForEach("each", "[1,2,3]", If("i", "getVariable('CurrentValue') == 2", Activity("b", "Elsa.Break"), Event("e", "never")), "Elsa.ParallelForEach"),
            Line("after")))).Start();
        Assert.Equal("after", broken.Lines);
        Assert.Empty(broken.State.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, broken.State.SubStatus);
    }

    [Fact]
    public void A_while_runs_as_long_as_its_condition_holds_also_over_waits()
    {
        var story = new Story(Definition(
            Loop("while", "Elsa.While", $"\"condition\":{Js("getVariable('N') < 2")}", Sequence("b", Event("e", "go"), Set("set", "N", Js("getVariable('N') + 1")), LineJs("w", "getVariable('N')"))),
            Variable("N", "0", "Int32"))).Start();
        story.Event("go").Event("go");
        Assert.Equal("1 2", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void A_loop_that_never_waits_and_never_ends_is_an_incident()
    {
        var story = new Story(Definition(Loop("while", "Elsa.While", $"\"condition\":{Js("true")}", Line("w"))));
        story.Start();
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        Assert.Contains("lus zonder uitgang", story.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fork_waits_for_all_branches_unless_it_races()
    {
        const string Branches = "\"branches\":";
        var branches = $"{Branches}[{Event("a", "a")},{Event("b", "b")}]";
        var all = new Story(Definition(Sequence("s", Activity("fork", "Elsa.Fork", "\"joinMode\":\"WaitAll\"", branches), Line("after")))).Start();
        all.Event("a");
        Assert.Equal("", all.Lines);
        all.Event("b");
        Assert.Equal("after", all.Lines);
        var any = new Story(Definition(Sequence("s", Activity("fork", "Elsa.Fork", "\"joinMode\":\"WaitAny\"", branches), Line("after")))).Start();
        any.Event("b");
        Assert.Equal("after", any.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, any.State.SubStatus);
    }

    [Fact]
    public void A_parallel_runs_everything_side_by_side_and_waits_for_all()
    {
        var story = new Story(Definition(Sequence(
            "s", Activity("p", "Elsa.Parallel", $"\"activities\":[{Sequence("x", Line("x1"), Line("x2"))},{Sequence("y", Line("y1"), Line("y2"))}]"), Line("after")))).Start();
        Assert.Equal("x1 y1 x2 y2 after", story.Lines);
    }

    [Theory]
    [InlineData("2", "two")]
    [InlineData("3", "otherwise")]
    public void A_switch_runs_its_first_matching_case_or_the_default(string value, string expected)
    {
        var story = new Story(Definition(
            Activity(
                "sw", "Elsa.Switch",
                $"\"cases\":[{Case("1", Line("one"))},{Case("2", Line("two"))},{Case("2", Line("again"))}]",
                $"\"default\":{Line("otherwise")}"),
            Variable("X", value))).Start();
        Assert.Equal(expected, story.Lines);
    }

    [Theory]
    [InlineData("2", "two")]
    [InlineData("3", "otherwise")]
    public void A_flow_switch_leaves_by_its_label_or_by_default(string value, string expected)
    {
        var story = new Story(Definition(
            Flow(
                "f",
                [Activity("sw", "Elsa.FlowSwitch", $"\"cases\":[{Case("1")},{Case("2")}]"), Line("one"), Line("two"), Line("otherwise")],
                "sw.L1 -> one", "sw.L2 -> two", "sw.Default -> otherwise"),
            Variable("X", value))).Start();
        Assert.Equal(expected, story.Lines);
    }

    [Fact]
    public void A_switch_for_any_match_runs_every_matching_case()
    {
        var story = new Story(Definition(
            Activity("sw", "Elsa.Switch", $"\"mode\":{Literal("MatchAny")}", $"\"cases\":[{Case("2", Line("two"))},{Case("1", Line("one"))},{Case("2", Line("again"))}]"),
            Variable("X", "2"))).Start();
        Assert.Equal("two again", story.Lines);
    }

    [Fact]
    public void A_long_parallel_loop_keeps_all_its_waits_and_they_can_be_answered_one_by_one()
    {
        var story = new Story(Definition(Sequence(
            "s", ForEach("each", "['a','b','c']", Activity("t", "Elsa.RunTask", $"\"taskName\":{Js("'taak ' + getVariable('CurrentValue')")}"), "Elsa.ParallelForEach"), Line("after")))).Start();
        Assert.Equal(["taak a", "taak b", "taak c"], story.State.Bookmarks.Select(b => b.Name));
        foreach (var name in new[] { "taak b", "taak a", "taak c" })
        {
            story.Give(new Engine.Stepping.Stimuli.TaskAnswered(story.State.Bookmarks.Single(b => b.Name == name).Id, null, Value.Null));
        }

        Assert.Equal("after", story.Lines);
    }

    private static string Case(string value, string? activity = null) =>
        $$"""{"label":"L{{value}}","condition":{"type":"JavaScript","value":"getVariable('X') == {{value}}"}{{(activity is null ? "" : ",\"activity\":" + activity)}} }""";
}
