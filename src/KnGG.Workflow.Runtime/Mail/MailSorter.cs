using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>
/// Looks at mails that are due and finds the next one to send: what nobody waits for is withdrawn, what comes at a quiet moment is put off,
/// what is too much for a day becomes a line of the daily mail. All in the transaction that takes the mail.
/// </summary>
internal sealed class MailSorter(StepTransaction transaction, DateTimeOffset now, DateTimeOffset realNow)
{
    // A batch is short: other writers wait for it.
    private const int Batch = 100;

    private readonly DateOnly _today = DutchTime.ToLocalDate(now);
    private readonly MailRhythms _rhythms = new(transaction, DutchTime.ToLocalDate(now));

    /// <summary>Whether anything was changed.</summary>
    public bool DidSomething { get; private set; }

    /// <summary>The next mail to send, or null when none is to be sent now or the batch is full.</summary>
    public MailRow? Next()
    {
        for (var i = 0; i < Batch && MailRows.NextDue(transaction, now, realNow) is { } mail; i++)
        {
            DidSomething = true;
            if (Judge(mail) is { } send)
            {
                return send;
            }
        }

        return null;
    }

    private MailRow? Judge(MailRow mail)
    {
        // Its lease ended and its task was closed meanwhile: nobody waits for it any more.
        if (mail.TaskId is { } task && TaskRows.Find(transaction, task) is { State: >= TaskState.Completed })
        {
            MailRows.Drop(transaction, mail, now);
            return null;
        }

        if (mail.State != MailState.Sending && StandIns.IsAbsent(transaction, mail.AccountId, _today) && WentElsewhere(mail))
        {
            return null;
        }

        var rhythm = _rhythms.Of(mail.AccountId);
        var day = MailRows.DayOf(transaction, mail.AccountId, _today, without: mail.Id);
        if (mail.Template == MailTemplates.Digest && MailRows.LinesOf(transaction, mail.Id).Count == 0)
        {
            MailRows.Drop(transaction, mail, now);
            return null;
        }

        // It may have arrived before its sender died: it keeps its own Message-Id, whatever came in between.
        var moment = mail.ForDigest ? AsDigest(rhythm, day)
            : mail.State == MailState.Sending ? rhythm.DecideAgain(now, day)
            : rhythm.Decide(mail.IsOrdinary, mail.DueAt, now, day);
        switch (moment)
        {
            case MailMoment.Later later:
                MailRows.PutOff(transaction, mail, later.At, mail.ForDigest);
                return null;
            case MailMoment.InDigest digest:
                // Looked at again when the daily mail is due, which may be at once.
                MailRows.PutOff(transaction, mail, digest.At, forDigest: true);
                return null;
            default:
                return mail.ForDigest && mail.State != MailState.Sending ? Gather(mail) : mail;
        }
    }

    // Of who went away after it was written: to who stands in, else kept for the first working day back. With nobody, and no day known, it is sent.
    private bool WentElsewhere(MailRow mail)
    {
        if (StandIns.For(transaction, mail.AccountId, _today) is { } other
            && transaction.First("SELECT email FROM account WHERE id = @id", r => r.TextOrNull(0), ("@id", other)) is { } address)
        {
            if (mail.Template == MailTemplates.Digest)
            {
                MailRows.TakeApart(transaction, mail, now);
            }
            else
            {
                MailRows.GiveTo(transaction, mail, other, address, now);
            }

            return true;
        }

        if (StandIns.LastDay(transaction, mail.AccountId, _today) is not { } last)
        {
            return false;
        }

        var back = _rhythms.Of(mail.AccountId).NextDigest(DutchTime.StartOf(last.AddDays(1)), notToday: false);
        MailRows.PutOff(transaction, mail, back, forDigest: true);
        return true;
    }

    private MailMoment AsDigest(MailRhythm rhythm, MailDay day) => rhythm.NextMoment(now) is var moment && moment > now
        ? new MailMoment.Later(rhythm.NextDigest(now, day.Digest))
        : day.Digest ? new MailMoment.Later(rhythm.NextDigest(now, notToday: true)) : new MailMoment.Now();

    // One line goes out as the mail that it is; several become lines of one, also of one that could not be sent on an earlier day.
    private MailRow? Gather(MailRow first)
    {
        var waiting = MailRows.ForDigestOf(transaction, first.AccountId, now);
        var digest = waiting.FirstOrDefault(m => m.Template == MailTemplates.Digest);
        var lines = waiting.Where(m => m.Template != MailTemplates.Digest).ToList();
        if (digest is null && lines.Count == 1)
        {
            return first;
        }

        digest ??= Open(first);
        foreach (var line in lines)
        {
            transaction.Execute("UPDATE mail SET state = 6, digest_id = @digest WHERE id = @id", ("@digest", digest.Id), ("@id", line.Id));
        }

        // One that was refused for now waits for its own moment.
        return digest.NotBefore <= realNow ? digest : null;
    }

    private MailRow Open(MailRow first)
    {
        var key = $"digest:{first.AccountId:N}:{_today:yyyy-MM-dd}:{first.Id:N}";
        var id = new Guid(SHA256.HashData(Encoding.ASCII.GetBytes(key)).AsSpan(0, 16), bigEndian: true);
        transaction.Execute(
            """
            INSERT INTO mail (id, unique_key, template, stage, account_id, role, address, state, due_at, not_before, attempt, created_at, for_digest)
            VALUES (@id, @unique_key, @template, 'digest', @account_id, @role, @address, 0, @now, 0, 0, @now, 1)
            """,
            ("@id", id), ("@unique_key", key), ("@template", MailTemplates.Digest), ("@account_id", first.AccountId), ("@role", first.Role), ("@address", first.Address), ("@now", now));
        return MailRows.Find(transaction, id)!;
    }
}
