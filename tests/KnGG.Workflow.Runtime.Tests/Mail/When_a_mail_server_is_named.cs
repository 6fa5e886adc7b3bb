using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.Tests.Mail;

public class When_a_mail_server_is_named
{
    [Theory]
    [InlineData("smtp://mail.example", "mail.example")]
    [InlineData("smtp+starttls://naam:geheim@mail.example:587", "mail.example")]
    public void Two_ways_to_reach_it_are_understood(string text, string host) => Assert.Equal(host, MailServerAddress.Read(text).Address?.Host);

    [Theory]
    [InlineData("smtps://naam:geheim@mail.example:465", "gebruik smtp+starttls")]
    [InlineData("https://mail.example", "geen adres als smtp+starttls")]
    [InlineData("mail.example:587", "geen adres als smtp+starttls")]
    [InlineData("smtp://", "geen adres als smtp+starttls")]
    [InlineData("", "geen adres als smtp+starttls")]
    public void What_would_be_sent_in_another_way_than_was_meant_is_refused_without_its_password(string text, string says)
    {
        var (address, problem) = MailServerAddress.Read(text);
        Assert.Null(address);
        Assert.Contains(says, problem!, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", problem!, StringComparison.Ordinal);
    }
}
