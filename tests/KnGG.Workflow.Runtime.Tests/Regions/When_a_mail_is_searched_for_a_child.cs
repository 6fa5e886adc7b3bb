using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.Tests.Regions;

/// <summary>The search in the mails of a year must find what is planted, or its silence says nothing.</summary>
public class When_a_mail_is_searched_for_a_child
{
    [Theory]
    [InlineData("Voornaam12")]
    [InlineData("VOORNAAM12")]
    [InlineData("J-12")]
    [InlineData("2014-03-09")]
    [InlineData("9-3-2014")]
    [InlineData("132.4")]
    [InlineData("132,4")]
    [InlineData("48,7")]
    [InlineData("Brede anamnese (thuis)")]
    [InlineData("Zaanstad")]
    public void What_is_planted_is_found_wherever_it_stands(string leak)
    {
        var mail = Watching();
        Assert.Equal([leak], Found(mail, subject: leak, text: "", html: ""), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([leak], Found(mail, subject: "Taak", text: $"Voor {leak}, graag vandaag.", html: ""), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([leak], Found(mail, subject: "Taak", text: "", html: $"<b>{leak}</b>"), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([leak], Found(mail, subject: "Taak", text: "", html: $"<a href=\"/taken/1?kind={leak}&x\">open</a>"), StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Voornaam123 J-123 J-1 X-J-12 1132,4 132,45 19-3-2014")]
    [InlineData("Brede anamnese thuis")]
    [InlineData("demografie")]
    public void What_only_looks_like_it_is_not(string text) => Assert.Empty(Found(Watching(), subject: "Taak", text, html: ""));

    [Fact]
    public void All_of_several_are_found_also_when_they_begin_alike()
    {
        var mail = Watching();
        mail.Forbid("Brede anamnese", "Brede anamnese (school)");
        Assert.Equal(["Brede anamnese", "Brede anamnese (school)", "J-12"], Found(mail, "Brede anamnese (school) van J-12", "", "").Order(StringComparer.Ordinal));
    }

    private static YearMail Watching()
    {
        var mail = new YearMail();
        mail.Forbid("J-12", "Voornaam12", new DateOnly(2014, 3, 9), 132.4, 48.7);
        mail.Forbid("Zaanstad", "demo", "Brede anamnese (thuis)");
        return mail;
    }

    private static IEnumerable<string> Found(YearMail mail, string subject, string text, string html) =>
        mail.Leaks(new OutgoingMail("1@voorbeeld.example", "van@voorbeeld.example", "aan@voorbeeld.example", subject, text, html)).Select(l => l.Phrase);
}
