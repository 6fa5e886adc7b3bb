using System.Diagnostics.CodeAnalysis;

namespace KnGG.Workflow.Engine.Schedules;

/// <summary>
/// A cron expression: five fields (minute, hour, day, month, day of the week) or six (seconds first). When both day fields are
/// restricted a day must fit both, so 0 0 13 * FRI is Friday the 13th.
/// </summary>
public sealed class CronSchedule
{
    // The longest wait of any day that comes at all: 29 February on one weekday, over a century year that is no leap year.
    private const int YearsAhead = 45;

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _months;
    private readonly CronDays _days;

    private CronSchedule(string text, ulong seconds, ulong minutes, ulong hours, ulong months, CronDays days)
    {
        Text = text;
        _seconds = seconds;
        _minutes = minutes;
        _hours = hours;
        _months = months;
        _days = days;
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a cron expression; the problem is a Dutch sentence that names the field.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        schedule = null;
        try
        {
            schedule = Read(text);
            problem = null;
            return true;
        }
        catch (FormatException e)
        {
            problem = e.Message;
            return false;
        }
    }

    /// <summary>Reads a cron expression.</summary>
    /// <exception cref="FormatException">The text is no cron expression; the message is Dutch.</exception>
    public static CronSchedule Parse(string text) =>
        TryParse(text, out var schedule, out var problem) ? schedule : throw new FormatException(problem);

    /// <summary>
    /// The first moment after an instant, by the wall clock of a zone; null when there is none. A time that the change to summer
    /// time skips comes at the first moment after the gap, a time that comes twice only at its first.
    /// </summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        var last = local.Year > DateTime.MaxValue.Year - YearsAhead - 1 ? DateTime.MaxValue.Year - 1 : local.Year + YearsAhead;

        // Whole seconds, and not before the second that has begun: its own moment may still be ahead of nothing.
        var from = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);
        while (NextLocal(from, last) is { } found)
        {
            var instant = LocalTime.ToInstant(found, zone);
            if (instant > after)
            {
                return instant;
            }

            from = found.AddSeconds(1);
        }

        return null;
    }

    private static CronSchedule Read(string text)
    {
        var fields = Written(text.Trim()).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
        {
            throw new FormatException($"Een cron-expressie heeft 5 velden, of 6 met seconden voorop; '{text}' heeft er {fields.Length}.");
        }

        var at = fields.Length - 5;
        return new CronSchedule(
            text,
            at == 0 ? 1 : CronField.Seconds.Mask(fields[0]),
            CronField.Minutes.Mask(fields[at]),
            CronField.Hours.Mask(fields[at + 1]),
            CronField.Months.Mask(fields[at + 3]),
            CronDays.Read(fields[at + 2], fields[at + 4]));
    }

    private static string Written(string text) => text.ToUpperInvariant() switch
    {
        "@YEARLY" or "@ANNUALLY" => "0 0 1 1 *",
        "@MONTHLY" => "0 0 1 * *",
        "@WEEKLY" => "0 0 * * 0",
        "@DAILY" or "@MIDNIGHT" => "0 0 * * *",
        "@HOURLY" => "0 * * * *",
        "@EVERY_MINUTE" => "* * * * *",
        "@EVERY_SECOND" => "* * * * * *",
        var other => other,
    };

    /// <summary>The first wall clock time at or after another that fits all fields.</summary>
    private DateTime? NextLocal(DateTime from, int lastYear)
    {
        var day = from.Date;
        var time = TimeFrom(from.Hour, from.Minute, from.Second);
        while (day.Year <= lastYear)
        {
            if ((_months & (1UL << day.Month)) == 0)
            {
                day = new DateTime(day.Year, day.Month, 1).AddMonths(1);
                time = TimeFrom(0, 0, 0);
            }
            else if (time is { } found && _days.Fit(day))
            {
                return day + found;
            }
            else
            {
                day = day.AddDays(1);
                time = TimeFrom(0, 0, 0);
            }
        }

        return null;
    }

    /// <summary>The first time of the day that fits, at or after another.</summary>
    private TimeSpan? TimeFrom(int hour, int minute, int second)
    {
        if (FirstFrom(_hours, hour) == hour)
        {
            if (FirstFrom(_minutes, minute) == minute && FirstFrom(_seconds, second) is var fits and >= 0)
            {
                return new TimeSpan(hour, minute, fits);
            }

            if (FirstFrom(_minutes, minute + 1) is var later and >= 0)
            {
                return new TimeSpan(hour, later, FirstFrom(_seconds, 0));
            }

            hour++;
        }

        return FirstFrom(_hours, hour) is var next and >= 0 ? new TimeSpan(next, FirstFrom(_minutes, 0), FirstFrom(_seconds, 0)) : null;
    }

    private static int FirstFrom(ulong mask, int start)
    {
        var rest = start > 63 ? 0 : mask & (ulong.MaxValue << start);
        return rest == 0 ? -1 : System.Numerics.BitOperations.TrailingZeroCount(rest);
    }
}
