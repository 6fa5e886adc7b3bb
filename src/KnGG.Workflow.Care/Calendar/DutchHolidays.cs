namespace KnGG.Workflow.Care.Calendar;

/// <summary>Dutch public holidays, computed for any year of the Gregorian calendar.</summary>
public static class DutchHolidays
{
    /// <summary>Easter Sunday (anonymous Gregorian algorithm).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 19 * l) / 433;
        var month = (h + l - 7 * m + 90) / 25;
        var day = (h + l - 7 * m + 33 * month + 19) % 32;
        return new DateOnly(year, month, day);
    }

    /// <summary>Koningsdag: 27 April, or 26 April when the 27th is a Sunday. Before 2014 Koninginnedag: 30 April, or 29 April (1980 and later) when that is a Sunday.</summary>
    public static DateOnly KingsDay(int year)
    {
        var day = new DateOnly(year, 4, year >= 2014 ? 27 : 30);
        return day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(-1) : day;
    }

    /// <summary>The days off of one year in order, by the settings for Bevrijdingsdag and Goede Vrijdag.</summary>
    public static IReadOnlyList<Holiday> In(int year, LiberationDay liberationDay = LiberationDay.Never, bool goodFridayOff = false)
    {
        var easter = EasterSunday(year);
        var days = new List<Holiday>(12)
        {
            new(new DateOnly(year, 1, 1), "Nieuwjaarsdag"),
            new(easter, "Eerste Paasdag"),
            new(easter.AddDays(1), "Tweede Paasdag"),
            new(KingsDay(year), year >= 2014 ? "Koningsdag" : "Koninginnedag"),
            new(easter.AddDays(39), "Hemelvaartsdag"),
            new(easter.AddDays(49), "Eerste Pinksterdag"),
            new(easter.AddDays(50), "Tweede Pinksterdag"),
            new(new DateOnly(year, 12, 25), "Eerste Kerstdag"),
            new(new DateOnly(year, 12, 26), "Tweede Kerstdag"),
        };
        if (goodFridayOff)
        {
            days.Add(new Holiday(easter.AddDays(-2), "Goede Vrijdag"));
        }

        if (liberationDay == LiberationDay.EveryYear || (liberationDay == LiberationDay.LustrumYears && year % 5 == 0))
        {
            days.Add(new Holiday(new DateOnly(year, 5, 5), "Bevrijdingsdag"));
        }

        // Two can fall on one day (Hemelvaartsdag on 5 May in 2016); both names stay, the first by this order is shown.
        return [.. days.OrderBy(d => d.Date)];
    }
}
