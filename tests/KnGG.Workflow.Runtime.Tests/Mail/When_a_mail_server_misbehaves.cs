using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>What happens over the wire, against a server that does as it was told.</summary>
public sealed class When_a_mail_server_misbehaves
{
    [Fact]
    public async Task A_recipient_refused_for_good_is_an_incident_that_says_what_to_do_and_nothing_is_tried_again()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answers.Enqueue("550 5.1.1 jans@voorbeeld.example onbekend");
        using var runtime = await Scene(server);
        await MailScene.Send(runtime);
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal((IncidentKinds.Mail, "beheerder"), (incident.Kind, incident.OwnerRole));
        Assert.Contains("kent het adres niet of weigert het (550)", incident.Message);
        Assert.DoesNotContain("jans", incident.Message);
        await MailScene.At(runtime, new DateOnly(2026, 1, 2), 17);
        Assert.Empty(server.Taken);
        Assert.Equal((MailState.Rejected, 1), (Mail(runtime).State, Mail(runtime).Attempt));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_mail_refused_for_good_after_its_content_is_an_incident_too()
    {
        await using var server = new ScriptedSmtpServer();
        server.DataAnswers.Enqueue("554 5.7.1 geweigerd");
        using var runtime = await Scene(server);
        await MailScene.Send(runtime);
        Assert.Contains("weigert de mail (554)", Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t))).Message);
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData("421 straks")]
    [InlineData("450 grijze lijst")]
    [InlineData("452 vol")]
    public async Task A_refusal_for_now_is_tried_again_with_growing_patience_and_then_arrives_once(string answer)
    {
        await using var server = new ScriptedSmtpServer();
        server.Answers.Enqueue(answer);
        server.Answers.Enqueue(answer);
        using var runtime = await Scene(server);
        await MailScene.Send(runtime);
        runtime.Time.Advance(TimeSpan.FromSeconds(59));
        await MailScene.Send(runtime);
        Assert.Equal(1, Mail(runtime).Attempt);
        runtime.Time.Advance(TimeSpan.FromSeconds(1));
        await MailScene.Send(runtime);
        runtime.Time.Advance(TimeSpan.FromMinutes(4));
        await MailScene.Send(runtime);
        Assert.Equal((MailState.RetryAt, 2), (Mail(runtime).State, Mail(runtime).Attempt));
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        await MailScene.Send(runtime);
        Assert.Single(server.Taken);
        Assert.Equal((MailState.Sent, 3), (Mail(runtime).State, Mail(runtime).Attempt));
        Assert.Empty(runtime.Database.Read(t => IncidentRows.Open(t)));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_content_gives_one_mail()
    {
        await using var server = new ScriptedSmtpServer();
        server.DataAnswers.Enqueue(ScriptedSmtpServer.DropBeforeData);
        using var runtime = await Scene(server);
        await Twice(runtime);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_server_accepted_gives_one_mail()
    {
        await using var server = new ScriptedSmtpServer();
        server.DataAnswers.Enqueue(ScriptedSmtpServer.AcceptAndDrop);
        using var runtime = await Scene(server);
        await Twice(runtime);
        Assert.Single(server.Taken);
        Assert.Equal(1, Mail(runtime).Attempt);
    }

    [Theory]
    [InlineData(ScriptedSmtpServer.DropAfterData)]
    [InlineData(ScriptedSmtpServer.Silent)]
    public async Task A_server_that_takes_the_content_and_says_nothing_may_get_it_twice_with_the_same_message_id(string how)
    {
        await using var server = new ScriptedSmtpServer();
        server.DataAnswers.Enqueue(how);
        using var runtime = await MailScene.Make(new SmtpSender(server.Address, TimeSpan.FromMilliseconds(400)));
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        await Twice(runtime);
        Assert.Equal(2, server.Taken.Count);
        Assert.Single(server.Taken.Select(MessageId).Distinct());
    }

    [Fact]
    public async Task While_a_slow_server_thinks_no_other_process_sends_the_mail()
    {
        await using var server = new ScriptedSmtpServer();
        server.DataAnswers.Enqueue(ScriptedSmtpServer.Slow);
        using var runtime = await Scene(server);
        using var other = runtime.SecondProcess();
        var sending = runtime.Mail.RunOnce(default);
        await server.Took.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(await other.Mail.RunOnce(default));
        Assert.Equal(MailState.Sending, Mail(runtime).State);
        server.GoOn.Release();
        Assert.True(await sending);
        Assert.False(await other.Mail.RunOnce(default));
        Assert.Single(server.Taken);
        Assert.Equal(MailState.Sent, Mail(runtime).State);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_incident_that_closes_by_itself()
    {
        var server = new ScriptedSmtpServer();
        var address = server.Address;
        await server.DisposeAsync();
        using var runtime = await MailScene.Make(new SmtpSender(address, ScriptedSmtpServer.Patience));
        var (_, organisation) = runtime.Person("jans", "jgz");
        for (var i = 0; i < 3; i++)
        {
            MailScene.Want(runtime, organisation, template: "handover-offered", stage: "offered");
        }

        // One mail is tried at a time, and ever less often.
        foreach (var minutes in new[] { 0, 1, 5 })
        {
            runtime.Time.Advance(TimeSpan.FromMinutes(minutes));
            await MailScene.Send(runtime);
        }

        Assert.Equal(3, MailScene.Rows(runtime).Sum(m => m.Attempt));
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal(IncidentKinds.MailServer, incident.Kind);
        Assert.Contains("niet bereikbaar", incident.Message);
        Assert.Equal(RepairOutcome.NotPossible, runtime.Get<IncidentDesk>().Skip(incident.Id, null, Actor.System));
        Assert.Equal(RepairOutcome.Started, runtime.Get<IncidentDesk>().Retry(incident.Id, Actor.System));
        await MailScene.Send(runtime);
        Assert.Equal(4, MailScene.Rows(runtime).Sum(m => m.Attempt));
        Assert.DoesNotContain(MailScene.Rows(runtime), m => m.State == MailState.Rejected);
    }

    [Fact]
    public async Task A_wrong_password_is_told_at_once_and_every_mail_is_kept_until_it_is_right()
    {
        await using var server = new ScriptedSmtpServer { Password = "geheim" };
        using (var runtime = await MailScene.Make(new SmtpSender(server.AddressWith("fout"), ScriptedSmtpServer.Patience)))
        {
            var (_, organisation) = runtime.Person("jans", "jgz");
            MailScene.Want(runtime, organisation);
            await MailScene.Send(runtime);
            var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
            Assert.Contains("weigert onze aanmelding", incident.Message);
            Assert.Equal(MailState.RetryAt, Mail(runtime).State);
            Assert.Empty(server.Taken);
        }

        using var repaired = await MailScene.Make(new SmtpSender(server.AddressWith("geheim"), ScriptedSmtpServer.Patience));
        var (_, house) = repaired.Person("jans", "jgz");
        MailScene.Want(repaired, house);
        await MailScene.Send(repaired);
        Assert.Single(server.Taken);
    }

    private static async Task<TestRuntime> Scene(ScriptedSmtpServer server)
    {
        var runtime = await MailScene.Make(server);
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        return runtime;
    }

    // Now, and again when everything that could be tried again was.
    private static async Task Twice(TestRuntime runtime)
    {
        await MailScene.Send(runtime);
        runtime.Time.Advance(TimeSpan.FromMinutes(10));
        await MailScene.Send(runtime);
        Assert.Equal(MailState.Sent, Mail(runtime).State);
        Story.MustHold(runtime);
    }

    private static MailRow Mail(TestRuntime runtime) => Assert.Single(MailScene.Rows(runtime));

    private static string MessageId(string mail) => mail.Split('\n').Single(l => l.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase));
}
