using System.Globalization;
using System.Numerics;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>JavaScript's own reading of text: what a space is, and which texts are numbers.</summary>
internal static class JavaScriptText
{
    public static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r') or '\u00A0' or '\uFEFF' or '\u1680'
        or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    public static string Trim(string text) => TrimStart(TrimEnd(text));

    public static string TrimStart(string text)
    {
        var start = 0;
        while (start < text.Length && IsSpace(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    public static string TrimEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>The number that a text stands for; NaN when it stands for none, 0 when it is empty.</summary>
    public static double ToNumber(string text)
    {
        var trimmed = Trim(text);
        if (trimmed.Length == 0)
        {
            return 0;
        }

        if (trimmed.Length > 2 && trimmed[0] == '0' && (trimmed[1] | 0x20) is 'x' or 'o' or 'b')
        {
            var radix = (trimmed[1] | 0x20) switch { 'x' => 16, 'o' => 8, _ => 2 };
            return TryReadRadix(trimmed[2..], radix, out var whole) ? whole : double.NaN;
        }

        var length = DecimalLength(trimmed);
        return length == trimmed.Length ? ParseDecimal(trimmed) : double.NaN;
    }

    /// <summary>The number at the start of a text, as parseFloat reads it.</summary>
    public static double ParseFloat(string text)
    {
        var trimmed = TrimStart(text);
        var length = DecimalLength(trimmed);
        return length == 0 ? double.NaN : ParseDecimal(trimmed[..length]);
    }

    /// <summary>Whole digits in a radix, rounded once. False when there is none or a wrong one.</summary>
    public static bool TryReadRadix(string digits, int radix, out double number)
    {
        number = 0;
        foreach (var c in digits)
        {
            var digit = DigitOf(c);
            if (digit < 0 || digit >= radix)
            {
                return false;
            }

            number = (number * radix) + digit;
        }

        if (number > 9007199254740991)
        {
            number = RoundOnce(digits.TrimStart('0'), radix);
        }

        return digits.Length > 0;
    }

    private static double RoundOnce(string digits, int radix)
    {
        if (digits.Length > 1100)
        {
            return double.PositiveInfinity;
        }

        var whole = BigInteger.Zero;
        foreach (var c in digits)
        {
            whole = (whole * radix) + DigitOf(c);
        }

        return double.Parse(whole.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    public static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>How many characters from the start form a decimal number or a signed Infinity; 0 when none do.</summary>
    private static int DecimalLength(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (string.CompareOrdinal(text, at, "Infinity", 0, 8) == 0)
        {
            return at + 8;
        }

        var start = at;
        at = SkipDigits(text, at);
        var digits = at - start;
        if (at < text.Length && text[at] == '.')
        {
            var after = SkipDigits(text, at + 1);
            digits += after - at - 1;
            at = digits > 0 ? after : at;
        }

        if (digits == 0)
        {
            return 0;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            var after = SkipDigits(text, sign);
            at = after > sign ? after : at;
        }

        return at;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static double ParseDecimal(string text) => text.EndsWith("Infinity", StringComparison.Ordinal)
        ? text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
