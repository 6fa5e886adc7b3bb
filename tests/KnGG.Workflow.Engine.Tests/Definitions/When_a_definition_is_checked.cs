using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Definitions;

public sealed class When_a_definition_is_checked
{
    private static IReadOnlyList<DefinitionProblem> Check(string definition, params string[] others)
    {
        var known = others.Select(DefinitionReader.Parse).ToDictionary(d => d.DefinitionId);
        return DefinitionCheck.Run(definition, PrimitiveActivities.Catalog, known.GetValueOrDefault);
    }

    private static DefinitionProblem Only(string definition) => Assert.Single(Check(definition));

    [Fact]
    public void A_sound_one_has_no_problems() => Assert.Empty(Check(Definition(
        Flow(
            "f",
            [Activity("s", "Elsa.Start"), Task("t", "Bel"), Decision("d", "getVariable('N') < 3"), Set("inc", "N", Js("getVariable('N') + 1")), Fork("fork", "A", "B"), Line("a"), Delay("b", "P1Y"), Join("j", "WaitAll"), Activity("e", "Elsa.End")],
            "s -> t", "t -> d", "d.True -> inc", "inc -> t", "d.False -> fork", "fork.A -> a", "fork.B -> b", "a -> j", "b -> j", "j -> e"),
        Variable("N", "0", "Int32"))));

    [Theory]
    [InlineData("bad-value", "Elsa.Delay", "timeSpan", "abc")]
    [InlineData("bad-value", "Elsa.Cron", "cronExpression", "elke dag")]
    [InlineData("bad-value", "Elsa.StartAt", "dateTime", "straks")]
    [InlineData("bad-value", "Elsa.For", "step", "2.7")]
    [InlineData("missing-input", "Elsa.Event", "eventName", "")]
    public void A_value_that_cannot_work_is_an_error(string code, string type, string input, string value)
    {
        var problem = Only(Definition(Activity("x", type, $"\"{input}\":{Literal(value)}")));
        Assert.Equal((code, "error", "x"), (problem.Code, problem.Severity, problem.ActivityId));
    }

    [Fact]
    public void Unreadable_text_is_one_error_with_its_line()
    {
        var problem = Only("{\n\"root\": oops}");
        Assert.Equal(("unreadable", 2, true), (problem.Code, problem.Line, problem.IsError));
    }

    [Fact]
    public void An_unknown_type_is_an_error_on_its_line()
    {
        var problem = Only(Definition(Flow("f", [Line("a"), "\n\n" + Activity("x", "Weg.Ermee")], "a -> x")));
        Assert.Equal(("unknown-activity", "x", 5), (problem.Code, problem.ActivityId, problem.Line));
        Assert.Contains("Weg.Ermee", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JavaScript", "1 +\n while", "regel 2")]
    [InlineData("CSharp", "1", "CSharp")]
    public void An_expression_outside_the_subset_is_an_error_with_its_place(string type, string text, string place)
    {
        var problem = Only(Definition(Activity("w", "Elsa.WriteLine", $"\"text\":{Wrapped(type, Text(text))}")));
        Assert.Equal("expression-refused", problem.Code);
        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_of_a_case_is_checked_as_well() =>
        Assert.Equal("expression-refused", Only(Definition(Activity("s", "Elsa.Switch", """
            "cases":[{"label":"een","condition":{"type":"JavaScript","value":"for(;;){}"}}]
            """))).Code);

    [Fact]
    public void A_bad_back_edge_is_an_error()
    {
        var problems = Check(Definition(Flow(
            "f", [Fork("fork", "A", "B"), Line("a"), Line("b"), Decision("d", "true"), Line("end")], "fork.A -> a", "fork.B -> b", "a -> d", "b -> d", "d.True -> a", "d.False -> end")));
        Assert.Equal(("back-edge", "d"), (problems.Single().Code, problems.Single().ActivityId));
    }

    [Fact]
    public void A_loop_without_a_way_out_is_an_error()
    {
        Assert.Equal("endless-loop", Only(Definition(Flow("f", [Line("a"), Delay("d", "P1D")], "a -> d", "d -> a"))).Code);
        Assert.Equal("endless-loop", Only(Definition(Loop("w", "Elsa.While", $"\"condition\":{Js("true")}", Line("a")))).Code);
        Assert.Empty(Check(Definition(Loop("w", "Elsa.While", $"\"condition\":{Js("true")}", Activity("b", "Elsa.Break")))));
    }

    [Fact]
    public void A_loop_that_listens_for_an_event_ends_with_the_rest() =>
        Assert.Empty(Check(Definition(Flow("f", [Line("a"), Event("e", "Verhuisd"), Line("b"), Activity("end", "Elsa.End")], "a -> e", "e -> b", "b -> e", "a -> end"))));

    [Fact]
    public void A_join_for_all_behind_a_choice_is_a_warning()
    {
        var problem = Only(Definition(Flow(
            "f", [Decision("d", "true"), Line("yes"), Line("no"), Join("j", "WaitAll")], "d.True -> yes", "d.False -> no", "yes -> j", "no -> j")));
        Assert.Equal(("untaken-wait-all", "warning", "j"), (problem.Code, problem.Severity, problem.ActivityId));
    }

    [Fact]
    public void An_outcome_that_leads_nowhere_is_a_warning()
    {
        var problem = Only(Definition(Flow("f", [Decision("d", "true"), Line("yes")], "d.True -> yes")));
        Assert.Equal(("outcome-not-connected", "warning"), (problem.Code, problem.Severity));
        Assert.Contains("'False'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_from_an_outcome_that_does_not_exist_is_a_warning()
    {
        var problems = Check(Definition(Flow("f", [If("i", "true"), Line("a")], "i.True -> a")));
        Assert.Equal("unknown-outcome", problems.Single().Code);
    }

    [Fact]
    public void An_activity_that_is_never_reached_is_a_warning() =>
        Assert.Equal("unreachable", Only(Definition(Flow("f", [Line("a"), Line("b")]))).Code);

    [Fact]
    public void Ids_twice_and_lines_to_nowhere_are_errors()
    {
        Assert.Contains(Check(Definition(Flow("f", [Line("a"), Line("a")]))), p => p is { Code: "duplicate-id", IsError: true });
        Assert.Contains(Check(Definition(Sequence("s", Line("a"), If("i", "true", Line("a"))))), p => p is { Code: "duplicate-id", IsError: false });
        Assert.Equal("missing-target", Only(Definition(Flow("f", [Line("a")], "a -> weg"))).Code);
    }

    [Fact]
    public void A_variable_to_set_must_be_chosen() =>
        Assert.Equal("missing-input", Only(Definition(Activity("s", "Elsa.SetVariable", $"\"value\":{Literal("x")}"))).Code);

    [Fact]
    public void Definitions_that_are_missing_or_use_themselves_are_errors()
    {
        Assert.Equal("missing-definition", Only(Definition(Used("u", "weg"))).Code);
        Assert.Equal("definition-cycle", Check(Definition(Used("u", "b"), id: "a"), Definition(Used("v", "a"), id: "b")).Single().Code);
        Assert.Equal("definition-cycle", Check(Definition(Used("u", "a"), id: "a")).Single().Code);
    }

    [Fact]
    public void Outcomes_of_a_used_definition_must_be_connected()
    {
        var problems = Check(
            Definition(Flow("f", [Used("u", "b"), Line("yes")], "u.Ja -> yes"), id: "a"),
            Definition(Line("w"), id: "b", outcomes: "\"Ja\",\"Nee\""));
        Assert.Contains("'Nee'", problems.Single().Message, StringComparison.Ordinal);
    }
}
