using System.Globalization;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Values;

public sealed class When_a_length_of_time_is_read
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Theory]
    [InlineData("00:05:00", "00:05:00")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    [InlineData("0:30", "00:30:00")]
    [InlineData("P3D", "3.00:00:00")]
    [InlineData("PT1H", "01:00:00")]
    [InlineData("P1W", "7.00:00:00")]
    [InlineData("P1DT2H3M4.5S", "1.02:03:04.5000000")]
    [InlineData("P3650D", "3650.00:00:00")]
    public void Both_ways_of_writing_are_understood(string text, string expected) =>
        Assert.Equal(expected, Durations.Parse(text).ToString("c", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1M")]
    [InlineData("P-1D")]
    [InlineData("1 dag")]
    [InlineData("24:00:00")]
    public void Anything_else_is_refused_in_Dutch(string text)
    {
        var problem = Assert.Throws<FormatException>(() => Durations.Parse(text));
        Assert.Contains("geen tijdsduur", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1D", "2026-03-29T09:00:00+02:00")]
    [InlineData("PT24H", "2026-03-29T10:00:00+02:00")]
    [InlineData("P1M", "2026-04-28T09:00:00+02:00")]
    [InlineData("P1YT1H", "2027-03-28T10:00:00+02:00")]
    [InlineData("1.00:00:00", "2026-03-29T10:00:00+02:00")]
    public void Days_follow_the_calendar_and_hours_the_clock(string text, string expected)
    {
        var from = new DateTimeOffset(2026, 3, 28, 9, 0, 0, TimeSpan.FromHours(1));

        Assert.True(Durations.TryAdd(from, text, Amsterdam, out var result));
        Assert.Equal(expected, result.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }
}
