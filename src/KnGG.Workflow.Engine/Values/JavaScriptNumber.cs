using System.Globalization;

namespace KnGG.Workflow.Engine.Values;

/// <summary>Numbers as JavaScript writes them: the shortest digits that give the same double back.</summary>
internal static class JavaScriptNumber
{
    public static string Text(double number)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        var (digits, point) = Digits(Math.Abs(number));
        return (number < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>The shortest digits of a positive number, and where the decimal point stands, counted from the left.</summary>
    public static (string Digits, int Point) Digits(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(shortest[(mark + 1)..], CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? mantissa.Length : dot;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole - zeros + exponent);
    }

    private static string Place(string digits, int point) => point switch
    {
        _ when point >= digits.Length && point <= 21 => digits.PadRight(point, '0'),
        > 0 and <= 21 => digits[..point] + "." + digits[point..],
        > -6 and <= 0 => "0." + new string('0', -point) + digits,
        _ => Exponential(digits, point - 1),
    };

    public static string Exponential(string digits, int exponent) =>
        digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "")
        + (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
}
