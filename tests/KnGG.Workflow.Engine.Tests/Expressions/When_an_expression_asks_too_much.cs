using System.Diagnostics;
using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Expressions;

public sealed class When_an_expression_asks_too_much
{
    /// <summary>Far above what a busy machine needs: this tells ending from hanging, it does not measure.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private static readonly FixedScope Scope = new(Value.MapOf(
        ("numbers", Value.Of((IReadOnlyList<Value>)[.. Enumerable.Range(0, 20_000).Select(i => Value.Of(i * 7919 % 20_011))])),
        ("long", Value.Of(new string('a', 200_000))),
        ("deepText", Value.Of(new string('[', 100_000)))));

    public static TheoryData<string> Sources =>
    [
        string.Concat(Enumerable.Repeat("(", 20_000)) + "1",
        string.Concat(Enumerable.Repeat("(", 20_000)) + "1" + string.Concat(Enumerable.Repeat(")", 20_000)),
        string.Concat(Enumerable.Repeat("[", 20_000)),
        string.Concat(Enumerable.Repeat("{a:", 10_000)),
        string.Concat(Enumerable.Repeat("!", 40_000)) + "1",
        string.Concat(Enumerable.Repeat("-", 40_000)),
        string.Concat(Enumerable.Repeat("- ", 20_000)) + "1",
        string.Concat(Enumerable.Repeat("`${", 10_000)),
        string.Concat(Enumerable.Repeat("1+", 20_000)) + "1",
        string.Concat(Enumerable.Repeat("1?", 10_000)) + "1" + string.Concat(Enumerable.Repeat(":1", 10_000)),
        string.Concat(Enumerable.Repeat("1**", 10_000)) + "1",
        "variables" + string.Concat(Enumerable.Repeat(".a", 20_000)),
        "variables.a" + string.Concat(Enumerable.Repeat("?.a", 10_000)),
        "[1]" + string.Concat(Enumerable.Repeat(".map(x => [x]", 3_000)) + string.Concat(Enumerable.Repeat(")", 3_000)),
        string.Concat(Enumerable.Repeat("[1].map(x => ", 3_000)) + "1" + string.Concat(Enumerable.Repeat(")", 3_000)),
        string.Concat(Enumerable.Repeat("if (1) {", 5_000)),
        string.Concat(Enumerable.Repeat("if (1) return 1; else ", 2_000)) + "return 2",
        "const " + string.Concat(Enumerable.Repeat("[", 20_000)),
        "/" + string.Concat(Enumerable.Repeat("(", 900)) + "/.test('a')",
        "/(?:(?:(?:a{200}){200}){200}){200}/.test('a')",
        new string('a', 60_000),
        "'" + new string('x', 49_000) + "'.foo()",
    ];

    public static TheoryData<string> Runs =>
    [
        "'a'.repeat(1e9)",
        "'a'.padEnd(1e9)",
        "''.padStart(Infinity, 'abc')",
        "[1,2,3,4,5,6,7,8,9,10].reduce((a, x) => a + a + a + a + a + a + a + a, 'abcdefgh')",
        "variables.numbers.reduce((a, x) => a + variables.long, '')",
        "variables.numbers.reduce((a, x) => [...a, x], [])",
        "variables.numbers.reduce((a, x) => ({ ...a, [x]: x }), {})",
        "variables.numbers.reduce((a, x) => [a], [])",
        "String(variables.numbers.reduce((a, x) => [a], []))",
        "JSON.stringify(variables.numbers.reduce((a, x) => ({ a }), {}))",
        "variables.numbers.reduce((a, x) => [a], []).flat(Infinity)",
        "variables.numbers.slice(0, 30).reduce((a, x) => [a, a], [])",
        "JSON.stringify(variables.numbers.slice(0, 40).reduce((a, x) => [a, a], []))",
        "variables.numbers.slice(0, 40).reduce((a, x) => [a, a], []) + ''",
        "variables.numbers.slice(0, 40).reduce((a, x) => [a, a], []).flat(40)",
        "variables.numbers.map(a => variables.numbers.map(b => variables.numbers.map(c => a * b * c)))",
        "variables.numbers.some(a => variables.numbers.some(b => a + b < 0))",
        "variables.numbers.flatMap(a => variables.numbers)",
        "variables.numbers.filter((a, i) => variables.numbers.indexOf(a) === -i)",
        "variables.numbers.filter(a => variables.numbers.includes(-1))",
        "variables.numbers.filter(a => variables.long === variables.long + '')",
        "variables.numbers.filter(a => variables.long.includes('b'))",
        "variables.long.indexOf('a'.repeat(100000) + 'b')",
        "variables.numbers.map(a => variables.long.toUpperCase())",
        "variables.numbers.map(a => variables.long.split(''))",
        "variables.numbers.map(a => Number(variables.long))",
        "variables.numbers.map(a => [...variables.numbers].sort())",
        "variables.long.replaceAll('a', variables.long)",
        "variables.long.replaceAll('', '$`')",
        "variables.long.replace(/a/g, \"$'\")",
        "variables.long.split('').map(c => variables.long.match(/(?:a|aa)+b/))",
        "variables.numbers.map(x => /(?:a+)+b/.test(variables.long))",
        "JSON.parse(variables.deepText)",
        "JSON.parse('[' + variables.long.split('').join('],[') + ']')",
        "[...variables.numbers].sort((a, b) => 1)",
        "[...variables.numbers].sort((a, b) => a % 2 ? 1 : -1)",
        "[...variables.numbers].sort((a, b) => (a * 7 + b * 13) % 5 - 2)",
        "[...variables.numbers].sort((a, b) => a > b)",
        "Array.from({ length: 1e9 })",
        "Array.from({ length: 1e5 }, (x, i) => i)",
        "Object.fromEntries(variables.long.split('').map((c, i) => [c + i, i]))",
        "[variables.long].map(String.fromCharCode).concat(Math.max(...variables.long))",
        "[variables.numbers, variables.numbers, variables.numbers, variables.numbers].flatMap(x => x)",
        "(5e-324).toPrecision(100) + (1.7e308).toPrecision(100) + (5e-324).toFixed(100)",
        "variables.numbers.map(x => (5e-324).toPrecision(100))",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_hostile_text_is_refused_at_once_with_its_place(string source)
    {
        var watch = Stopwatch.StartNew();

        var result = JavaScriptExpression.Compile(source);

        Assert.False(result.IsCompiled);
        Assert.All(result.Refusals, r => Assert.True(r is { Line: > 0, Column: > 0, Message.Length: > 0 }));
        Assert.True(watch.Elapsed < Hang, $"It took {watch.Elapsed}.");
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Its_evaluation_ends_soon_with_a_value_or_a_sentence(string source)
    {
        var compiled = JavaScriptExpression.Compile(source);
        Assert.True(compiled.IsCompiled, string.Join("; ", compiled.Refusals));
        var watch = Stopwatch.StartNew();

        try
        {
            compiled.Expression.Evaluate(Scope).ToJson();
        }
        catch (ExpressionException e)
        {
            Assert.True(e is { Line: 1, Column: > 0, Message.Length: > 0 });
        }

        Assert.True(watch.Elapsed < Hang, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void The_deepest_text_that_is_allowed_runs_on_a_small_stack()
    {
        var text = string.Concat(Enumerable.Repeat("[1].map(x => ", 60)) + "x" + string.Concat(Enumerable.Repeat(")", 60));
        var sum = string.Concat(Enumerable.Repeat("1+", 390)) + "1";
        Exception? problem = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    foreach (var source in Sources.Select(s => s.Data).Append(text).Append(sum))
                    {
                        JavaScriptExpression.Compile(source).Expression?.Evaluate(Scope);
                    }
                }
                catch (ExpressionException)
                {
                    // A bound is a good end as well.
                }
                catch (Exception e)
                {
                    problem = e;
                }
            },
            512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(problem);
    }
}
