using System.Security.Cryptography.X509Certificates;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>STARTTLS over the wire. What cannot go encrypted does not go, and is not lost.</summary>
public sealed class When_mail_must_be_encrypted
{
    [Fact]
    public async Task Name_password_and_mail_are_said_only_over_the_encrypted_connection()
    {
        using var certificate = TestCertificate.Make("127.0.0.1", trusted: true);
        await using var server = new ScriptedSmtpServer { Certificate = certificate, Password = "geheim" };
        using var runtime = await Scene(server, "geheim");
        await MailScene.Send(runtime);
        Assert.Contains("Er staat een taak voor u klaar", MailScene.Body(Assert.Single(server.Taken)), StringComparison.Ordinal);
        Assert.Equal(["EHLO", "STARTTLS"], server.InTheClear.Select(l => l.Split(' ')[0]));
        Assert.Equal(MailState.Sent, Mail(runtime).State);
        Assert.Empty(Incidents(runtime));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("elders.example", true)]
    public async Task To_a_server_whose_certificate_is_not_trusted_nothing_is_said(string name, bool trusted)
    {
        using var certificate = TestCertificate.Make(name, trusted);
        await using var server = new ScriptedSmtpServer { Certificate = certificate, Password = "geheim" };
        await IsKeptWithOneIncident(server, "certificaat van de mailserver is niet te vertrouwen");
    }

    [Fact]
    public async Task To_a_server_without_encryption_nothing_is_said_and_when_it_is_repaired_everything_arrives_once()
    {
        await using var server = new ScriptedSmtpServer { Password = "geheim" };
        await IsKeptWithOneIncident(server, "geen versleutelde verbinding (STARTTLS) aan");
    }

    [Theory]
    [InlineData("502 kan ik niet")]
    [InlineData("500 ken ik niet")]
    public async Task A_server_that_offers_encryption_and_refuses_it_is_no_refusal_of_the_mail(string answer)
    {
        using var certificate = TestCertificate.Make("127.0.0.1", trusted: true);
        await using var server = new ScriptedSmtpServer { Certificate = certificate, Password = "geheim" };
        Repeat(server, answer);
        await IsKeptWithOneIncident(server, "geen versleutelde verbinding (STARTTLS) aan", upTo: "STARTTLS");
    }

    [Fact]
    public async Task Without_encryption_for_a_moment_the_mail_goes_a_moment_later()
    {
        using var certificate = TestCertificate.Make("127.0.0.1", trusted: true);
        await using var server = new ScriptedSmtpServer { Certificate = certificate, Password = "geheim" };
        server.StartTlsAnswers.Enqueue("454 nu even niet");
        using var runtime = await Scene(server, "geheim");
        await MailScene.Send(runtime);
        Assert.Equal(MailState.RetryAt, Mail(runtime).State);
        Assert.Empty(server.Taken);
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        await MailScene.Send(runtime);
        Assert.Single(server.Taken);
        Assert.Empty(Incidents(runtime));
        Assert.DoesNotContain(server.InTheClear, IsContent);
    }

    [Fact]
    public async Task A_refused_sign_in_over_an_encrypted_connection_is_told_and_the_mail_is_kept()
    {
        using var certificate = TestCertificate.Make("127.0.0.1", trusted: true);
        await using var server = new ScriptedSmtpServer { Certificate = certificate, Password = "geheim" };
        using var runtime = await Scene(server, "fout");
        await MailScene.Send(runtime);
        Assert.Contains("weigert onze aanmelding", Assert.Single(Incidents(runtime)).Message, StringComparison.Ordinal);
        Assert.Equal(MailState.RetryAt, Mail(runtime).State);
        Assert.Empty(server.Taken);
        Assert.DoesNotContain(server.InTheClear, IsContent);
    }

    // For three weeks: one incident, nothing given up, nothing said; and once the server is as it should be, the mail arrives and the incident closes.
    private static async Task IsKeptWithOneIncident(ScriptedSmtpServer server, string says, string upTo = "EHLO")
    {
        var sender = new Redirected(new SmtpSender(server.EncryptedAddressWith("geheim"), ScriptedSmtpServer.Patience));
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation, template: "handover-offered", stage: "offered");
        for (var day = 0; day < 21; day++)
        {
            await MailScene.Send(runtime);
            runtime.Time.Advance(TimeSpan.FromDays(1));
        }

        var incident = Assert.Single(Incidents(runtime));
        Assert.Equal(IncidentKinds.MailServer, incident.Kind);
        Assert.Contains(says, incident.Message, StringComparison.Ordinal);
        Assert.Contains("Er is niets", incident.Message, StringComparison.Ordinal);
        Assert.Contains("De mails blijven bewaard", incident.Message, StringComparison.Ordinal);
        Assert.Equal(MailState.RetryAt, Mail(runtime).State);
        Assert.True(Mail(runtime).Attempt > MailPolicy.MostRefusals, $"Er werd maar {Mail(runtime).Attempt} keer geprobeerd.");
        Assert.Empty(server.Taken);
        Assert.DoesNotContain(server.InTheClear, IsContent);
        Assert.Contains(server.InTheClear, l => l.StartsWith(upTo, StringComparison.Ordinal));

        using var good = TestCertificate.Make("127.0.0.1", trusted: true);
        await using var repaired = new ScriptedSmtpServer { Certificate = good, Password = "geheim" };
        sender.To = new SmtpSender(repaired.EncryptedAddressWith("geheim"), ScriptedSmtpServer.Patience);
        await MailScene.Send(runtime);
        Assert.Single(repaired.Taken);
        Assert.Empty(Incidents(runtime));
        Story.MustHold(runtime);
    }

    private static bool IsContent(string line) => line.Split(' ', ':')[0].ToUpperInvariant() is "AUTH" or "MAIL" or "RCPT" or "DATA";

    private static void Repeat(ScriptedSmtpServer server, string answer)
    {
        for (var i = 0; i < 100; i++)
        {
            server.StartTlsAnswers.Enqueue(answer);
        }
    }

    private static async Task<TestRuntime> Scene(ScriptedSmtpServer server, string password)
    {
        var runtime = await MailScene.Make(new SmtpSender(server.EncryptedAddressWith(password), ScriptedSmtpServer.Patience));
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        return runtime;
    }

    private static IReadOnlyList<IncidentRow> Incidents(TestRuntime runtime) => runtime.Database.Read(t => IncidentRows.Open(t));

    private static MailRow Mail(TestRuntime runtime) => Assert.Single(MailScene.Rows(runtime));

    private sealed class Redirected(IMailSender to) : IMailSender
    {
        public IMailSender To { get; set; } = to;

        public Task<SmtpReply> Send(OutgoingMail mail, CancellationToken stop) => To.Send(mail, stop);
    }
}
