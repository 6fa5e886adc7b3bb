using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Mail;

public class When_a_task_mail_is_sent : IDisposable
{
    public void Dispose() => CrashPoint.Listen(null);

    [Fact]
    public async Task It_carries_a_link_and_nothing_about_a_child()
    {
        await using var server = new ScriptedSmtpServer();
        using var runtime = await MailScene.Make(server);
        var (account, organisation) = runtime.Person("jans", "jgz");
        var task = MailScene.Want(runtime, organisation);
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.False(await runtime.Mail.RunOnce(default));
        var mail = Assert.Single(server.Taken);
        var row = runtime.Database.Read(t => MailRows.Newest(t, 1))[0];
        Assert.Contains("Subject: Er staat een taak voor u klaar", mail);
        Assert.Contains("To: jans@voorbeeld.example", mail);
        Assert.Contains("Message-ID: <" + row.Id.ToString("N") + "@127.0.0.1>", mail, StringComparison.OrdinalIgnoreCase);
        var text = MailScene.Body(mail);
        Assert.Contains("/taken/" + task, text);
        Assert.Equal((MailState.Sent, 1, account), (row.State, row.Attempt, row.AccountId));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task It_is_written_once_for_each_task_stage_and_person()
    {
        using var runtime = await MailScene.Make();
        var (_, organisation) = runtime.Person("a", "jgz");
        runtime.Person("b", "jgz", organisation);
        var task = MailScene.Want(runtime, organisation);
        MailScene.Want(runtime, organisation, task: task);
        Assert.Equal(2, runtime.Count("mail"));
        MailScene.Want(runtime, organisation, "reminder", task);
        Assert.Equal(4, runtime.Count("mail"));
    }

    [Fact]
    public async Task The_deputy_gets_the_mail_of_who_is_absent_and_only_once()
    {
        using var runtime = await MailScene.Make();
        var (absent, organisation) = runtime.Person("weg", "jgz");
        var (deputy, _) = runtime.Person("vervanger", "jgz", organisation);
        runtime.Database.Write(t => t.Execute(
            "UPDATE account SET deputy_id = @deputy, absent_from = @from WHERE id = @id", ("@deputy", deputy), ("@from", new DateOnly(2026, 1, 1)), ("@id", absent)));
        MailScene.Want(runtime, organisation);
        Assert.Equal(deputy, Assert.Single(runtime.Database.Read(t => MailRows.Newest(t, 5))).AccountId);
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_later_and_one_for_good_is_an_incident()
    {
        await using var server = new ScriptedSmtpServer();
        using var runtime = await MailScene.Make(server);
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        server.Answers.Enqueue("452 vol");
        server.Answers.Enqueue("drop");
        server.Answers.Enqueue("550 onbekend");
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.False(await runtime.Mail.RunOnce(default));
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.False(await runtime.Mail.RunOnce(default));
        Assert.Equal(MailState.RetryAt, runtime.Database.Read(t => MailRows.Newest(t, 1))[0].State);
        runtime.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await runtime.Mail.RunOnce(default));
        var row = runtime.Database.Read(t => MailRows.Newest(t, 1))[0];
        Assert.Equal((MailState.Rejected, 3), (row.State, row.Attempt));
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal((IncidentKinds.Mail, row.Id), (incident.Kind, incident.MailId));
        Assert.DoesNotContain("jans", incident.Message);
        Story.MustHold(runtime);

        // The address was repaired: sent after all.
        Assert.Equal(RepairOutcome.Started, runtime.Get<IncidentDesk>().Retry(incident.Id, Actor.System));
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.Single(server.Taken);
        Story.MustHold(runtime);
    }

    [Theory]
    [InlineData(CrashPoint.MailLeased, 1)]
    [InlineData(CrashPoint.MailSent, 2)]
    public async Task After_a_crash_it_goes_out_again_with_the_same_message_id(string point, int times)
    {
        await using var server = new ScriptedSmtpServer();
        using var runtime = await MailScene.Make(server);
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        CrashPoint.Listen(name =>
        {
            if (name == point)
            {
                throw new CrashException(name);
            }
        });
        await Assert.ThrowsAsync<CrashException>(() => runtime.Mail.RunOnce(default));
        CrashPoint.Listen(null);
        runtime.Restart();

        // Its lease still holds: nobody else takes it.
        Assert.False(await runtime.Mail.RunOnce(default));
        runtime.Time.Advance(MailLoop.Lease);
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.False(await runtime.Mail.RunOnce(default));
        Assert.Equal(times, server.Taken.Count);
        Assert.Single(server.Taken.Select(m => m.Split('\n').Single(l => l.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase))).Distinct());
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_sender_that_slept_through_its_lease_writes_nothing()
    {
        using var runtime = await MailScene.Make();
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        var stale = runtime.Database.Read(t => MailRows.Newest(t, 1))[0];
        stale.Attempt = 1;
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.False(runtime.Mail.Mark(stale, new SmtpReply(550, "te laat")));
        Assert.Equal(MailState.Sent, runtime.Database.Read(t => MailRows.Newest(t, 1))[0].State);
    }

    [Fact]
    public async Task Without_a_mail_server_it_is_a_file_in_the_mail_folder()
    {
        using var runtime = await MailScene.Make();
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        Assert.True(await runtime.Mail.RunOnce(default));
        var file = Assert.Single(Directory.GetFileSystemEntries(Path.Combine(runtime.Folder, "mail")));
        Assert.Contains("Er staat een taak voor u klaar", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public void No_template_has_a_place_for_a_value()
    {
        foreach (var code in MailTemplates.Codes)
        {
            var row = new MailRow { Id = Ids.New(TestRuntime.Start), Template = code, Address = "a@b.example", Role = "jgz", TrajectoryId = Ids.New(TestRuntime.Start) };
            var one = MailTemplates.Make(row, "van@b.example", new Uri("https://kngg.example"));
            row.TrajectoryId = Ids.New(TestRuntime.Start);
            row.Role = "czv";
            var two = MailTemplates.Make(row, "van@b.example", new Uri("https://kngg.example"));
            Assert.Equal(one, two);
            Assert.DoesNotContain("{", one.Text);
        }
    }
}
