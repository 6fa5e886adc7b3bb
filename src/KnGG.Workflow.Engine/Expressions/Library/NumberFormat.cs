using System.Globalization;
using System.Numerics;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>toFixed, toPrecision and toString with a radix, from the exact binary value: halves of the true value go up.</summary>
internal static class NumberFormat
{
    public static Value ToFixed(Run run, Value self, Arguments a)
    {
        var decimals = Digits(run, a[0], 0, 100);
        var number = self.AsNumber;
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e21)
        {
            return Value.Of(JavaScriptNumber.Text(number));
        }

        var scaled = Scaled(run, Math.Abs(number), decimals).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var text = decimals == 0 ? scaled : scaled[..^decimals] + "." + scaled[^decimals..];

        // A negative number that rounds to zero keeps its sign; -0 itself has none.
        return Value.Of(number < 0 ? "-" + text : text);
    }

    public static Value ToPrecision(Run run, Value self, Arguments a)
    {
        var number = self.AsNumber;
        if (a[0].Kind == ValueKind.Undefined || !double.IsFinite(number))
        {
            return Value.Of(JavaScriptNumber.Text(number));
        }

        var precision = Digits(run, a[0], 1, 100);
        var sign = number < 0 ? "-" : "";
        if (number == 0)
        {
            return Value.Of(precision == 1 ? "0" : "0." + new string('0', precision - 1));
        }

        var magnitude = Math.Abs(number);
        var exponent = JavaScriptNumber.Digits(magnitude).Point - 1;
        var digits = Scaled(run, magnitude, precision - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length < precision)
        {
            // The shortest form of 1e23 starts with a 1, its true value with a 9.
            exponent--;
            digits = Scaled(run, magnitude, precision - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        }

        if (digits.Length > precision)
        {
            exponent++;
            digits = digits[..precision];
        }

        if (exponent < -6 || exponent >= precision)
        {
            return Value.Of(sign + JavaScriptNumber.Exponential(digits, exponent));
        }

        return Value.Of(sign + (exponent == precision - 1 ? digits
            : exponent >= 0 ? digits[..(exponent + 1)] + "." + digits[(exponent + 1)..]
            : "0." + new string('0', -exponent - 1) + digits));
    }

    public static Value ToRadix(Run run, Value self, Arguments a)
    {
        var radix = a[0].Kind == ValueKind.Undefined ? 10 : Digits(run, a[0], 2, 36);
        var number = self.AsNumber;
        if (radix == 10 || !double.IsFinite(number))
        {
            return Value.Of(JavaScriptNumber.Text(number));
        }

        if (number != Math.Floor(number) || Math.Abs(number) > 9007199254740991)
        {
            throw run.Fail("toString met een talstelsel kan hier alleen op gehele getallen.");
        }

        var rest = (long)Math.Abs(number);
        var text = rest == 0 ? "0" : "";
        for (; rest > 0; rest /= radix)
        {
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)] + text;
        }

        return Value.Of(number < 0 ? "-" + text : text);
    }

    private static int Digits(Run run, Value value, int least, int most)
    {
        var digits = Coerce.ToInteger(run, value);
        return digits >= least && digits <= most ? (int)digits : throw run.Fail($"Hier hoort een aantal van {least} tot en met {most}.");
    }

    /// <summary>A number times a power of ten, rounded once, halves up. Exact: no double can hold the product.</summary>
    private static BigInteger Scaled(Run run, double number, int powerOfTen)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        var (whole, shift) = exponent == 0 ? (mantissa, -1074) : (mantissa | 0x10000000000000, exponent - 1075);

        // Far from 1 these are numbers of hundreds of digits.
        run.Charge(20 + (Math.Abs(shift) / 2));
        var numerator = new BigInteger(whole);
        var denominator = BigInteger.One;
        numerator *= powerOfTen > 0 ? BigInteger.Pow(10, powerOfTen) : 1;
        denominator *= powerOfTen < 0 ? BigInteger.Pow(10, -powerOfTen) : 1;
        numerator <<= shift > 0 ? shift : 0;
        denominator <<= shift < 0 ? -shift : 0;
        return ((numerator * 2) + denominator) / (denominator * 2);
    }
}
