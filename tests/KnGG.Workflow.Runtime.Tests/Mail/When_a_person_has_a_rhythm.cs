using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.Tests.Mail;

public sealed class When_a_person_has_a_rhythm
{
    private static readonly MailRhythm National = MailRhythms.From(CareConfiguration.NationalDefaults, null, null, new DateOnly(2026, 1, 1));

    [Theory]
    [InlineData("2026-03-03T08:00", "2026-03-03T08:00", "the first minute of the day")]
    [InlineData("2026-03-03T17:59", "2026-03-03T17:59", "the last minute of the day")]
    [InlineData("2026-03-03T18:00", "2026-03-04T08:00", "evening")]
    [InlineData("2026-03-03T03:00", "2026-03-03T08:00", "night")]
    [InlineData("2026-03-06T18:00", "2026-03-09T08:00", "Friday evening")]
    [InlineData("2026-03-07T12:00", "2026-03-09T08:00", "Saturday")]
    [InlineData("2026-03-08T12:00", "2026-03-09T08:00", "Sunday")]
    [InlineData("2026-04-03T20:00", "2026-04-07T08:00", "Easter")]
    [InlineData("2026-04-27T10:00", "2026-04-28T08:00", "Koningsdag")]
    [InlineData("2026-05-14T10:00", "2026-05-15T08:00", "Hemelvaart")]
    [InlineData("2026-12-24T18:00", "2026-12-28T08:00", "Christmas and the weekend after it")]
    [InlineData("2026-03-29T02:30", "2026-03-30T08:00", "the night of summer time")]
    [InlineData("2026-10-25T02:30", "2026-10-26T08:00", "the night of winter time")]
    public void Mail_waits_for_the_next_working_hour(string now, string expected, string when) =>
        Assert.True(National.NextMoment(At(now)) == At(expected), $"{when}: {DutchTime.ToLocal(National.NextMoment(At(now))):O}");

    [Theory]
    [InlineData("2026-03-03T07:59", false, "2026-03-03T08:00")]
    [InlineData("2026-03-03T08:00", false, "2026-03-03T08:00")]
    [InlineData("2026-03-03T08:00", true, "2026-03-04T08:00")]
    [InlineData("2026-03-03T08:01", false, "2026-03-04T08:00")]
    [InlineData("2026-03-06T12:00", false, "2026-03-09T08:00")]
    public void The_daily_mail_goes_once_a_working_day(string now, bool wasSent, string expected) =>
        Assert.Equal(At(expected), National.NextDigest(At(now), wasSent));

    [Theory]
    [InlineData(true, 0, 0, false, "now")]
    [InlineData(true, 1, 1, false, "digest 2026-03-04T08:00")]
    [InlineData(false, 1, 1, false, "now")]
    [InlineData(false, 3, 1, false, "now")]
    [InlineData(false, 4, 1, false, "digest 2026-03-04T08:00")]
    [InlineData(false, 4, 1, true, "digest 2026-03-04T08:00")]
    public void What_is_too_much_for_a_day_is_for_the_daily_mail(bool ordinary, int singles, int ordinaries, bool digest, string expected) =>
        Assert.Equal(expected, Words(National.Decide(ordinary, At("2026-03-03T10:00"), At("2026-03-03T10:00"), new MailDay(singles, ordinaries, digest))));

    [Fact]
    public void Old_news_is_for_the_daily_mail_of_today_when_that_did_not_go_yet()
    {
        var now = At("2026-03-03T10:00");
        Assert.Equal("digest 2026-03-03T10:00", Words(National.Decide(false, now.AddDays(-3), now, MailDay.Empty)));
        Assert.Equal("digest 2026-03-04T08:00", Words(National.Decide(false, now.AddDays(-3), now, new MailDay(0, 0, true))));
        Assert.Equal("later 2026-03-04T08:00", Words(National.Decide(false, now.AddDays(-3), At("2026-03-03T22:00"), MailDay.Empty)));
    }

    [Theory]
    [InlineData("mail.maximum", "1", "2026-03-03T10:00", "digest 2026-03-04T08:00")]
    [InlineData("mail.meteen", "0", "2026-03-03T10:00", "digest 2026-03-04T08:00")]
    [InlineData("mail.vanaf", "12:00", "2026-03-03T10:00", "later 2026-03-03T12:00")]
    [InlineData("mail.tot", "13:00", "2026-03-03T13:00", "later 2026-03-04T08:00")]
    [InlineData("bevrijdingsdag", "every-year", "2026-05-05T10:00", "later 2026-05-06T08:00")]
    [InlineData("goedeVrijdag", "ja", "2026-04-03T10:00", "later 2026-04-07T08:00")]
    public void A_region_sets_its_own(string key, string value, string now, string expected)
    {
        var configuration = CareConfiguration.NationalDefaults.With(
            new SettingValue(key, SettingLevel.Region, "r", new DateOnly(2026, 1, 1), value, SourceLabel.Regional, "afspraak"), out var refusal);
        Assert.Null(refusal);
        Assert.Equal(expected, Words(MailRhythms.From(configuration, "r", null, new DateOnly(2026, 3, 3)).Decide(true, At(now), At(now), MailDay.Empty)));
        Assert.Equal("now", Words(MailRhythms.From(configuration, "elders", null, new DateOnly(2026, 3, 3)).Decide(true, At(now), At(now), MailDay.Empty)));
    }

    private static string Words(MailMoment moment) => moment switch
    {
        MailMoment.Now => "now",
        MailMoment.Later later => "later " + Local(later.At),
        MailMoment.InDigest digest => "digest " + Local(digest.At),
        _ => moment.ToString(),
    };

    private static string Local(DateTimeOffset at) => DutchTime.ToLocal(at).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string local)
    {
        var at = DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return DutchTime.ToInstant(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)).ToUniversalTime();
    }
}
