using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_holidays_are_named
{
    [Fact]
    public void The_year_2026_is_golden() =>
        Assert.Equal(
            [
                "2026-01-01 Nieuwjaarsdag", "2026-04-05 Eerste Paasdag", "2026-04-06 Tweede Paasdag", "2026-04-27 Koningsdag", "2026-05-14 Hemelvaartsdag",
                "2026-05-24 Eerste Pinksterdag", "2026-05-25 Tweede Pinksterdag", "2026-12-25 Eerste Kerstdag", "2026-12-26 Tweede Kerstdag",
            ],
            DutchHolidays.In(2026).Select(h => $"{CareCodes.ToCode(h.Date)} {h.Name}"));

    [Theory]
    [InlineData(2025, 26)]
    [InlineData(2026, 27)]
    [InlineData(2031, 26)]
    [InlineData(2036, 26)]
    public void Koningsdag_moves_from_a_sunday_to_the_saturday_before(int year, int day) =>
        Assert.Equal(new DateOnly(year, 4, day), DutchHolidays.KingsDay(year));

    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2038, 4, 25)]
    [InlineData(2076, 4, 19)]
    [InlineData(2285, 3, 22)]
    public void Easter_falls_where_the_church_has_it(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), DutchHolidays.EasterSunday(year));

    [Theory]
    [InlineData(LiberationDay.Never, 2025, true)]
    [InlineData(LiberationDay.LustrumYears, 2025, false)]
    [InlineData(LiberationDay.LustrumYears, 2026, true)]
    [InlineData(LiberationDay.EveryYear, 2026, false)]
    public void Bevrijdingsdag_goes_by_configuration(LiberationDay choice, int year, bool works) =>
        Assert.Equal(works, WorkCalendar.For(new CalendarSettings { LiberationDay = choice }).IsWorkingDay(new DateOnly(year, 5, 5)));

    [Fact]
    public void The_list_and_the_calendar_say_the_same_for_a_century()
    {
        foreach (var choice in Enum.GetValues<LiberationDay>())
        {
            foreach (var friday in new[] { false, true })
            {
                var calendar = WorkCalendar.For(new CalendarSettings { LiberationDay = choice, GoodFridayOff = friday });
                for (var year = 2000; year < 2100; year++)
                {
                    var list = DutchHolidays.In(year, choice, friday).ToLookup(h => h.Date, h => h.Name);
                    for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
                    {
                        var why = calendar.WhyNot(day);
                        Assert.True(list.Contains(day) ? list[day].Contains(why) : why is null or "zaterdag" or "zondag", $"{day:yyyy-MM-dd} {why}");
                    }
                }
            }
        }
    }
}
