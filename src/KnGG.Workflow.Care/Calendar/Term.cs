using System.Globalization;

namespace KnGG.Workflow.Care.Calendar;

/// <summary>
/// A term such as <c>10wd</c>, <c>6wk</c>, <c>3mo</c>, <c>14d</c>, <c>3.5y</c>, or in ISO 8601 <c>P3D</c>, <c>P2W</c>, <c>P3M</c>, <c>P1Y6M</c>.
/// Years are stored as months; a part of a year must be a whole number of months.
/// </summary>
/// <param name="Amount">How many units, zero or more; parsing takes at most a century.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct Term(int Amount, TermUnit Unit)
{
    // A century in each unit: longer is a slip of the pen, and dates must not run out of the calendar.
    private const int MostUnits = 36_600;
    private const int MostMonths = 1_200;

    /// <summary>A term in working days.</summary>
    public static Term WorkingDays(int amount) => new(amount, TermUnit.WorkingDays);

    /// <summary>A term in calendar days.</summary>
    public static Term Days(int amount) => new(amount, TermUnit.Days);

    /// <summary>A term in weeks.</summary>
    public static Term Weeks(int amount) => new(amount, TermUnit.Weeks);

    /// <summary>A term in calendar months.</summary>
    public static Term Months(int amount) => new(amount, TermUnit.Months);

    /// <summary>Parses a term from a trusted place such as a default. Throws on anything else; use <see cref="TryParse"/> for input from people.</summary>
    public static Term Parse(string text) =>
        TryParse(text, out var term) ? term : throw new FormatException($"'{text}' is not a term; expected for example 10wd, 14d, 6wk, 3mo, 3.5y or P3M.");

    /// <summary>Parses a term; false when the text is none.</summary>
    public static bool TryParse(string? text, out Term term)
    {
        term = default;
        var value = text?.Trim() ?? "";
        return value.StartsWith('P') || value.StartsWith('p') ? TryParseIso(value[1..].ToUpperInvariant(), out term) : TryParseShort(value, out term);
    }

    /// <summary>The short notation, for example <c>10wd</c>; whole and half years as years, for example <c>3.5y</c>.</summary>
    public override string ToString() => Unit switch
    {
        TermUnit.WorkingDays => Write(Amount, "wd"),
        TermUnit.Days => Write(Amount, "d"),
        TermUnit.Weeks => Write(Amount, "wk"),
        _ when Amount > 24 && Amount % 12 == 0 => Write(Amount / 12, "y"),
        _ when Amount > 24 && Amount % 6 == 0 => Write(Amount / 12, ".5y"),
        _ => Write(Amount, "mo"),
    };

    /// <summary>The term in Dutch words, for example <c>10 werkdagen</c>.</summary>
    public string ToDutch() => Unit switch
    {
        TermUnit.WorkingDays => Amount == 1 ? "1 werkdag" : Write(Amount, " werkdagen"),
        TermUnit.Days => Amount == 1 ? "1 dag" : Write(Amount, " dagen"),
        TermUnit.Weeks => Amount == 1 ? "1 week" : Write(Amount, " weken"),
        _ when Amount > 24 && Amount % 12 == 0 => Write(Amount / 12, " jaar"),
        _ when Amount > 24 && Amount % 6 == 0 => Write(Amount / 12, ",5 jaar"),
        _ => Amount == 1 ? "1 maand" : Write(Amount, " maanden"),
    };

    private static string Write(int amount, string unit) => amount.ToString(CultureInfo.InvariantCulture) + unit;

    private static bool TryParseShort(string value, out Term term)
    {
        term = default;
        var digits = 0;
        while (digits < value.Length && (char.IsAsciiDigit(value[digits]) || value[digits] is '.' or ','))
        {
            digits++;
        }

        if (digits == 0 || !decimal.TryParse(value[..digits].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }

        (TermUnit Unit, decimal Factor)? unit = value[digits..].Trim().ToUpperInvariant() switch
        {
            "WD" => (TermUnit.WorkingDays, 1),
            "D" => (TermUnit.Days, 1),
            "W" or "WK" => (TermUnit.Weeks, 1),
            "MO" => (TermUnit.Months, 1),
            "Y" or "J" => (TermUnit.Months, 12),
            _ => null,
        };
        return unit is { } found && TryMake(amount * found.Factor, found.Unit, out term);
    }

    // One kind of unit only, except years with months: P1M3D has no single meaning as a term.
    private static bool TryParseIso(string value, out Term term)
    {
        term = default;
        decimal months = 0, days = 0, weeks = 0;
        var rest = value;
        var parts = 0;
        while (rest.Length > 0)
        {
            var end = rest.IndexOfAny(['Y', 'M', 'W', 'D']);
            if (end <= 0 || !decimal.TryParse(rest[..end].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > MostUnits)
            {
                return false;
            }

            _ = rest[end] switch { 'Y' => months += amount * 12, 'M' => months += amount, 'W' => weeks += amount, _ => days += amount };
            parts += rest[end] is 'Y' or 'M' ? 1 : 10;
            rest = rest[(end + 1)..];
        }

        return parts switch
        {
            1 or 2 => TryMake(months, TermUnit.Months, out term),
            10 when value.EndsWith('W') => TryMake(weeks, TermUnit.Weeks, out term),
            10 => TryMake(days, TermUnit.Days, out term),
            _ => false,
        };
    }

    private static bool TryMake(decimal amount, TermUnit unit, out Term term)
    {
        term = default;
        if (amount != decimal.Truncate(amount) || amount < 0 || amount > unit switch { TermUnit.Months => MostMonths, TermUnit.Weeks => 5_200, TermUnit.WorkingDays => 26_000, _ => MostUnits })
        {
            return false;
        }

        term = new Term((int)amount, unit);
        return true;
    }
}
