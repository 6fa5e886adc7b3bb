using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_values_are_read_and_written
{
    [Theory]
    [InlineData("true", "True")]
    [InlineData("1e21", "1E+21")]
    [InlineData("0.000001", "1E-06")]
    [InlineData("-0", "-0")]
    [InlineData("({a:1,b:[true,null]})", """{"a":1,"b":[true,null]}""")]
    [InlineData("null", "")]
    [InlineData("undefined", "")]
    [InlineData("`${true} ${1e21} ${null}`", "true 1e+21 null")]
    public void Write_line_formats_as_dot_net_and_a_template_as_javascript(string script, string line)
    {
        var story = new Story(Definition(LineJs("w", script))).Start();
        Assert.Equal(line, story.Console.Single());
    }

    [Theory]
    [InlineData("'yes'", false)]
    [InlineData("'1'", false)]
    [InlineData("[1]", false)]
    [InlineData("({a:1})", false)]
    [InlineData("null", false)]
    [InlineData("0", false)]
    [InlineData("'true'", true)]
    [InlineData("'True'", true)]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("true", true)]
    public void Conditions_convert_as_dot_net_and_not_by_truthiness(string script, bool holds)
    {
        var expected = holds ? "yes" : "no";
        Assert.Equal(expected, new Story(Definition(If("i", script, Line("yes"), Line("no")))).Start().Lines);
        Assert.Equal(expected, new Story(Definition(Flow("f", [Decision("d", script), Line("yes"), Line("no")], "d.True -> yes", "d.False -> no"))).Start().Lines);
        Assert.Equal(holds ? "once" : "", new Story(Definition(Loop("while", "Elsa.While", $"\"condition\":{Js(script)}", Sequence("s", Line("once"), Activity("b", "Elsa.Break"))))).Start().Lines);
    }

    [Theory]
    [InlineData("Boolean", "1", "True")]
    [InlineData("Int32", "3.5", "4")]
    [InlineData("Int32", "' 17 '", "17")]
    [InlineData("String", "true", "True")]
    public void Typed_variables_convert_as_dot_net(string type, string script, string line)
    {
        var story = new Story(Definition(Sequence("s", Set("set", "X", Js(script)), LineJs("w", "getVariable('X')")), Variable("X", "null", type))).Start();
        Assert.Equal(line, story.Lines);
    }

    [Theory]
    [InlineData("Int32", "'abc'")]
    [InlineData("Int32", "'2.7'")]
    [InlineData("Double", "'1,5'")]
    [InlineData("Boolean", "'maybe'")]
    public void Text_that_is_not_exactly_of_the_type_is_an_incident_that_names_value_and_place(string type, string script)
    {
        var story = new Story(Definition(Sequence("s", Set("set", "X", Js(script)), Line("no")), Variable("X", "null", type))).Start();
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
        Assert.Contains("'X'", story.Incident, StringComparison.Ordinal);
        Assert.Contains(script.Trim('\''), story.Incident, StringComparison.Ordinal);
        var input = new Story(Definition(Line("w"), inputs: Argument("In", type))).Start(("In", Value.Parse(script.Replace('\'', '"'))));
        Assert.Contains("'In'", input.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_or_literal_into_an_input_of_any_type_stays_text()
    {
        var story = new Story(Definition(Sequence(
            "s", Set("a", "X", Json.Object("{\"a\":1}")), LineJs("w1", "typeof getVariable('X')"), Set("b", "X", Literal("12")), LineJs("w2", "typeof getVariable('X')")), Variable("X"))).Start();
        Assert.Equal("string string", story.Lines);
    }

    [Fact]
    public void A_declared_input_type_wins_and_there_is_no_default()
    {
        var story = new Story(Definition(LineJs("w", "typeof getInput('Code') + getInput('Code') + (getInput('Other') === null)"), inputs: $"{Argument("Code", "String")},{Argument("Other", "String")}"))
            .Start(("Code", Value.Of("007")));
        Assert.Equal("string007true", story.Lines);
    }

    [Fact]
    public void Reading_what_is_missing_gives_null_by_function_and_undefined_by_member()
    {
        var story = new Story(Definition(LineJs("w", "(getVariable('no') === null) + ' ' + (getInput('no') === null) + ' ' + (variables.no === undefined)"))).Start();
        Assert.Equal("true true true", story.Lines);
    }

    [Fact]
    public void An_error_on_what_is_missing_is_an_incident()
    {
        var story = new Story(Definition(LineJs("w", "variables.no.length"))).Start();
        Assert.Equal(WorkflowSubStatus.Faulted, story.State.SubStatus);
    }

    [Fact]
    public void Setting_an_undeclared_variable_is_an_incident()
    {
        var story = new Story(Definition(Set("s", "Nowhere", Literal("x")))).Start();
        Assert.Contains("'Nowhere'", story.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undeclared_output_is_kept_and_a_declared_one_that_was_never_set_is_absent()
    {
        var story = new Story(Definition(SetOutput("s", "Extra", "41 + 1"), outputs: Argument("Never"))).Start();
        Assert.Equal(Value.Of(42), story.State.Outputs["Extra"]);
        Assert.False(story.State.Outputs.ContainsKey("Never"));
    }

    [Fact]
    public void A_variable_is_also_read_by_the_variable_and_the_input_by_the_input_syntax()
    {
        var definition = Definition(
            Sequence(
                "s",
                Activity("w1", "Elsa.WriteLine", $"\"text\":{Wrapped("Variable", Text("{\"id\":\"var-X\",\"name\":\"X\"}"))}"),
                Activity("w2", "Elsa.WriteLine", $"\"text\":{Wrapped("Variable", Text("X"))}"),
                Activity("w3", "Elsa.WriteLine", $"\"text\":{Wrapped("Input", Text("In"))}")),
            Variable("X", "\"x\""),
            Argument("In", "String"));
        Assert.Equal("x x in", new Story(definition).Start(("In", Value.Of("in"))).Lines);
    }

    [Fact]
    public void Outputs_are_readable_by_activity_name_or_id_and_bound_to_variables_and_workflow_outputs()
    {
        var definition = Definition(
            Sequence(
                "s",
                Activity("t", "Elsa.RunTask", ["\"name\":\"Ask\"", $"\"taskName\":{Literal("vraag")}", .. Bound("result", "var-X")]),
                Event("e", "go", "Out"),
                LineJs("w1", "getOutputFrom('Ask', 'Result').a"),
                LineJs("w2", "getOutputFrom('t').a + getVariable('X').a")),
            Variable("X"),
            outputs: Argument("Out"));
        var story = new Story(definition).Start().Answer("t", null, ("a", Value.Of(1)));
        story.Event("go", Value.MapOf(("b", Value.Of(2))));
        Assert.Equal("1 2", story.Lines);
        Assert.Equal(Value.Of(2), story.State.Outputs["Out"]["b"]);
    }

    [Fact]
    public void An_expression_outside_the_subset_is_an_incident_where_it_is_met()
    {
        var story = new Story(Definition(Sequence("s", Line("a"), LineJs("w", "while(true){}")))).Start();
        Assert.Equal("a", story.Lines);
        Assert.Contains("regel 1", story.Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_and_correlation_are_set()
    {
        var story = new Story(Definition(Sequence("s", Activity("n", "Elsa.SetName", $"\"value\":{Literal("naam")}"), Activity("c", "Elsa.Correlate", $"\"correlationId\":{Literal("nieuw")}"), Event("e", "x")))).Start();
        Assert.Equal("naam", story.State.Name);
        Assert.Equal("nieuw", story.State.CorrelationId);
    }
}
