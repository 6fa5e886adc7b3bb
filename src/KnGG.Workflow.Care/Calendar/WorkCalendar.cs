namespace KnGG.Workflow.Care.Calendar;

/// <summary>Working days of a region or organisation: Monday to Friday without public holidays and closing days. Due dates are local dates (Europe/Amsterdam).</summary>
public sealed class WorkCalendar
{
    // Longer than any closure; a calendar that is closed for ever is a mistake in the settings.
    private const int MostSkippedDays = 3660;

    private readonly CalendarSettings _settings;
    private readonly SchoolHolidays _schoolHolidays;

    private WorkCalendar(CalendarSettings settings, SchoolHolidays schoolHolidays)
    {
        _settings = settings;
        _schoolHolidays = schoolHolidays;
    }

    /// <summary>The national calendar without closing days.</summary>
    public static WorkCalendar National { get; } = new(CalendarSettings.National, SchoolHolidays.BuiltIn);

    /// <summary>A calendar with settings of its own; school holidays are the built-in list unless given.</summary>
    public static WorkCalendar For(CalendarSettings settings, SchoolHolidays? schoolHolidays = null) => new(settings, schoolHolidays ?? SchoolHolidays.BuiltIn);

    /// <summary>Most working days that <see cref="Check"/> lets people ask for, forth or back.</summary>
    public const int MostWorkingDays = 10_000;

    /// <summary>Whether people may ask for this: a year from 1900 to 2200 and at most <see cref="MostWorkingDays"/> days. Null when they may, else a refusal in Dutch.</summary>
    public static FieldError? Check(DateOnly from, int days) =>
        from.Year is < 1900 or > 2200 ? new FieldError("from", Dutch.Iso(from), $"De datum {Dutch.Date(from)} valt buiten de kalender; kies een jaar van 1900 tot en met 2200.")
        : Math.Abs((long)days) > MostWorkingDays ? new FieldError("add", Dutch.Number(days), $"{Dutch.Number(days)} werkdagen is te veel; kies een aantal van -{MostWorkingDays} tot en met {MostWorkingDays}.")
        : null;

    /// <summary>Whether a date is a working day.</summary>
    public bool IsWorkingDay(DateOnly date) => WhyNot(date) is null;

    /// <summary>Why a date is no working day, in Dutch (holiday, closing day, weekend), or null when it is one.</summary>
    public string? WhyNot(DateOnly date)
    {
        if (HolidayOn(date) is { } holiday)
        {
            return holiday;
        }

        if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return Dutch.DayName(date);
        }

        foreach (var closed in _settings.ClosedDays)
        {
            if (closed.From <= date && closed.Until >= date)
            {
                return closed.Why;
            }
        }

        return null;
    }

    /// <summary>
    /// The date that lies a number of working days after (or, when negative, before) a date; the date itself does not count.
    /// With zero a working day stays and another day moves to the next working day.
    /// </summary>
    public WorkdayResult AddWorkingDays(DateOnly from, int days)
    {
        var skipped = new List<SkippedDay>();
        var step = days < 0 ? -1 : 1;
        var left = Math.Abs(days);
        var date = from;
        if (left == 0)
        {
            date = Walk(date, step, skipped);
        }

        for (; left > 0; left--)
        {
            date = Walk(date.AddDays(step), step, skipped);
        }

        return new WorkdayResult(date, skipped);
    }

    /// <summary>
    /// The date at the end of a term. Months end on the last day of a shorter month (31 January + 1 month = 28 or 29 February). With
    /// <paramref name="toWorkingDay"/> a date that is no working day moves to the next working day; else it stays.
    /// </summary>
    public DateOnly Add(DateOnly from, Term term, bool toWorkingDay = false)
    {
        var date = term.Unit switch
        {
            TermUnit.WorkingDays => AddWorkingDays(from, term.Amount).Date,
            TermUnit.Weeks => from.AddDays(7 * term.Amount),
            TermUnit.Months => from.AddMonths(term.Amount),
            _ => from.AddDays(term.Amount),
        };
        return toWorkingDay ? NextWorkingDay(date) : date;
    }

    /// <summary>The same length before a date. Months clamp to the end of a shorter month; only working days look at holidays.</summary>
    public DateOnly Subtract(DateOnly from, Term term) => term.Unit switch
    {
        TermUnit.WorkingDays => AddWorkingDays(from, -term.Amount).Date,
        TermUnit.Weeks => from.AddDays(-7 * term.Amount),
        TermUnit.Months => from.AddMonths(-term.Amount),
        _ => from.AddDays(-term.Amount),
    };

    /// <summary>The date itself when it is a working day, else the next working day.</summary>
    public DateOnly NextWorkingDay(DateOnly date) => Walk(date, 1, null);

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="until"/>; negative when it lies before.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly until)
    {
        if (until < from)
        {
            return -WorkingDaysBetween(until, from);
        }

        var count = 0;
        for (var date = from.AddDays(1); date <= until; date = date.AddDays(1))
        {
            count += IsWorkingDay(date) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The school holiday in this calendar's school region on a date, or null.</summary>
    public SchoolHoliday? SchoolHolidayOn(DateOnly date) => _settings.SchoolRegion is { } region ? _schoolHolidays.On(date, region) : null;

    /// <summary>
    /// The day for a visit that is nearest to the wished day within the window of days before and after it: a working day outside school holidays, the later one
    /// when two are as near. Without such a day: the wished day, or the next working day after it.
    /// </summary>
    public DateOnly VisitDay(DateOnly wished, int windowDays)
    {
        for (var distance = 0; distance <= windowDays; distance++)
        {
            foreach (var date in new[] { wished.AddDays(distance), wished.AddDays(-distance) })
            {
                if (IsWorkingDay(date) && SchoolHolidayOn(date) is null)
                {
                    return date;
                }
            }
        }

        return NextWorkingDay(wished);
    }

    private DateOnly Walk(DateOnly date, int step, List<SkippedDay>? skipped)
    {
        for (var i = 0; i < MostSkippedDays; i++)
        {
            if (WhyNot(date) is not { } why)
            {
                return date;
            }

            skipped?.Add(new SkippedDay(date, why));
            date = date.AddDays(step);
        }

        throw new InvalidOperationException($"The calendar has no working day within {MostSkippedDays} days of {Dutch.Iso(date)}; its closing days never end.");
    }

    private string? HolidayOn(DateOnly date)
    {
        var easterDay = date.DayNumber - DutchHolidays.EasterSunday(date.Year).DayNumber;
        return easterDay switch
        {
            0 => "Eerste Paasdag",
            1 => "Tweede Paasdag",
            39 => "Hemelvaartsdag",
            49 => "Eerste Pinksterdag",
            50 => "Tweede Pinksterdag",
            -2 when _settings.GoodFridayOff => "Goede Vrijdag",
            _ => (date.Month, date.Day) switch
            {
                (1, 1) => "Nieuwjaarsdag",
                (12, 25) => "Eerste Kerstdag",
                (12, 26) => "Tweede Kerstdag",
                (4, _) when date == DutchHolidays.KingsDay(date.Year) => date.Year >= 2014 ? "Koningsdag" : "Koninginnedag",
                (5, 5) when _settings.LiberationDay == LiberationDay.EveryYear
                    || (_settings.LiberationDay == LiberationDay.LustrumYears && date.Year % 5 == 0) => "Bevrijdingsdag",
                _ => null,
            },
        };
    }
}
