using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>Functions that make numbers.</summary>
internal static class NumberFunctions
{
    public static FunctionEntry Of(Func<double, double> function) =>
        new((run, a) => Value.Of(function(Coerce.ToNumber(run, a[0]))));

    public static bool IsInteger(Value value) =>
        value.Kind == ValueKind.Number && double.IsFinite(value.AsNumber) && Math.Floor(value.AsNumber) == value.AsNumber;

    /// <summary>To the nearest whole number, halves up: -2.5 becomes -2. The halfway test is exact where adding 0.5 would round.</summary>
    public static double Round(double x)
    {
        var floor = Math.Floor(x);
        var rounded = x - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && (x < 0 || double.IsNegative(x)) ? -0.0 : rounded;
    }

    public static Value Extreme(Run run, Arguments arguments, double start, Func<double, double, double> choose)
    {
        var result = start;
        foreach (var value in arguments.All)
        {
            result = choose(result, Coerce.ToNumber(run, value));
        }

        return Value.Of(result);
    }

    public static Value ParseFloat(Run run, Arguments arguments)
    {
        var text = Coerce.ToText(run, arguments[0]);
        run.ChargeText(text.Length);
        return Value.Of(JavaScriptText.ParseFloat(text));
    }

    public static Value ParseInt(Run run, Arguments arguments)
    {
        var text = JavaScriptText.TrimStart(Coerce.ToText(run, arguments[0]));
        run.ChargeText(text.Length);
        var radix = Coerce.ToInt32(Coerce.ToNumber(run, arguments[1]));
        var negative = text.StartsWith('-');
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (radix is not 0 and (< 2 or > 36))
        {
            return Value.Of(double.NaN);
        }

        if (radix is 0 or 16 && at + 1 < text.Length && text[at] == '0' && text[at + 1] is 'x' or 'X')
        {
            at += 2;
            radix = 16;
        }

        radix = radix == 0 ? 10 : radix;
        var end = at;
        while (end < text.Length && JavaScriptText.DigitOf(text[end]) is >= 0 and var digit && digit < radix)
        {
            end++;
        }

        if (!JavaScriptText.TryReadRadix(text[at..end], radix, out var number))
        {
            return Value.Of(double.NaN);
        }

        if (number > 9007199254740991 && radix is not (2 or 4 or 8 or 10 or 16 or 32))
        {
            throw run.Fail("Dit getal is te groot om in dit talstelsel precies te lezen.");
        }

        return Value.Of(negative ? -number : number);
    }
}
