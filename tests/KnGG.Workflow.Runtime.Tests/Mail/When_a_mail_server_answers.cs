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
    [InlineData(530, 1, "retry 1")]
    [InlineData(535, 2, "retry 5")]
    [InlineData(550, 1, "rejected")]
    [InlineData(553, 1, "rejected")]
    [InlineData(554, 1, "rejected")]
    public void What_becomes_of_the_mail(int code, int attempt, string expected)
    {
        var outcome = MailPolicy.After(new SmtpReply(code, "tekst"), attempt, Now);
        Assert.Equal(expected, outcome switch
        {
            MailOutcome.Sent => "sent",
            MailOutcome.Retry retry => "retry " + (retry.At - Now).TotalMinutes,
            _ => "rejected",
        });
    }
}
