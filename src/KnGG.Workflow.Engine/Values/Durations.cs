using System.Globalization;
using System.Text.RegularExpressions;
using KnGG.Workflow.Engine.Schedules;

namespace KnGG.Workflow.Engine.Values;

/// <summary>Lengths of time as text: .NET's (1.00:00:00) and ISO 8601 (P1D, PT1H30M).</summary>
public static partial class Durations
{
    private static readonly string[] Formats = ["c", @"h\:mm", @"hh\:mm", @"h\:mm\:ss", @"d\.hh\:mm"];

    /// <summary>Reads a length of time. False for anything else, also for months and years, which have no fixed length.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();

        // To .NET a bare 5 is five days; nobody who writes it means that.
        if (trimmed.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, out duration);
        }

        duration = default;
        return TryReadParts(trimmed, out var parts) && parts is { Years: 0, Months: 0 } && TryLength(parts, out duration);
    }

    /// <summary>Reads a length of time.</summary>
    /// <exception cref="FormatException">The text is no length of time; the message is Dutch.</exception>
    public static TimeSpan Parse(string text) => TryParse(text, out var duration)
        ? duration
        : throw new FormatException($"De tekst '{text}' is geen tijdsduur (zoals 00:05:00, 1.00:00:00, P3D of PT1H).");

    /// <summary>
    /// Adds a length to an instant: years, months, weeks and days by the calendar of the zone (so 09:00 stays 09:00 over a change
    /// of summer time), hours, minutes and seconds as elapsed time. False when the text is no length of time.
    /// </summary>
    public static bool TryAdd(DateTimeOffset from, string text, TimeZoneInfo zone, out DateTimeOffset result)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        result = from;
        try
        {
            if (!TryReadParts(text.Trim(), out var parts))
            {
                var isLength = TryParse(text, out var length);
                result = isLength ? TimeZoneInfo.ConvertTime(from + length, zone) : from;
                return isLength;
            }

            var local = TimeZoneInfo.ConvertTime(from, zone);
            var moved = parts.HasDate
                ? LocalTime.ToInstant(local.DateTime.AddMonths((parts.Years * 12) + parts.Months).AddDays(parts.Days), zone)
                : local;
            result = TimeZoneInfo.ConvertTime(moved + parts.Time, zone);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static bool TryLength(Parts parts, out TimeSpan duration)
    {
        var days = parts.Days + parts.Time.TotalDays;
        duration = days < TimeSpan.MaxValue.TotalDays - 1 ? TimeSpan.FromDays(parts.Days) + parts.Time : default;
        return days < TimeSpan.MaxValue.TotalDays - 1;
    }

    private static bool TryReadParts(string text, out Parts parts)
    {
        parts = default;
        var match = Iso().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T')
        {
            return false;
        }

        var seconds = double.TryParse(match.Groups["s"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var s) ? s : 0;
        var ticks = (Count("h") * TimeSpan.TicksPerHour) + (Count("m") * TimeSpan.TicksPerMinute) + (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
        parts = new Parts(Count("Y"), Count("M"), (Count("W") * 7) + Count("D"), new TimeSpan(ticks));
        return true;

        int Count(string name) => int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    [GeneratedRegex(@"\AP(?:(?<Y>[0-9]{1,4})Y)?(?:(?<M>[0-9]{1,5})M)?(?:(?<W>[0-9]{1,6})W)?(?:(?<D>[0-9]{1,7})D)?(?:T(?:(?<h>[0-9]{1,7})H)?(?:(?<m>[0-9]{1,8})M)?(?:(?<s>[0-9]{1,9}(?:[.,][0-9]{1,7})?)S)?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    private readonly record struct Parts(int Years, int Months, int Days, TimeSpan Time)
    {
        public bool HasDate => Years != 0 || Months != 0 || Days != 0;
    }
}
