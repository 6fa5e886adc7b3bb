namespace KnGG.Workflow.Runtime.Mail;

/// <summary>What a person was sent on a day, mails on their way included.</summary>
/// <param name="Singles">Mails of their own.</param>
/// <param name="Ordinary">Of these the ones about an ordinary task.</param>
/// <param name="Digest">Whether the daily mail went out.</param>
public sealed record MailDay(int Singles, int Ordinary, bool Digest)
{
    /// <summary>Nothing yet.</summary>
    public static MailDay Empty { get; } = new(0, 0, false);
}

/// <summary>When a mail goes out. A closed family.</summary>
public abstract record MailMoment
{
    private MailMoment()
    {
    }

    /// <summary>At once, as a mail of its own.</summary>
    public sealed record Now : MailMoment;

    /// <summary>Later, as a mail of its own.</summary>
    /// <param name="At">When to look again.</param>
    public sealed record Later(DateTimeOffset At) : MailMoment;

    /// <summary>As a line of the daily mail.</summary>
    /// <param name="At">When that one goes out.</param>
    public sealed record InDigest(DateTimeOffset At) : MailMoment;
}

/// <summary>
/// When a person may be mailed: on working days, between two times, and no more than a number of mails a day. What is too much for a day, and
/// ordinary tasks beyond the first, are lines of one daily mail, which always has a place of its own within that number.
/// </summary>
/// <param name="From">Before this local time nothing is sent.</param>
/// <param name="Until">From this local time on nothing is sent.</param>
/// <param name="DigestAt">Local time of the daily mail.</param>
/// <param name="AtOnce">Ordinary tasks that are mailed at once on one day; 0 for none.</param>
/// <param name="Most">Mails a day, the daily mail included.</param>
/// <param name="IsWorkingDay">Whether the person works on a date: no weekend, public holiday or closing day.</param>
public sealed record MailRhythm(TimeOnly From, TimeOnly Until, TimeOnly DigestAt, int AtOnce, int Most, Func<DateOnly, bool> IsWorkingDay)
{
    /// <summary>News older than this is no news: it goes into the daily mail.</summary>
    public static readonly TimeSpan Outdated = TimeSpan.FromDays(1);

    // Longer than any holiday; a calendar without working days must not keep mail for ever.
    private const int MostDays = 60;

    /// <summary>The first instant from now on at which a mail may go out.</summary>
    public DateTimeOffset NextMoment(DateTimeOffset now)
    {
        var local = Care.Calendar.DutchTime.ToLocal(now);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        return IsWorkingDay(day) && time >= From && time < Until ? now
            : At(IsWorkingDay(day) && time < From ? day : WorkingDayAfter(day), From);
    }

    /// <summary>The first instant from now on at which a daily mail may go out.</summary>
    /// <param name="now">Now.</param>
    /// <param name="notToday">Whether the one of today went out already.</param>
    public DateTimeOffset NextDigest(DateTimeOffset now, bool notToday)
    {
        var day = Care.Calendar.DutchTime.ToLocalDate(now);
        var at = DigestAt < From ? From : DigestAt >= Until ? Until.AddMinutes(-1) : DigestAt;
        return !notToday && IsWorkingDay(day) && At(day, at) >= now ? At(day, at) : At(WorkingDayAfter(day), at);
    }

    /// <summary>Decides about a mail that is due.</summary>
    /// <param name="ordinary">Whether it is about an ordinary task: new, nearly due or late.</param>
    /// <param name="dueAt">From when on it was to be sent.</param>
    /// <param name="now">Now.</param>
    /// <param name="today">What the person was sent today.</param>
    public MailMoment Decide(bool ordinary, DateTimeOffset dueAt, DateTimeOffset now, MailDay today)
    {
        ArgumentNullException.ThrowIfNull(today);
        if (NextMoment(now) is var moment && moment > now)
        {
            return new MailMoment.Later(moment);
        }

        if (now - dueAt > Outdated)
        {
            return new MailMoment.InDigest(today.Digest ? NextDigest(now, notToday: true) : now);
        }

        return (ordinary && today.Ordinary >= AtOnce) || IsFull(today)
            ? new MailMoment.InDigest(NextDigest(now, today.Digest))
            : new MailMoment.Now();
    }

    /// <summary>Decides about a mail that may have arrived before: it can wait, and cannot become a line of another mail.</summary>
    /// <param name="now">Now.</param>
    /// <param name="today">What the person was sent today, this mail left out.</param>
    public MailMoment DecideAgain(DateTimeOffset now, MailDay today)
    {
        ArgumentNullException.ThrowIfNull(today);
        var moment = IsFull(today) ? At(WorkingDayAfter(Care.Calendar.DutchTime.ToLocalDate(now)), From) : NextMoment(now);
        return moment > now ? new MailMoment.Later(moment) : new MailMoment.Now();
    }

    // One place of the day is kept for the daily mail.
    private bool IsFull(MailDay today) => today.Singles >= Math.Max(1, Most) - 1;

    private DateOnly WorkingDayAfter(DateOnly day)
    {
        for (var i = 1; i <= MostDays; i++)
        {
            if (IsWorkingDay(day.AddDays(i)))
            {
                return day.AddDays(i);
            }
        }

        return day.AddDays(1);
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => Care.Calendar.DutchTime.ToInstant(day, time).ToUniversalTime();
}
