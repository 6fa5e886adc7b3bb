namespace KnGG.Workflow.Care.Calendar;

/// <summary>Days on which an organisation is closed.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Why">Dutch reason, for example <c>kerstsluiting</c>.</param>
public sealed record ClosedPeriod(DateOnly From, DateOnly Until, string Why)
{
    /// <summary>The word for no closing days.</summary>
    public const string None = "geen";

    /// <summary>How closing days are written, for a message to people.</summary>
    public const string Expected = "geen, of dagen met puntkomma's ertussen, zoals: 2026-12-28 t/m 2026-12-31 kerstsluiting; 2027-05-07 brugdag (samen hoogstens 366 dagen)";

    private const string Through = "t/m ";
    private const string NoReason = "gesloten";

    // Who is closed for longer does no work in the chain: terms would move out of sight.
    private const int MostDays = 366;

    /// <summary>Reads closing days from a setting, in their order; false when one of them can not be, or when they are more than a year together.</summary>
    public static bool TryParseAll(string? text, out IReadOnlyList<ClosedPeriod> periods)
    {
        periods = [];
        if (string.Equals(text?.Trim(), None, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var read = new List<ClosedPeriod>();
        var days = 0;
        foreach (var part in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryDate(part, out var from, out var rest))
            {
                return false;
            }

            var until = from;
            if (rest.StartsWith(Through, StringComparison.OrdinalIgnoreCase) && !TryDate(rest[Through.Length..].TrimStart(), out until, out rest))
            {
                return false;
            }

            days += until.DayNumber - from.DayNumber + 1;
            if (until < from || days > MostDays || rest.StartsWith(Through, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            read.Add(new ClosedPeriod(from, until, rest.Length == 0 ? NoReason : rest));
        }

        periods = read;
        return read.Count > 0;
    }

    private static bool TryDate(string text, out DateOnly date, out string rest)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        rest = end < 0 ? "" : text[end..].Trim();
        return CareCodes.TryParseDate(end < 0 ? text : text[..end], out date);
    }
}
