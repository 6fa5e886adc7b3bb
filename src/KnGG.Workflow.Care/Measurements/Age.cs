namespace KnGG.Workflow.Care.Measurements;

/// <summary>Ages by the calendar. A child born on 29 February has its birthday on 1 March in other years.</summary>
public static class Age
{
    /// <summary>The date of the birthday on which the person becomes <paramref name="years"/> years old; beyond the calendar its first or last day.</summary>
    public static DateOnly Birthday(DateOnly birthDate, int years)
    {
        // AddYears would give 28 February; the contract (and the Civil Code) make it 1 March.
        var year = birthDate.Year + years;
        if (year is < 1 or > 9999)
        {
            return year < 1 ? DateOnly.MinValue : DateOnly.MaxValue;
        }

        return birthDate is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year)
            ? new DateOnly(year, 3, 1)
            : new DateOnly(year, birthDate.Month, birthDate.Day);
    }

    /// <summary>Completed years on a date; negative before birth.</summary>
    public static int InYears(DateOnly birthDate, DateOnly on)
    {
        var years = on.Year - birthDate.Year;
        return on < birthDate ? Math.Min(years, -1) : on < Birthday(birthDate, years) ? years - 1 : years;
    }

    /// <summary>Days between birth and a date; negative before birth.</summary>
    public static int InDays(DateOnly birthDate, DateOnly on) => on.DayNumber - birthDate.DayNumber;

    /// <summary>Whether the person has reached the age on that date; the birthday itself counts.</summary>
    public static bool HasReached(DateOnly birthDate, DateOnly on, int years) => InYears(birthDate, on) >= years;
}
