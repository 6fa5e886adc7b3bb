using Quartz;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>Moments of a schedule in local time of the Netherlands, summer time included.</summary>
internal sealed class JobSchedule
{
    /// <summary>Where the clock on the wall hangs.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    // A first run looks this far back, so that a service that starts at noon does the work of the night before.
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(8);

    private readonly CronExpression _cron;

    public JobSchedule(string cron) => _cron = new CronExpression(cron, Zone);

    /// <summary>The next moment after an instant.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) =>
        _cron.GetNextValidTimeAfter(instant)?.ToUniversalTime() ?? throw new InvalidOperationException("A recurring job has a schedule without an end.");

    /// <summary>The last moment up to now that was not done, and how many before it were missed; null when nothing is due.</summary>
    /// <param name="last">The moment that was done last, or null for none.</param>
    /// <param name="now">Now.</param>
    public (DateTimeOffset At, int Missed)? Due(DateTimeOffset? last, DateTimeOffset now)
    {
        (DateTimeOffset At, int Missed)? due = null;
        for (var at = NextAfter(last ?? now - FirstLook); at <= now; at = NextAfter(at))
        {
            due = (at, last is null || due is null ? 0 : due.Value.Missed + 1);
        }

        return due;
    }
}
