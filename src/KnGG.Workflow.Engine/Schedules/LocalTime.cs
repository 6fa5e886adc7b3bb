namespace KnGG.Workflow.Engine.Schedules;

/// <summary>Wall clock time in a zone, over the changes of summer time.</summary>
public static class LocalTime
{
    /// <summary>
    /// The instant of a wall clock time. A time that does not exist (the clock went forward) gives the first moment after the
    /// gap; a time that comes twice gives its first one.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(plain))
        {
            return AfterGap(plain, zone);
        }

        // Of two moments with one wall clock time the first has the larger offset.
        var offset = zone.IsAmbiguousTime(plain) ? zone.GetAmbiguousTimeOffsets(plain).Max() : zone.GetUtcOffset(plain);
        return new DateTimeOffset(plain, offset);
    }

    private static DateTimeOffset AfterGap(DateTime skipped, TimeZoneInfo zone)
    {
        // No gap is longer than a day; the change lies between a time before it and the skipped time, found to the second.
        var (exists, missing) = (skipped.AddDays(-1), skipped);
        while (missing - exists > TimeSpan.FromSeconds(1))
        {
            var middle = new DateTime(exists.Ticks + ((missing - exists).Ticks / 2), DateTimeKind.Unspecified);
            (exists, missing) = zone.IsInvalidTime(middle) ? (exists, middle) : (middle, missing);
        }

        var change = new DateTime((missing.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        change = zone.IsInvalidTime(change.AddSeconds(-1)) ? change.AddSeconds(-1) : change;
        var before = zone.GetUtcOffset(exists);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(change, before), zone);
    }
}
