using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Web.Layout;

/// <summary>Dates and moments as people say them, in local time.</summary>
internal static class When
{
    private static readonly string[] Months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    private static readonly string[] Days = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];

    internal static DateOnly Date(DateTimeOffset instant) => DutchTime.ToLocalDate(instant);

    internal static string Long(DateTimeOffset instant) => Long(Date(instant));

    internal static string Long(DateOnly date) => FormattableString.Invariant($"{date.Day} {Months[date.Month - 1]} {date.Year}");

    internal static string WithDay(DateOnly date) => $"{Days[(int)date.DayOfWeek]} {Long(date)}";

    internal static string Clock(DateTimeOffset instant) => DutchTime.ToLocal(instant).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    internal static string Machine(DateTimeOffset instant) => DutchTime.ToLocal(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    internal static string Machine(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How far off a due date is: <c>3 dagen te laat</c>, <c>vandaag</c>, <c>morgen</c>, <c>over 5 dagen</c>.</summary>
    internal static string Due(DateTimeOffset due, DateTimeOffset now)
    {
        var days = Date(due).DayNumber - Date(now).DayNumber;
        return days switch
        {
            < -1 => FormattableString.Invariant($"{-days} dagen te laat"),
            -1 => "1 dag te laat",
            0 => due < now ? "vandaag, al voorbij" : "vandaag",
            1 => "morgen",
            < 15 => FormattableString.Invariant($"over {days} dagen"),
            < 60 => FormattableString.Invariant($"over {days / 7} weken"),
            _ => FormattableString.Invariant($"over {days / 30} maanden"),
        };
    }

    /// <summary>The group in which a task stands in a list.</summary>
    internal static DueGroup Group(DateTimeOffset? due, DateTimeOffset now)
    {
        if (due is not { } moment)
        {
            return DueGroup.Later;
        }

        if (moment < now)
        {
            return DueGroup.Late;
        }

        var today = Date(now);
        var sunday = today.AddDays((7 - (int)today.DayOfWeek) % 7);
        return Date(moment) <= sunday ? DueGroup.ThisWeek : DueGroup.Later;
    }

    /// <summary>Age in years on a day.</summary>
    internal static string Age(DateOnly birth, DateTimeOffset now)
    {
        var years = Care.Measurements.Age.InYears(birth, Date(now));
        return years < 2 ? FormattableString.Invariant($"{Care.Measurements.Age.InDays(birth, Date(now)) / 30} maanden") : FormattableString.Invariant($"{years} jaar");
    }
}

/// <summary>When something has to be done.</summary>
internal enum DueGroup
{
    Late = 0,
    ThisWeek = 1,
    Later = 2,
}
