using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Mail;

public sealed class When_there_is_much_to_mail
{
    private static readonly DateOnly Friday = new(2026, 1, 2);
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Fact]
    public async Task The_first_task_of_a_day_is_mailed_at_once_and_the_others_come_in_one_mail_on_the_next_working_day()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        for (var i = 0; i < 4; i++)
        {
            MailScene.Want(runtime, organisation);
        }

        await MailScene.Send(runtime);
        Assert.Equal("Er staat een taak voor u klaar", Assert.Single(sender.Taken).Subject);
        await MailScene.At(runtime, Friday, 17);
        await MailScene.At(runtime, Monday, 7, 59);
        Assert.Single(sender.Taken);
        await MailScene.At(runtime, Monday, 8);
        var digest = sender.Taken[1];
        Assert.Equal("Er staan 3 taken voor u klaar", digest.Subject);
        Assert.Contains("- 3 nieuwe taken\n", digest.Text);
        Assert.Contains("<li>3 nieuwe taken</li>", digest.Html);
        await MailScene.At(runtime, Monday, 17);
        Assert.Equal(2, sender.Taken.Count);
        Assert.Equal(5, runtime.Count("mail WHERE state = 2"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task In_the_evening_and_at_the_weekend_nobody_is_mailed()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        await MailScene.At(runtime, Friday, 18);
        MailScene.Want(runtime, organisation, template: "handover-offered", stage: "offered");
        await MailScene.At(runtime, Friday.AddDays(1), 12);
        await MailScene.At(runtime, Friday.AddDays(2), 12);
        Assert.Empty(sender.Taken);
        Assert.Equal(DutchTime.ToInstant(Monday, new TimeOnly(8, 0)), runtime.Mail.NextDue());
        await MailScene.At(runtime, Monday, 8);
        Assert.Equal("Er wordt u een overdracht aangeboden", Assert.Single(sender.Taken).Subject);
    }

    [Fact]
    public async Task Nobody_gets_more_than_the_most_of_a_day_and_the_rest_is_not_lost()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        for (var i = 0; i < 12; i++)
        {
            MailScene.Want(runtime, organisation, template: "task-escalated", stage: "deputy");
        }

        await MailScene.Send(runtime);
        Assert.Equal(4, sender.Taken.Count);
        await MailScene.At(runtime, Monday, 8);
        Assert.Equal(5, sender.Taken.Count);
        Assert.Contains("- 8 taken die bleven liggen en aan u zijn doorgegeven", sender.Taken[4].Text);
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_region_that_wants_one_mail_a_day_gets_one()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        runtime.Database.Write(t => t.Execute(
            """
            INSERT INTO care_setting (key, level, scope, valid_from, value, source_label, basis, region, set_by, set_at)
            VALUES ('mail.maximum', 'organisation', @o, '2026-01-01', '1', 'regional', 'afspraak', 'r', '', 0)
            """,
            ("@o", organisation.ToString("D"))));
        MailScene.Want(runtime, organisation, template: "handover-offered", stage: "offered");
        MailScene.Want(runtime, organisation);
        await MailScene.Send(runtime);
        Assert.Empty(sender.Taken);
        await MailScene.At(runtime, Monday, 8);
        var mail = Assert.Single(sender.Taken);
        Assert.Contains("- 1 overdracht die u wordt aangeboden\n- 1 nieuwe taak\n", mail.Text);
    }

    [Fact]
    public async Task A_task_that_is_done_leaves_the_daily_mail_in_the_same_commit_and_an_empty_one_is_not_sent()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        var tasks = Enumerable.Range(0, 4).Select(_ => MailScene.Want(runtime, organisation)).ToList();
        await MailScene.Send(runtime);
        var left = tasks.Where(t => MailScene.Row(runtime, t).State == MailState.Waiting).ToList();
        Assert.Equal(3, left.Count);
        runtime.Database.Write(t => MailRows.DropOfTask(t, left[0], runtime.Clock.Now));
        sender.Down = true;
        await MailScene.At(runtime, Monday, 8);
        Assert.Equal((MailState.InDigest, MailState.InDigest), (MailScene.Row(runtime, left[1]).State, MailScene.Row(runtime, left[2]).State));

        // Both are done while the daily mail waits for the server.
        runtime.Database.Write(t =>
        {
            MailRows.DropOfTask(t, left[1], runtime.Clock.Now);
            MailRows.DropOfTask(t, left[2], runtime.Clock.Now);
        });
        sender.Down = false;
        await MailScene.At(runtime, Monday, 12);
        Assert.Single(sender.Taken);
        Assert.Equal(MailState.Cancelled, MailScene.Rows(runtime).Single(m => m.Template == MailTemplates.Digest).State);
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task Of_a_task_with_more_than_one_news_the_last_counts()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        var task = MailScene.Want(runtime, organisation);
        await MailScene.Send(runtime);
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        MailScene.Want(runtime, organisation, "reminder", task, "task-reminder");
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        MailScene.Want(runtime, organisation, "late", task, "task-late");
        await MailScene.At(runtime, Monday, 8);
        Assert.Equal("Er staat een taak voor u klaar", sender.Taken[1].Subject);
        Assert.Contains("- 1 taak die over tijd is\n", sender.Taken[1].Text);
        Assert.DoesNotContain("nieuwe taak", sender.Taken[1].Text);
    }

    [Fact]
    public async Task After_two_weeks_without_a_mail_server_everybody_gets_one_mail_about_all_of_it()
    {
        var sender = new RecordingSender { Down = true };
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        for (var day = Monday; day < Monday.AddDays(14); day = day.AddDays(1))
        {
            for (var i = 0; i < 6; i++)
            {
                MailScene.Want(runtime, organisation, template: i < 3 ? "task-new" : "task-escalated", stage: i < 3 ? "new" : "deputy");
            }

            for (var hour = 8; hour < 18; hour += 3)
            {
                await MailScene.At(runtime, day, hour);
            }
        }

        Assert.Empty(sender.Taken);
        Assert.Contains("niet bereikbaar", Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t))).Message);
        Assert.Equal(0, runtime.Count("mail WHERE state = 4"));
        Assert.InRange(sender.Tries, 10, 120);

        sender.Down = false;
        var back = Monday.AddDays(14);
        for (var hour = 8; hour < 18; hour++)
        {
            await MailScene.At(runtime, back, hour);
        }

        Assert.InRange(sender.Taken.Count, 1, 5);
        var lines = sender.Taken.Single(m => m.Text.Contains("dagmail", StringComparison.Ordinal));
        Assert.Matches(@"- [34]\d nieuwe taken", lines.Text);
        Assert.Empty(runtime.Database.Read(t => IncidentRows.Open(t)));
        await MailScene.At(runtime, back.AddDays(1), 12);
        Assert.Equal(0, runtime.Count("mail WHERE state IN (0, 1, 3, 6)"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_daily_mail_that_is_refused_names_every_trajectory_that_it_was_about()
    {
        var sender = new RecordingSender();
        using var runtime = await MailScene.Make(sender);
        var (_, organisation) = runtime.Person("jans", "jgz");
        for (var i = 0; i < 3; i++)
        {
            MailScene.Want(runtime, organisation, trajectory: Ids.New(runtime.Clock.Now));
        }

        await MailScene.Send(runtime);
        sender.Refusal = new SmtpReply(550, "onbekend");
        await MailScene.At(runtime, Monday, 8);
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal(2, runtime.Database.Read(t => MailRows.LinesOf(t, incident.MailId!.Value)).Select(l => l.TrajectoryId).Distinct().Count());

        // The address is put right; the administrator sends it again.
        sender.Refusal = null;
        runtime.Database.Write(t => t.Execute("UPDATE account SET email = 'goed@voorbeeld.example'"));
        Assert.Equal(RepairOutcome.Started, runtime.Get<IncidentDesk>().Retry(incident.Id, Engine.Stepping.Actor.System));
        await MailScene.Send(runtime);
        Assert.Equal(("goed@voorbeeld.example", "Er staan 2 taken voor u klaar"), (sender.Taken[1].To, sender.Taken[1].Subject));
        Story.MustHold(runtime);
    }
}
