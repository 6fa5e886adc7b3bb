using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
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
    private readonly MailServerWatch _watch;
    private readonly RuntimeOptions _options;

    public MailLoop(StepDatabase database, ServiceClock clock, IMailSender sender, IncidentWriter incidents, RuntimeOptions options)
    {
        _database = database;
        _clock = clock;
        _sender = sender;
        _incidents = incidents;
        _watch = new MailServerWatch(incidents);
        _options = options;
    }

    public int Order => 100;

    // What is due and cannot go out now (the server is down, or refused it for now) must not hide what is due later.
    public DateTimeOffset? NextDue()
    {
        var (now, real) = (_clock.Now, _clock.RealNow);
        return _database.Read(t => MailServerRows.Read(t).PauseUntil <= real && MailRows.NextDue(t, now, real) is { } due
            ? due.DueAt
            : t.First("SELECT min(due_at) FROM mail WHERE state IN (0, 1, 3) AND due_at > @now", r => r.InstantOrNull(0), ("@now", now)));
    }

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
        var (mail, lines, did) = Take();
        if (mail is null)
        {
            return did;
        }

        CrashPoint.Hit(CrashPoint.MailLeased);
        var reply = await _sender.Send(MailTemplates.Make(mail, _options.MailFrom, _options.PublicAddress, lines), stop);
        CrashPoint.Hit(CrashPoint.MailSent);
        Mark(mail, reply);
        return true;
    }

    private (MailRow? Mail, IReadOnlyList<MailRow> Lines, bool Did) Take()
    {
        var now = _clock.Now;
        var real = _clock.RealNow;
        if (!_database.Read(t => MailServerRows.Read(t).PauseUntil <= real && MailRows.NextDue(t, now, real) is not null))
        {
            return (null, [], false);
        }

        return _database.Write<(MailRow? Mail, IReadOnlyList<MailRow> Lines, bool Did)>(transaction =>
        {
            var sorter = new MailSorter(transaction, now, real);
            if (sorter.Next() is not { } mail)
            {
                return (null, [], sorter.DidSomething);
            }

            mail.SentOn = DutchTime.ToLocalDate(now);
            transaction.Execute(
                "UPDATE mail SET state = 1, attempt = @next, not_before = @until, sent_on = @today WHERE id = @id AND attempt = @attempt",
                ("@next", mail.Attempt + 1), ("@until", real + Lease), ("@today", mail.SentOn), ("@id", mail.Id), ("@attempt", mail.Attempt));
            mail.State = MailState.Sending;
            mail.Attempt++;
            return (mail, mail.Template == MailTemplates.Digest ? MailRows.LinesOf(transaction, mail.Id) : [], true);
        });
    }

    /// <summary>Writes what came of an attempt, if this sender still holds the mail.</summary>
    internal bool Mark(MailRow mail, SmtpReply reply)
    {
        var (now, real) = (_clock.Now, _clock.RealNow);
        WorkflowTelemetry.Mail(reply.Code is >= 200 and < 400 ? "sent" : reply.Code >= 500 ? "refused" : "retry");
        return _database.Write(transaction =>
        {
            var refusals = mail.Refusals + (reply.Code is >= 200 and < 400 ? 0 : 1);
            var outcome = MailPolicy.After(reply, refusals, MailServerRows.Read(transaction).Failures > 0, real);
            var (state, notBefore, closed, text) = outcome switch
            {
                MailOutcome.Sent => (MailState.Sent, DateTimeOffset.UnixEpoch, (DateTimeOffset?)now, reply.Code + " " + reply.Text),
                MailOutcome.Retry retry => (MailState.RetryAt, retry.At, null, retry.Why),
                MailOutcome.Rejected rejected => (MailState.Rejected, DateTimeOffset.UnixEpoch, now, rejected.Why),
                _ => throw new NotSupportedException($"A mail cannot end as {outcome.GetType().Name}."),
            };
            var held = transaction.Execute(
                """
                UPDATE mail SET state = @state, not_before = @not_before, closed_at = @closed_at, reply = @reply, refusals = @refusals, sent_on = @sent_on
                WHERE id = @id AND attempt = @attempt AND state = 1
                """,
                ("@state", (int)state), ("@not_before", notBefore), ("@closed_at", closed), ("@reply", text), ("@refusals", refusals),
                ("@sent_on", state == MailState.Sent ? mail.SentOn : null), ("@id", mail.Id), ("@attempt", mail.Attempt)) == 1;
            if (held)
            {
                _watch.Note(transaction, reply, now, real);
                End(transaction, mail, outcome, reply, now);
            }

            return held;
        });
    }

    private void End(StepTransaction transaction, MailRow mail, MailOutcome outcome, SmtpReply reply, DateTimeOffset now)
    {
        if (outcome is MailOutcome.Sent && mail.Template == MailTemplates.Digest)
        {
            transaction.Execute("UPDATE mail SET state = 2, closed_at = @now WHERE digest_id = @id AND state = 6", ("@now", now), ("@id", mail.Id));
        }

        if (outcome is MailOutcome.Rejected)
        {
            _incidents.MailRefused(transaction, mail.Id, mail.InstanceId, mail.TrajectoryId, MailPolicy.ExplainRefusal(reply), now);
        }
    }
}
