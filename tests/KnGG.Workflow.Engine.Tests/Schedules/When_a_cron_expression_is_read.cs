using System.Globalization;
using KnGG.Workflow.Engine.Schedules;

namespace KnGG.Workflow.Engine.Tests.Schedules;

public sealed class When_a_cron_expression_is_read
{
    [Theory]
    [InlineData("0 0 * * *", "2026-01-02T00:00:00")]
    [InlineData("*/15 * * * *", "2026-01-01T10:45:00")]
    [InlineData("30 * * * * *", "2026-01-01T10:30:30")]
    [InlineData("*/20 * * * * *", "2026-01-01T10:30:20")]
    [InlineData("5/20 * * * *", "2026-01-01T10:45:00")]
    [InlineData("0 9-17/4 * * MON-FRI", "2026-01-01T13:00:00")]
    [InlineData("0 0 1 JAN,jul ?", "2026-07-01T00:00:00")]
    [InlineData("0 22-2 * * *", "2026-01-01T22:00:00")]
    [InlineData("0 0 * * FRI-MON", "2026-01-02T00:00:00")]
    [InlineData("0 0 ? * 7", "2026-01-04T00:00:00")]
    [InlineData("0 0 ? * 0", "2026-01-04T00:00:00")]
    [InlineData("0 0 L * *", "2026-01-31T00:00:00")]
    [InlineData("0 0 L-2 * *", "2026-01-29T00:00:00")]
    [InlineData("0 0 LW * *", "2026-01-30T00:00:00")]
    [InlineData("0 0 3W * *", "2026-01-02T00:00:00")]
    [InlineData("0 0 1W FEB *", "2026-02-02T00:00:00")]
    [InlineData("0 0 ? * 2#1", "2026-01-06T00:00:00")]
    [InlineData("0 0 ? * MON#5", "2026-03-30T00:00:00")]
    [InlineData("0 0 ? * FRIL", "2026-01-30T00:00:00")]
    [InlineData("0 0 13 * FRI", "2026-02-13T00:00:00")]
    [InlineData("0 0 29 2 *", "2028-02-29T00:00:00")]
    [InlineData("0 0 29 2 MON", "2044-02-29T00:00:00")]
    [InlineData("0 0 31 * *", "2026-01-31T00:00:00")]
    [InlineData("@monthly", "2026-02-01T00:00:00")]
    public void The_next_moment_fits_it(string text, string expected)
    {
        var from = new DateTimeOffset(2026, 1, 1, 10, 30, 0, TimeSpan.Zero);

        var next = CronSchedule.Parse(text).Next(from, TimeZoneInfo.Utc);

        Assert.Equal(expected, next?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Leap_days_come_each_four_years_and_not_in_2100()
    {
        var schedule = CronSchedule.Parse("0 8 29 2 *");
        var at = new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var years = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            at = schedule.Next(at, TimeZoneInfo.Utc)!.Value;
            years.Add(at.Year);
        }

        Assert.Equal([2092, 2096, 2104, 2108], years);
    }

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void A_day_that_never_comes_gives_nothing(string text) =>
        Assert.Null(CronSchedule.Parse(text).Next(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("", "5 velden")]
    [InlineData("* * * *", "5 velden")]
    [InlineData("* * * * * * *", "5 velden")]
    [InlineData("60 * * * *", "minuten")]
    [InlineData("* 24 * * *", "uren")]
    [InlineData("* * 0 * *", "dag van de maand")]
    [InlineData("* * * 13 *", "maand")]
    [InlineData("* * * * 8", "dag van de week")]
    [InlineData("*/0 * * * *", "minuten")]
    [InlineData("? * * * *", "minuten")]
    [InlineData("1-2-3 * * * *", "minuten")]
    [InlineData("1,, * * * *", "minuten")]
    [InlineData("* * * FOO *", "maand")]
    [InlineData("* * * * MON#6", "dag van de week")]
    [InlineData("* * 32W * *", "dag van de maand")]
    [InlineData("* * L-31 * *", "dag van de maand")]
    public void A_wrong_expression_is_refused_and_the_field_is_named(string text, string field)
    {
        Assert.False(CronSchedule.TryParse(text, out _, out var problem));
        Assert.Contains(field, problem, StringComparison.Ordinal);
    }
}
