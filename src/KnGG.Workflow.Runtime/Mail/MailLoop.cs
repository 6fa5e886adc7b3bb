using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Telemetry;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>
/// Sends the outbox. Sending is no part of a transaction, so a mail is held by a lease and an attempt number: a sender that slept
/// through its lease writes nothing. After a crash between "accepted" and "marked" it is sent again, with the same Message-Id.
/// </summary>
internal sealed class MailLoop : IDueWork, IDisposable
{
    /// <summary>Longer than the longest send.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // One mail at a time: whoever moves the simulated clock waits here for the mail that the background loop is sending.
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly IMailSender _sender;
    private readonly IncidentWriter _incidents;
    private readonly RuntimeOptions _options;

    public MailLoop(StepDatabase database, ServiceClock clock, IMailSender sender, IncidentWriter incidents, RuntimeOptions options)
    {
        _database = database;
        _clock = clock;
        _sender = sender;
        _incidents = incidents;
        _options = options;
    }

    public int Order => 100;

    public DateTimeOffset? NextDue() => _database.Read(t => t.First(
        "SELECT min(due_at) FROM mail WHERE state IN (0, 1, 3)", r => r.InstantOrNull(0)));

    public Task<bool> RunDue(CancellationToken stop) => RunOnce(stop);

    /// <summary>Sends the next mail that is due. Returns false when none was.</summary>
    public async Task<bool> RunOnce(CancellationToken stop)
    {
        await _sending.WaitAsync(stop);
        try
        {
            return await SendNext(stop);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    private async Task<bool> SendNext(CancellationToken stop)
    {
        var mail = Take();
        if (mail is null)
        {
            return false;
        }

        if (mail.State == MailState.Cancelled)
        {
            return true;
        }

        CrashPoint.Hit(CrashPoint.MailLeased);
        var reply = await _sender.Send(MailTemplates.Make(mail, _options.MailFrom, _options.PublicAddress), stop);
        CrashPoint.Hit(CrashPoint.MailSent);
        Mark(mail, reply, MailPolicy.After(reply, mail.Attempt, _clock.RealNow));
        return true;
    }

    private MailRow? Take()
    {
        var now = _clock.Now;
        var real = _clock.RealNow;
        if (!_database.Read(t => MailRows.NextDue(t, now, real) is not null))
        {
            return null;
        }

        return _database.WriteBeside(transaction =>
        {
            if (MailRows.TakeDue(transaction, now, real) is not { } mail)
            {
                return null;
            }

            // Its lease ended and its task was closed meanwhile: nobody waits for it any more.
            if (mail.TaskId is { } task && TaskRows.Find(transaction, task) is { State: TaskState.Completed or TaskState.Cancelled })
            {
                transaction.Execute("UPDATE mail SET state = 5, closed_at = @now WHERE id = @id", ("@now", now), ("@id", mail.Id));
                mail.State = MailState.Cancelled;
                return mail;
            }

            transaction.Execute(
                "UPDATE mail SET state = 1, attempt = @next, not_before = @until WHERE id = @id AND attempt = @attempt",
                ("@next", mail.Attempt + 1), ("@until", real + Lease), ("@id", mail.Id), ("@attempt", mail.Attempt));
            mail.State = MailState.Sending;
            mail.Attempt++;
            return mail;
        });
    }

    /// <summary>Writes what came of an attempt, if this sender still holds the mail.</summary>
    internal bool Mark(MailRow mail, SmtpReply reply, MailOutcome outcome)
    {
        var now = _clock.Now;
        WorkflowTelemetry.Mail(outcome switch { MailOutcome.Sent => "sent", MailOutcome.Retry => "retry", _ => "rejected" });
        return _database.WriteBeside(transaction =>
        {
            var (state, notBefore, closed, text) = outcome switch
            {
                MailOutcome.Sent => (MailState.Sent, DateTimeOffset.UnixEpoch, (DateTimeOffset?)now, reply.Code + " " + reply.Text),
                MailOutcome.Retry retry => (MailState.RetryAt, retry.At, null, retry.Why),
                MailOutcome.Rejected rejected => (MailState.Rejected, DateTimeOffset.UnixEpoch, now, rejected.Why),
                _ => throw new NotSupportedException($"A mail cannot end as {outcome.GetType().Name}."),
            };
            var held = transaction.Execute(
                "UPDATE mail SET state = @state, not_before = @not_before, closed_at = @closed_at, reply = @reply WHERE id = @id AND attempt = @attempt AND state = 1",
                ("@state", (int)state), ("@not_before", notBefore), ("@closed_at", closed), ("@reply", text), ("@id", mail.Id), ("@attempt", mail.Attempt)) == 1;
            if (held && outcome is MailOutcome.Rejected)
            {
                _incidents.MailRefused(
                    transaction, mail.Id, mail.InstanceId, mail.TrajectoryId, "Een mail is niet aangekomen: de mailserver weigert het adres of de mail.", now);
            }

            return held;
        });
    }
}
