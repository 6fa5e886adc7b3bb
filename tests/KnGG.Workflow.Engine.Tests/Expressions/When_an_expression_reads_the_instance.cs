using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Expressions;

public sealed class When_an_expression_reads_the_instance
{
    private static readonly FixedScope Scope = new(
        Value.Parse("""{"Age":12,"myVar":"x","list":[3,1,2],"none":null,"person":{"name":"Ida","tags":["b","a"]}}"""),
        Value.Parse("""{"Weight":40}"""),
        Value.Parse("""{"Intake.":"klaar","Intake.Score":7,"last":"laatst"}"""));

    [Theory]
    [InlineData("getVariable(\"Age\")", "12")]
    [InlineData("getVariable('missing')", "null")]
    [InlineData("variables.Age > 3", "true")]
    [InlineData("variables.missing === undefined", "true")]
    [InlineData("variables['Age']", "12")]
    [InlineData("getAge()", "12")]
    [InlineData("getMyVar()", "\"x\"")]
    [InlineData("getWeight()", "40")]
    [InlineData("getInput('Weight') + input.Weight", "80")]
    [InlineData("getInput('missing')", "null")]
    [InlineData("getOutputFrom('Intake')", "\"klaar\"")]
    [InlineData("getOutputFrom('Intake', 'Score')", "7")]
    [InlineData("getOutputFrom('Nergens')", "null")]
    [InlineData("getLastResult()", "\"laatst\"")]
    [InlineData("getWorkflowInstanceId() + '/' + getCorrelationId()", "\"instance-1/correlation-1\"")]
    [InlineData("`${getWorkflowDefinitionId()} ${getWorkflowDefinitionVersionId()} ${getWorkflowDefinitionVersion()} ${getWorkflowInstanceName()}`", "\"definition-1 version-1 3 Naam\"")]
    [InlineData("isNullOrWhiteSpace(variables.none) && isNullOrEmpty('')", "true")]
    [InlineData("toJson({ a: [1, undefined] })", "\"{\\\"a\\\":[1,null]}\"")]
    [InlineData("getVariable('list').sort((a, b) => a - b)", "[1,2,3]")]
    [InlineData("variables.person.tags.sort().join()", "\"a,b\"")]
    [InlineData("(getVariable('list') ?? []).reverse()[0]", "2")]
    [InlineData("const items = variables.list; return items.filter(x => x > 1).sort()", "[2,3]")]
    [InlineData("const { name, ...rest } = variables.person; return [name, Object.keys(rest)]", "[\"Ida\",[\"tags\"]]")]
    [InlineData("if (variables.Age < 4) { return 'jong'; } else if (variables.Age < 13) return 'kind'; return 'tiener'", "\"kind\"")]
    [InlineData("// uitleg\nconst a = 1 /* één */\nreturn a", "1")]
    [InlineData("/^[0-9]{4}\\s?[a-z]{2}$/i.test('3511 AB')", "true")]
    [InlineData("'2026-03-29'.replace(/(\\d+)-(\\d+)-(\\d+)/, '$3-$2-$1')", "\"29-03-2026\"")]
    [InlineData("['Zoë', 'anna', 'Bram', 'Zoe'].toSorted((a, b) => a.localeCompare(b))", "[\"anna\",\"Bram\",\"Zoe\",\"Zoë\"]")]
    [InlineData("Math.round(26.52 * 10) / 10", "26.5")]
    [InlineData("[1, undefined, { a: undefined }]", "[1,null,{\"a\":null}]")]
    [InlineData("", "null")]
    public void It_finds_what_Elsa_would_find(string text, string expected) =>
        Assert.Equal(expected, Compiled(text).Evaluate(Scope).ToJson());

    [Theory]
    [InlineData("variables.missing.name", 1, 19)]
    [InlineData("getVariable('none').name", 1, 21)]
    [InlineData("1 +\n  variables.none.x", 2, 18)]
    [InlineData("getNothing()", 1, 1)]
    [InlineData("variables.Age.map(x => x)", 1, 15)]
    [InlineData("null.x", 1, 6)]
    public void An_error_faults_with_its_place_in_Dutch(string text, int line, int column)
    {
        var fault = Assert.Throws<ExpressionException>(() => Compiled(text).Evaluate(Scope));
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("setVariable('a', 1)", 1, 1, "SetVariable")]
    [InlineData("setAge(1)", 1, 1, "SetVariable")]
    [InlineData("variables.Age = 1", 1, 15, "toekennen")]
    [InlineData("1;\n\n  2", 3, 3, "Na het resultaat")]
    [InlineData("for (const x of [1]) {}", 1, 1, "Lussen")]
    [InlineData("new Date()", 1, 1, "new")]
    [InlineData("Date.now()", 1, 1, "tijd")]
    [InlineData("Math.random()", 1, 1, "Toevallige")]
    [InlineData("const f = x => f(x); return f(1)", 1, 11, "argument")]
    [InlineData("const a = variables.list; const b = a.sort(); return [a, b]", 1, 39, "kopie")]
    [InlineData("variables.list.push(1)", 1, 16, "verandert")]
    [InlineData("eval('1')", 1, 1, "eval")]
    [InlineData("({}).constructor", 1, 6, "constructor")]
    [InlineData("a + 1", 1, 1, "niet bekend")]
    [InlineData("'abc", 1, 1, "aanhalingsteken")]
    [InlineData("(1 + 2", 1, 7, "houdt op")]
    public void What_lies_outside_is_refused_with_its_place_in_Dutch(string text, int line, int column, string part)
    {
        var result = JavaScriptExpression.Compile(text);

        Assert.False(result.IsCompiled);
        Assert.Equal((line, column), (result.Refusals[0].Line, result.Refusals[0].Column));
        Assert.Contains(part, result.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sorting_leaves_the_variable_itself_as_it_was()
    {
        Compiled("variables.list.sort()").Evaluate(Scope);

        Assert.Equal("[3,1,2]", Compiled("variables.list").Evaluate(Scope).ToJson());
    }

    [Fact]
    public void One_compiled_expression_serves_many_threads()
    {
        var expression = Compiled("const s = variables.list.map(x => x * 2); return s.reduce((a, b) => a + b)");
        Parallel.For(0, 10_000, _ => Assert.Equal(12, expression.Evaluate(Scope).AsNumber));
    }

    private static CompiledExpression Compiled(string text)
    {
        var result = JavaScriptExpression.Compile(text);
        Assert.True(result.IsCompiled, string.Join("; ", result.Refusals));
        return result.Expression;
    }
}
