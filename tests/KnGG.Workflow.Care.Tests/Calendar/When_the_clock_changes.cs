using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_the_clock_changes
{
    [Theory]
    [InlineData("2026-03-29", "01:59", "2026-03-29T00:59:00Z", 1)]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:30:00Z", 2)]
    [InlineData("2026-03-29", "03:00", "2026-03-29T01:00:00Z", 2)]
    [InlineData("2026-10-25", "01:59", "2026-10-24T23:59:00Z", 2)]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z", 2)]
    [InlineData("2026-10-25", "03:00", "2026-10-25T02:00:00Z", 1)]
    [InlineData("2026-07-01", "09:00", "2026-07-01T07:00:00Z", 2)]
    [InlineData("2026-12-01", "09:00", "2026-12-01T08:00:00Z", 1)]
    public void Local_times_become_the_right_instants(string date, string time, string utc, int offset)
    {
        var instant = DutchTime.ToInstant(DateOnly.Parse(date, null), TimeOnly.Parse(time, null));
        Assert.Equal(DateTimeOffset.Parse(utc, null), instant);
        Assert.Equal(TimeSpan.FromHours(offset), instant.Offset);
    }

    [Theory]
    [InlineData("2026-03-28T23:30:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-24T21:59:59Z", "2026-10-24")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void Instants_fall_on_the_right_local_date(string utc, string date) =>
        Assert.Equal(DateOnly.Parse(date, null), DutchTime.ToLocalDate(DateTimeOffset.Parse(utc, null)));

    [Fact]
    public void The_rule_agrees_with_the_time_zone_data_of_this_machine_hour_by_hour()
    {
        var amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        for (var instant = new DateTimeOffset(1998, 1, 1, 0, 30, 0, TimeSpan.Zero); instant.Year < 2037; instant = instant.AddHours(1))
        {
            Assert.Equal(amsterdam.GetUtcOffset(instant), DutchTime.OffsetAt(instant));
        }
    }

    [Fact]
    public void Nine_in_the_morning_is_nine_in_the_morning_all_year()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year < 2028; day = day.AddDays(1))
        {
            var instant = DutchTime.ToInstant(day, new TimeOnly(9, 0));
            Assert.Equal(day, DutchTime.ToLocalDate(instant.ToUniversalTime()));
            Assert.Equal(new TimeOnly(9, 0), DutchTime.ToLocalTime(instant.ToUniversalTime()));
            Assert.Equal(DutchTime.StartOf(day).AddHours(24).AddHours(DutchTime.StartOf(day).Offset.Hours - DutchTime.StartOf(day.AddDays(1)).Offset.Hours), DutchTime.StartOf(day.AddDays(1)));
        }
    }
}
