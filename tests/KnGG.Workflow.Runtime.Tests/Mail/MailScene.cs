using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>A runtime on an ordinary working day, Friday 2 January 2026 at nine, and mails that somebody wants.</summary>
internal static class MailScene
{
    public static readonly DateTimeOffset Friday = DutchTime.ToInstant(new DateOnly(2026, 1, 2), new TimeOnly(9, 0)).ToUniversalTime();

    public static Task<TestRuntime> Make(ScriptedSmtpServer? server = null) =>
        Make(server is null ? null : new SmtpSender(server.Address, ScriptedSmtpServer.Patience));

    public static async Task<TestRuntime> Make(IMailSender? sender)
    {
        var runtime = await TestRuntime.Make(more: s =>
        {
            if (sender is not null)
            {
                s.AddSingleton(sender);
            }
        });
        runtime.Time.Advance(Friday - TestRuntime.Start);
        return runtime;
    }

    /// <summary>Somebody wants a mail about a task sent to the role of an organisation, or to one person. Returns the task.</summary>
    public static Guid Want(
        TestRuntime runtime, Guid organisation, string stage = "new", Guid? task = null, string template = "task-new", Guid? person = null, Guid? trajectory = null)
    {
        var now = runtime.Clock.Now;
        var id = task ?? Ids.New(now);
        runtime.Database.Write(t => new MailWriter().Write(
            t, new IntentOrigin(Ids.New(now), "w", trajectory, now, Actor.System, new IdSource(Ids.New(now))), new SendMail(Ids.New(now), template, stage, "jgz", organisation, person, id)));
        return id;
    }

    /// <summary>Sends everything that may go out now.</summary>
    public static async Task Send(TestRuntime runtime)
    {
        while (await runtime.Mail.RunOnce(default))
        {
            // One more round: something was sent or put off.
        }
    }

    /// <summary>Goes to a local time and sends what may go out then.</summary>
    public static async Task At(TestRuntime runtime, DateOnly day, int hour, int minute = 0)
    {
        runtime.Time.Advance(DutchTime.ToInstant(day, new TimeOnly(hour, minute)) - runtime.Clock.Now);
        await Send(runtime);
    }

    public static IReadOnlyList<MailRow> Rows(TestRuntime runtime) => runtime.Database.Read(t => MailRows.Newest(t, 1000));

    public static MailRow Row(TestRuntime runtime, Guid task) => runtime.Database.Read(t => MailRows.Find(t, t.First("SELECT id FROM mail WHERE task_id = @id", r => r.Id(0), ("@id", task))))!;

    /// <summary>The readable text of a mail as it travelled.</summary>
    public static string Body(string mail) => string.Concat(mail.Split('\n').Select(l => l.TrimEnd()).SkipWhile(l => l != "").Select(Decoded));

    // Bodies travel as base64.
    private static string Decoded(string line)
    {
        Span<byte> bytes = stackalloc byte[256];
        return line.Length % 4 == 0 && Convert.TryFromBase64String(line, bytes, out var count) ? System.Text.Encoding.UTF8.GetString(bytes[..count]) : line;
    }
}
