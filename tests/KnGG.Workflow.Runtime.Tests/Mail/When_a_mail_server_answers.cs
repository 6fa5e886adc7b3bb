using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.Tests.Mail;

public sealed class When_a_mail_server_answers
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(250, 1, "sent")]
    [InlineData(251, 1, "sent")]
    [InlineData(0, 1, "retry 1")]
    [InlineData(421, 1, "retry 1")]
    [InlineData(450, 2, "retry 5")]
    [InlineData(451, 3, "retry 15")]
    [InlineData(452, 4, "retry 60")]
    [InlineData(452, 5, "retry 240")]
    [InlineData(452, 6, "retry 480")]
    [InlineData(452, 13, "retry 480")]
    [InlineData(452, 14, "rejected")]
    [InlineData(0, 14, "rejected")]
    [InlineData(421, 14, "rejected")]
    [InlineData(530, 1, "retry 1")]
    [InlineData(535, 2, "retry 5")]
    [InlineData(535, 99, "retry 480")]
    [InlineData(550, 1, "rejected")]
    [InlineData(553, 1, "rejected")]
    [InlineData(554, 1, "rejected")]
    public void What_becomes_of_the_mail(int code, int attempt, string expected)
    {
        Assert.Equal(expected, Words(MailPolicy.After(new SmtpReply(code, "tekst"), attempt, serverIsDown: false, Now)));
    }

    [Theory]
    [InlineData(0, 14, "retry 480")]
    [InlineData(0, 500, "retry 480")]
    [InlineData(421, 14, "retry 480")]
    [InlineData(452, 14, "rejected")]
    [InlineData(550, 1, "rejected")]
    public void While_the_server_is_down_no_mail_is_given_up_for_it(int code, int refusals, string expected) =>
        Assert.Equal(expected, Words(MailPolicy.After(new SmtpReply(code, "tekst"), refusals, serverIsDown: true, Now)));

    [Fact]
    public void A_server_that_is_down_is_tried_every_hour_at_least() =>
        Assert.Equal([1, 5, 15, 60, 60, 60], Enumerable.Range(1, 6).Select(f => (int)MailPolicy.Pause(f).TotalMinutes));

    [Theory]
    [InlineData(550, "kent het adres niet")]
    [InlineData(552, "postvak van deze collega is vol")]
    [InlineData(554, "weigert de mail (554)")]
    [InlineData(452, "na 14 pogingen")]
    [InlineData(0, "na 14 pogingen")]
    public void A_refusal_is_explained_with_what_to_do(int code, string expected)
    {
        var text = MailPolicy.ExplainRefusal(new SmtpReply(code, "jans@voorbeeld.example unknown"));
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains("probeer het opnieuw", text, StringComparison.Ordinal);
        Assert.DoesNotContain("jans", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "niet bereikbaar")]
    [InlineData(421, "neemt nu geen mail aan")]
    [InlineData(535, "weigert onze aanmelding")]
    public void An_outage_is_explained_and_nothing_is_lost(int code, string expected)
    {
        var text = MailPolicy.ExplainOutage(new SmtpReply(code, ""));
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains("De mails blijven bewaard", text, StringComparison.Ordinal);
    }

    private static string Words(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Sent => "sent",
        MailOutcome.Retry retry => "retry " + (retry.At - Now).TotalMinutes,
        _ => "rejected",
    };
}
