using System.Globalization;
using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Expressions.Comparison;

/// <summary>KNGG_LONG=1 compares ten times as many; KNGG_SEED chooses other ones.</summary>
public sealed class When_expressions_are_compared_with_Node(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_gives_the_same_value_or_is_refused()
    {
        var count = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 20_000 : 2_000;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KNGG_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 1;
        var generator = new ExpressionGenerator(seed);
        var expressions = Enumerable.Range(0, count).Select(_ => generator.Next()).ToList();
        var values = Value.Parse(ExpressionGenerator.Scope);
        var scope = new FixedScope(values["variables"], values["input"], values["outputs"]);
        using var node = new NodeProcess(ExpressionGenerator.Scope.ReplaceLineEndings(""));

        var theirs = await node.Evaluate(expressions);
        var ours = expressions.ConvertAll(e => Evaluate(e, scope));

        Assert.Equal(count, theirs.Count);
        var (equal, bothFail, refused, differences, reasons) = (0, 0, 0, new List<string>(), new Dictionary<string, (int Count, string Example)>());
        for (var i = 0; i < count; i++)
        {
            var theirsFailed = theirs[i].StartsWith('!');
            if (ours[i].Value is { } value)
            {
                equal += value == theirs[i] ? 1 : 0;
                if (value != theirs[i])
                {
                    differences.Add($"{expressions[i]}\n   node: {theirs[i]}\n   ours: {value}");
                }
            }
            else if (theirsFailed)
            {
                bothFail++;
            }
            else
            {
                refused++;
                reasons[ours[i].Reason] = (reasons.GetValueOrDefault(ours[i].Reason).Count + 1, expressions[i]);
            }
        }

        output.WriteLine($"seed {seed}: {count} expressions, {equal} equal, {bothFail} fail in both, {refused} refused, {differences.Count} different");
        foreach (var (reason, (number, example)) in reasons.OrderByDescending(r => r.Value.Count).Take(25))
        {
            output.WriteLine($"{number,6} {reason}   {example}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join("\n", differences.OrderBy(d => d.Length).Take(40))}");
        Assert.True(refused < count / 4, $"{refused} of {count} were refused.");
    }

    private static (string? Value, string Reason) Evaluate(string expression, FixedScope scope)
    {
        var compiled = JavaScriptExpression.Compile(expression);
        if (!compiled.IsCompiled)
        {
            return (null, compiled.Refusals[0].Message);
        }

        try
        {
            return (Canonical.Of(compiled.Expression.Evaluate(scope)), "");
        }
        catch (ExpressionException e)
        {
            return (null, e.Message);
        }
    }
}
