using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_school_holidays_matter
{
    private static readonly WorkCalendar Zuid = WorkCalendar.For(new CalendarSettings { SchoolRegion = SchoolRegion.Zuid });

    [Fact]
    public void They_are_no_days_off_for_professionals() => Assert.True(Zuid.IsWorkingDay(new DateOnly(2026, 7, 20)));

    [Fact]
    public void They_differ_by_region()
    {
        var day = new DateOnly(2026, 7, 6);
        Assert.NotNull(SchoolHolidays.BuiltIn.On(day, SchoolRegion.Noord));
        Assert.Null(SchoolHolidays.BuiltIn.On(day, SchoolRegion.Zuid));
        Assert.Null(SchoolHolidays.BuiltIn.On(day, SchoolRegion.Midden));
    }

    [Fact]
    public void Each_region_has_the_same_five_each_school_year_and_whole_weeks()
    {
        foreach (var region in Enum.GetValues<SchoolRegion>())
        {
            var own = SchoolHolidays.BuiltIn.All.Where(h => h.Region == region).ToArray();
            Assert.Equal(15, own.Length);
            Assert.All(own, h => Assert.Equal((DayOfWeek.Saturday, DayOfWeek.Sunday), (h.From.DayOfWeek, h.Until.DayOfWeek)));
            Assert.All(own, h => Assert.Equal(h.Name switch { "zomervakantie" => 44, "kerstvakantie" => 16, _ => 9 }, h.Until.DayNumber - h.From.DayNumber + 1));
        }
    }

    [Theory]
    [InlineData("2026-07-11", 14, "2026-07-10")]
    [InlineData("2026-08-20", 14, "2026-08-24")]
    [InlineData("2026-06-01", 14, "2026-06-01")]
    [InlineData("2026-05-24", 2, "2026-05-26")]
    public void A_visit_moves_to_the_nearest_day_that_fits(string wished, int window, string expected)
    {
        Assert.True(CareCodes.TryParseDate(wished, out var from));
        Assert.Equal(expected, CareCodes.ToCode(Zuid.VisitDay(from, window)));
    }

    [Fact]
    public void Without_such_a_day_it_is_the_next_working_day() => Assert.Equal(new DateOnly(2026, 8, 3), Zuid.VisitDay(new DateOnly(2026, 8, 1), 7));

    [Fact]
    public void A_region_can_bring_its_own_list()
    {
        var own = SchoolHolidays.Of([new SchoolHoliday(SchoolRegion.Zuid, "voorjaarsvakantie", new DateOnly(2029, 2, 10), new DateOnly(2029, 2, 18))]);
        Assert.Equal("voorjaarsvakantie", WorkCalendar.For(new CalendarSettings { SchoolRegion = SchoolRegion.Zuid }, own).SchoolHolidayOn(new DateOnly(2029, 2, 12))!.Name);
        Assert.Equal(new DateOnly(2029, 2, 18), own.KnownUntil);
        Assert.Null(WorkCalendar.National.SchoolHolidayOn(new DateOnly(2026, 7, 20)));
    }
}
