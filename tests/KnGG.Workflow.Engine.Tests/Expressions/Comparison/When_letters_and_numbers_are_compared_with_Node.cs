using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Expressions.Comparison;

public sealed class When_letters_and_numbers_are_compared_with_Node
{
    private const string Letters = " -'.,0129aAbBcCéÉèêëËEeïÏiIöÖoOüÜuUçñåÅzZ@_(/ąőřş";

    private static readonly Value Plain = Value.Parse(ExpressionGenerator.Scope);

    [Theory]
    [InlineData("toUpperCase")]
    [InlineData("toLowerCase")]
    public async Task Each_character_has_the_same_other_case_or_is_refused(string method)
    {
        // Each character between letters, because some change only there.
        var answers = await Node([$"Array.from({{ length: 65536 }}, (x, i) => i >= 0xD800 && i < 0xE000 ? '' : ('aB' + String.fromCharCode(i) + 'cD').{method}())"]);
        var theirs = JsonSerializer.Deserialize<string[]>(answers[0])!;
        var changed = JavaScriptExpression.Compile($"('aB' + variables.c + 'cD').{method}()").Expression!;
        var refused = 0;
        for (var i = 0; i < 65536; i++)
        {
            if (char.IsSurrogate((char)i))
            {
                continue;
            }

            var ours = Ours(changed, Value.MapOf(("c", Value.Of(((char)i).ToString()))));
            refused += ours is null ? 1 : 0;
            Assert.True(ours is null || ours == Canonical.Of(Value.Of(theirs[i])), $"U+{i:X4}: node {theirs[i]}, ours {ours}");
        }

        Assert.True(refused < 4500, $"{refused} characters are refused.");
    }

    [Fact]
    public async Task Names_stand_in_the_same_order()
    {
        var random = new Random(7);
        await Compare(Enumerable.Range(0, 40).Select(_ =>
            "[" + string.Join(",", Enumerable.Range(0, 100).Select(_ => $"[{Word(random)},{Word(random)}]")) + "].map(([a, b]) => a.localeCompare(b, 'nl'))"));
    }

    [Fact]
    public async Task Lists_are_sorted_alike_also_when_the_comparer_errs()
    {
        var random = new Random(8);
        var comparers = new[] { "a > b", "a - b", "b < a ? 1 : -1", "a % 3 - b % 3", "-1", "1", "0", "a % 2", "(a * 7 + b) % 5 - 2", "NaN", "null", "true" };
        await Compare(Enumerable.Range(0, 600).Select(i =>
            $"[{string.Join(",", Enumerable.Range(0, random.Next(0, 64)).Select(_ => random.Next(30)))}].sort((a, b) => {comparers[i % comparers.Length]})"));
    }

    [Fact]
    public async Task Numbers_are_written_and_read_alike()
    {
        var random = new Random(9);
        await Compare(Enumerable.Range(0, 100).Select(_ =>
            "[" + string.Join(",", Enumerable.Range(0, 100).Select(_ => Number(random))) + "].map(x => "
            + "[x, String(x), Number(String(x)), x.toFixed(0), x.toFixed(2), x.toFixed(20), x.toPrecision(1), x.toPrecision(4), x.toPrecision(21), Math.round(x), x | 0, x >>> 3, x % 7])"));
    }

    private static string Word(Random random) =>
        JsonSerializer.Serialize(string.Concat(Enumerable.Range(0, random.Next(0, 5)).Select(_ => Letters[random.Next(Letters.Length)])));

    private static string Number(Random random)
    {
        var number = random.Next(5) switch
        {
            0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            1 => random.Next(-10_000, 10_000) / 8.0,
            2 => random.Next(-100_000, 100_000) / 1000.0,
            3 => random.NextInt64(-1L << 53, 1L << 53) * 3.0,
            _ => Math.Pow(10, random.Next(-25, 25)) * random.Next(1, 100),
        };
        return double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "NaN";
    }

    private static async Task Compare(IEnumerable<string> expressions)
    {
        var all = expressions.ToList();
        var theirs = await Node(all);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(theirs[i], Ours(all[i]));
        }
    }

    private static async Task<List<string>> Node(IReadOnlyList<string> expressions)
    {
        using var node = new NodeProcess(ExpressionGenerator.Scope.ReplaceLineEndings(""));
        return await node.Evaluate(expressions);
    }

    private static string? Ours(string expression)
    {
        var compiled = JavaScriptExpression.Compile(expression);
        Assert.True(compiled.IsCompiled, string.Join("; ", compiled.Refusals));
        return Ours(compiled.Expression, Plain["variables"]);
    }

    private static string? Ours(CompiledExpression expression, Value variables)
    {
        try
        {
            return Canonical.Of(expression.Evaluate(new FixedScope(variables)));
        }
        catch (ExpressionException)
        {
            return null;
        }
    }
}
