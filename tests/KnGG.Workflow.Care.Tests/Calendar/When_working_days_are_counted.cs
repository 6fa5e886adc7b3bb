using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_working_days_are_counted
{
    private static readonly WorkCalendar National = WorkCalendar.National;

    [Fact]
    public void Easter_is_skipped_and_named()
    {
        var result = National.AddWorkingDays(new DateOnly(2026, 4, 2), 2);
        Assert.Equal(new DateOnly(2026, 4, 7), result.Date);
        Assert.Equal(
            [new SkippedDay(new DateOnly(2026, 4, 4), "zaterdag"), new SkippedDay(new DateOnly(2026, 4, 5), "Eerste Paasdag"), new SkippedDay(new DateOnly(2026, 4, 6), "Tweede Paasdag")],
            result.Skipped);
    }

    [Theory]
    [InlineData("2026-06-01", 1, "2026-06-02")]
    [InlineData("2026-06-05", 1, "2026-06-08")]
    [InlineData("2026-06-06", 1, "2026-06-08")]
    [InlineData("2026-06-01", 0, "2026-06-01")]
    [InlineData("2026-06-06", 0, "2026-06-08")]
    [InlineData("2026-06-01", 10, "2026-06-15")]
    [InlineData("2026-04-24", 1, "2026-04-28")]
    [InlineData("2026-12-24", 1, "2026-12-28")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2026-06-08", -1, "2026-06-05")]
    [InlineData("2026-04-07", -2, "2026-04-02")]
    public void The_day_itself_does_not_count(string from, int days, string expected) =>
        Assert.Equal(Date(expected), National.AddWorkingDays(Date(from), days).Date);

    [Fact]
    public void Closing_days_of_the_organisation_do_not_count_and_give_their_own_reason()
    {
        var calendar = WorkCalendar.For(new CalendarSettings { ClosedDays = [new ClosedPeriod(new DateOnly(2026, 12, 28), new DateOnly(2026, 12, 31), "kerstsluiting")] });
        var result = calendar.AddWorkingDays(new DateOnly(2026, 12, 24), 1);
        Assert.Equal(new DateOnly(2027, 1, 4), result.Date);
        Assert.Equal("kerstsluiting", result.Skipped.Single(s => s.Date == new DateOnly(2026, 12, 29)).Why);
        Assert.Equal("Nieuwjaarsdag", result.Skipped.Single(s => s.Date == new DateOnly(2027, 1, 1)).Why);
    }

    [Fact]
    public void A_calendar_that_is_closed_for_ever_is_a_mistake_and_no_endless_loop()
    {
        var calendar = WorkCalendar.For(new CalendarSettings { ClosedDays = [new ClosedPeriod(DateOnly.MinValue, DateOnly.MaxValue, "dicht")] });
        Assert.Throws<InvalidOperationException>(() => calendar.AddWorkingDays(A.Today, 1));
    }

    [Theory]
    [InlineData("2026-06-01", 10_000, null)]
    [InlineData("2026-06-01", 10_001, "add")]
    [InlineData("2026-06-01", int.MinValue, "add")]
    [InlineData("1899-12-31", 1, "from")]
    [InlineData("9999-12-31", 1, "from")]
    public void Questions_outside_the_calendar_are_refused_in_words(string from, int days, string? field) =>
        Assert.Equal(field, WorkCalendar.Check(Date(from), days)?.Field);

    [Theory]
    [InlineData("2026-01-31", "1mo", "2026-02-28")]
    [InlineData("2028-01-31", "1mo", "2028-02-29")]
    [InlineData("2026-08-31", "6mo", "2027-02-28")]
    [InlineData("2024-02-29", "1y", "2025-02-28")]
    [InlineData("2026-01-15", "3.5y", "2029-07-15")]
    [InlineData("2026-01-15", "6wk", "2026-02-26")]
    [InlineData("2026-01-15", "14d", "2026-01-29")]
    [InlineData("2026-01-15", "10wd", "2026-01-29")]
    public void Terms_end_where_people_expect(string from, string term, string expected) =>
        Assert.Equal(Date(expected), National.Add(Date(from), Term.Parse(term)));

    [Fact]
    public void A_due_date_moves_to_a_working_day_only_when_asked()
    {
        Assert.Equal(new DateOnly(2026, 4, 6), National.Add(new DateOnly(2026, 3, 6), Term.Months(1)));
        Assert.Equal(new DateOnly(2026, 4, 7), National.Add(new DateOnly(2026, 3, 6), Term.Months(1), toWorkingDay: true));
    }

    [Fact]
    public void Counting_forth_and_back_agrees_for_any_day()
    {
        var random = new Random(36);
        for (var i = 0; i < 5_000; i++)
        {
            var from = new DateOnly(2024, 1, 1).AddDays(random.Next(4700));
            var days = random.Next(1, 60);
            var until = National.AddWorkingDays(from, days);
            Assert.True(National.IsWorkingDay(until.Date));
            Assert.Equal(days, National.WorkingDaysBetween(from, until.Date));
            Assert.Equal(until.Date.DayNumber - from.DayNumber, days + until.Skipped.Count);
            Assert.True(National.AddWorkingDays(from, days - 1).Date <= until.Date);
            Assert.Equal(-days, National.WorkingDaysBetween(until.Date, from));
        }
    }

    private static DateOnly Date(string text) => CareCodes.TryParseDate(text, out var date) ? date : throw new FormatException(text);
}
