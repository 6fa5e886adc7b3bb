namespace KnGG.Workflow.Care.Calendar;

/// <summary>
/// Local time in the Netherlands (Europe/Amsterdam). The rule of the European Union since 1996 is computed here: summer time from the last Sunday of March to the last
/// Sunday of October, both at 01:00 UTC. The machine's time zone data is not asked, so that every machine gives the same answer.
/// </summary>
public static class DutchTime
{
    private static readonly TimeSpan Winter = TimeSpan.FromHours(1);
    private static readonly TimeSpan Summer = TimeSpan.FromHours(2);

    /// <summary>The offset from UTC that holds at an instant.</summary>
    public static TimeSpan OffsetAt(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc >= Switch(utc.Year, 3) && utc < Switch(utc.Year, 10) ? Summer : Winter;
    }

    /// <summary>
    /// The instant of a local date and time, with its offset. A time that does not exist (02:00 to 03:00 on the last Sunday of March) moves one hour on;
    /// a time that exists twice (02:00 to 03:00 on the last Sunday of October) is the first of the two.
    /// </summary>
    public static DateTimeOffset ToInstant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        var asSummer = new DateTimeOffset(local, Summer);
        if (OffsetAt(asSummer) == Summer)
        {
            return asSummer;
        }

        // In the spring gap this reading gives a summer instant one hour later on the clock.
        return ToLocal(new DateTimeOffset(local, Winter));
    }

    /// <summary>The instant at which a local date begins.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => ToInstant(date, TimeOnly.MinValue);

    /// <summary>The same instant with the local offset.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset instant) => instant.ToOffset(OffsetAt(instant));

    /// <summary>The local date at an instant.</summary>
    public static DateOnly ToLocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    /// <summary>The local time of day at an instant.</summary>
    public static TimeOnly ToLocalTime(DateTimeOffset instant) => TimeOnly.FromDateTime(ToLocal(instant).DateTime);

    private static DateTime Switch(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
