using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_the_calendar_is_compared_with_an_independent_one(HolidaySource source) : IClassFixture<HolidaySource>
{
    public static TheoryData<int> Years() => [.. Enumerable.Range(HolidaySource.FromYear, HolidaySource.ToYear - HolidaySource.FromYear + 1)];

    [Theory]
    [MemberData(nameof(Years))]
    public void The_public_holidays_are_the_same(int year) =>
        Assert.Equal(
            source.Lines.Where(l => l.Date.Year == year && l.Type == "public").Select(l => l.Date).Order(),
            DutchHolidays.In(year).Select(h => h.Date));

    [Theory]
    [MemberData(nameof(Years))]
    public void Each_day_of_the_year_is_a_working_day_or_not_alike(int year)
    {
        var off = source.Lines.Where(l => l.Type == "public").Select(l => l.Date).ToHashSet();
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            Assert.Equal(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day), WorkCalendar.National.IsWorkingDay(day));
        }
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Goede_vrijdag_and_bevrijdingsdag_are_the_same_days_when_they_are_days_off(int year)
    {
        var others = source.Lines.Where(l => l.Date.Year == year && l.Rule is "easter -2" or "05-05").Where(l => l.Date.Year == year).Select(l => l.Date);
        Assert.Equal(
            others.Order(),
            DutchHolidays.In(year, LiberationDay.EveryYear, goodFridayOff: true).Where(h => h.Name is "Goede Vrijdag" or "Bevrijdingsdag").Select(h => h.Date));
    }
}
