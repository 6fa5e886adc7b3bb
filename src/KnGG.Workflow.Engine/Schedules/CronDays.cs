using System.Globalization;

namespace KnGG.Workflow.Engine.Schedules;

/// <summary>The two day fields: plain days, L (last), W (nearest working day, without holidays) and # (the nth of the month).</summary>
internal sealed class CronDays
{
    private readonly List<Func<DateTime, bool>> _special = [];
    private readonly List<Func<DateTime, bool>> _specialWeekdays = [];
    private ulong _days;
    private ulong _weekdays;

    public static CronDays Read(string days, string weekdays)
    {
        var result = new CronDays();
        foreach (var part in days == "?" ? ["*"] : days.Split(','))
        {
            result.AddDay(part);
        }

        foreach (var part in weekdays == "?" ? ["*"] : weekdays.Split(','))
        {
            result.AddWeekday(part);
        }

        return result;
    }

    public bool Fit(DateTime day) =>
        ((_days & (1UL << day.Day)) != 0 || _special.Exists(s => s(day)))
        && ((_weekdays & (1UL << (int)day.DayOfWeek)) != 0 || _specialWeekdays.Exists(s => s(day)));

    private void AddDay(string part)
    {
        if (part == "L")
        {
            _special.Add(day => day.Day == Last(day));
        }
        else if (part == "LW")
        {
            _special.Add(day => day.Day == Working(day, Last(day)));
        }
        else if (part.StartsWith("L-", StringComparison.Ordinal))
        {
            var before = Before(part);
            var working = part.EndsWith('W');
            _special.Add(day => Last(day) - before is var wanted and > 0 && day.Day == (working ? Working(day, wanted) : wanted));
        }
        else if (part.EndsWith('W'))
        {
            var wanted = CronField.Days.Number(part[..^1], part);
            _special.Add(day => wanted <= Last(day) && day.Day == Working(day, wanted));
        }
        else
        {
            _days |= CronField.Days.PartMask(part);
        }
    }

    private void AddWeekday(string part)
    {
        var hash = part.Split('#');
        if (hash.Length == 2)
        {
            var weekday = CronField.Weekdays.Number(hash[0], part) % 7;
            var nth = hash[1].Length == 1 && hash[1][0] is >= '1' and <= '5' ? hash[1][0] - '0' : throw CronField.Weekdays.Wrong(part);
            _specialWeekdays.Add(day => (int)day.DayOfWeek == weekday && (day.Day + 6) / 7 == nth);
        }
        else if (part.Length > 1 && part.EndsWith('L'))
        {
            var weekday = CronField.Weekdays.Number(part[..^1], part) % 7;
            _specialWeekdays.Add(day => (int)day.DayOfWeek == weekday && day.Day + 7 > Last(day));
        }
        else
        {
            _weekdays |= CronField.Weekdays.PartMask(part);
        }
    }

    private static int Before(string part) =>
        int.TryParse(part.AsSpan(2).TrimEnd('W'), NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before is > 0 and < 31
            ? before
            : throw CronField.Days.Wrong(part);

    private static int Last(DateTime day) => DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>The Monday to Friday nearest to a day, within its month.</summary>
    private static int Working(DateTime month, int day) => new DateTime(month.Year, month.Month, day).DayOfWeek switch
    {
        DayOfWeek.Saturday => day > 1 ? day - 1 : day + 2,
        DayOfWeek.Sunday => day < Last(month) ? day + 1 : day - 2,
        _ => day,
    };
}
