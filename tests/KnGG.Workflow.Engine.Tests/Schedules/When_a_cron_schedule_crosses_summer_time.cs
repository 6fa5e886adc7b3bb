using KnGG.Workflow.Engine.Schedules;

namespace KnGG.Workflow.Engine.Tests.Schedules;

public sealed class When_a_cron_schedule_crosses_summer_time
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static TheoryData<int> Years => [.. Enumerable.Range(2026, 20)];

    [Theory]
    [MemberData(nameof(Years))]
    public void A_time_that_is_skipped_comes_at_the_first_moment_after_the_gap(int year)
    {
        var change = LastSunday(year, 3);
        var before = new DateTimeOffset(change.AddHours(1), TimeSpan.FromHours(1));

        var next = CronSchedule.Parse("30 2 * * *").Next(before, Amsterdam);
        var following = CronSchedule.Parse("30 2 * * *").Next(next!.Value, Amsterdam);

        Assert.Equal(new DateTimeOffset(change.AddHours(3), TimeSpan.FromHours(2)), next);
        Assert.Equal(TimeSpan.FromHours(2), next.Value.Offset);
        Assert.Equal(new DateTimeOffset(change.AddDays(1).AddHours(2.5), TimeSpan.FromHours(2)), following);
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void A_time_that_comes_twice_fires_once(int year)
    {
        var change = LastSunday(year, 10);
        var before = new DateTimeOffset(change.AddHours(1), TimeSpan.FromHours(2));

        var next = CronSchedule.Parse("30 2 * * *").Next(before, Amsterdam);
        var following = CronSchedule.Parse("30 2 * * *").Next(next!.Value, Amsterdam);

        Assert.Equal(new DateTimeOffset(change.AddHours(2.5), TimeSpan.FromHours(2)), next);
        Assert.Equal(new DateTimeOffset(change.AddDays(1).AddHours(2.5), TimeSpan.FromHours(1)), following);
    }

    [Theory]
    [InlineData("0 9 * * *")]
    [InlineData("30 2 * * *")]
    [InlineData("0 */20 2 * * *")]
    [InlineData("15 1,2,3 * * SUN")]
    [InlineData("*/7 * * * *")]
    public void Each_moment_lies_after_the_one_before_and_asking_in_between_gives_the_same(string text)
    {
        var schedule = CronSchedule.Parse(text);
        foreach (var year in Enumerable.Range(2026, 20))
        {
            foreach (var change in new[] { LastSunday(year, 3), LastSunday(year, 10) })
            {
                var at = new DateTimeOffset(change.AddDays(-1), TimeSpan.Zero);
                var end = at.AddDays(3);
                while (at < end)
                {
                    var next = schedule.Next(at, Amsterdam)!.Value;
                    Assert.True(next > at, $"{next:o} does not lie after {at:o}.");
                    Assert.Equal(next, schedule.Next(at + ((next - at) / 2), Amsterdam));
                    Assert.Equal(next, schedule.Next(next.AddTicks(-1), Amsterdam));
                    at = next;
                }
            }
        }
    }

    [Fact]
    public void Nine_o_clock_stays_nine_o_clock_for_twenty_years()
    {
        var schedule = CronSchedule.Parse("0 9 * * *");
        var at = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(1));
        for (var day = 1; day <= 7300; day++)
        {
            at = schedule.Next(at, Amsterdam)!.Value;
            Assert.Equal(new DateTime(2026, 1, 1, 9, 0, 0).AddDays(day), at.DateTime);
            Assert.Equal(Amsterdam.GetUtcOffset(at), at.Offset);
        }
    }

    private static DateTime LastSunday(int year, int month)
    {
        var day = new DateTime(year, month, DateTime.DaysInMonth(year, month));
        return day.AddDays(-(int)day.DayOfWeek);
    }
}
