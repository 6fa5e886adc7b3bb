using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>Reads and closes mail rows.</summary>
public static class MailRows
{
    private const string Columns =
        """
        SELECT id, unique_key, template, stage, task_id, instance_id, trajectory_id, account_id, role, address, state, due_at, not_before, attempt,
               created_at, closed_at, reply, refusals, for_digest, digest_id, sent_on
        FROM mail
        """;

    private const string Due = Columns + " WHERE state IN (0, 1, 3) AND due_at <= @now AND not_before <= @real ORDER BY due_at, id LIMIT 1";

    /// <summary>A mail, or null.</summary>
    public static MailRow? Find(StepTransaction transaction, Guid mailId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(Columns + " WHERE id = @id", Read, ("@id", mailId));
    }

    /// <summary>The newest mails, for the development inbox and the administrator; lines of a daily mail are no mails.</summary>
    public static IReadOnlyList<MailRow> Newest(StepTransaction transaction, int take)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " WHERE digest_id IS NULL ORDER BY created_at DESC, id DESC LIMIT @take", Read, ("@take", take));
    }

    /// <summary>The first mail that is due and that nobody holds. Lines of a daily mail go with it.</summary>
    internal static MailRow? NextDue(StepTransaction transaction, DateTimeOffset now, DateTimeOffset realNow) => transaction.First(Due, Read, ("@now", now), ("@real", realNow));

    /// <summary>Withdraws the unsent mails of a task, lines of an unsent daily mail included, in the commit that closes it.</summary>
    internal static void DropOfTask(StepTransaction transaction, Guid taskId, DateTimeOffset now) => transaction.Send(
        "UPDATE mail SET state = 5, closed_at = @now WHERE task_id = @task_id AND state IN (0, 3, 6, 7)", ("@now", now), ("@task_id", taskId));

    /// <summary>The lines of a daily mail, withdrawn ones left out.</summary>
    public static IReadOnlyList<MailRow> LinesOf(StepTransaction transaction, Guid digestId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " WHERE digest_id = @id AND state IN (2, 6) ORDER BY created_at, id", Read, ("@id", digestId));
    }

    /// <summary>Sends a refused mail again, to the address that its recipient has now.</summary>
    internal static void SendAgain(StepTransaction transaction, Guid mailId, DateTimeOffset now)
    {
        // The number of the attempt goes on: it is the fence against a sender that still sleeps.
        transaction.Send(
            """
            UPDATE mail SET state = 0, refusals = 0, not_before = 0, due_at = @now, closed_at = NULL,
                            address = coalesce((SELECT a.email FROM account a WHERE a.id = mail.account_id), address)
            WHERE id = @id AND state = 4
            """,
            ("@now", now), ("@id", mailId));
        transaction.Wake(LoopKinds.Mail);
    }

    /// <summary>What a person was sent on a day, one mail left out.</summary>
    internal static MailDay DayOf(StepTransaction transaction, Guid account, DateOnly day, Guid without) => transaction.First(
        """
        SELECT coalesce(sum(CASE WHEN for_digest = 0 THEN 1 ELSE 0 END), 0),
               coalesce(sum(CASE WHEN for_digest = 0 AND template IN ('task-new', 'task-reminder', 'task-late') AND stage IN ('new', 'reminder', 'late') THEN 1 ELSE 0 END), 0),
               coalesce(sum(CASE WHEN for_digest = 1 THEN 1 ELSE 0 END), 0)
        FROM mail WHERE account_id = @account AND sent_on = @day AND digest_id IS NULL AND id <> @without
        """,
        r => new MailDay((int)r.Number(0), (int)r.Number(1), r.Number(2) > 0), ("@account", account), ("@day", day), ("@without", without)) ?? MailDay.Empty;

    /// <summary>What waits for the daily mail of a person and is due, oldest first.</summary>
    internal static IReadOnlyList<MailRow> ForDigestOf(StepTransaction transaction, Guid account, DateTimeOffset now) => transaction.Query(
        Columns + " WHERE account_id = @account AND state IN (0, 3) AND due_at <= @now AND for_digest = 1 ORDER BY created_at, id", Read, ("@account", account), ("@now", now));

    /// <summary>Puts off a mail, as one of its own or for the daily mail.</summary>
    internal static void PutOff(StepTransaction transaction, MailRow mail, DateTimeOffset until, bool forDigest) => transaction.Send(
        "UPDATE mail SET due_at = @until, for_digest = @for_digest WHERE id = @id", ("@until", until), ("@for_digest", forDigest), ("@id", mail.Id));

    /// <summary>Gives a mail to another person; it is withdrawn when that person has the same one.</summary>
    internal static void GiveTo(StepTransaction transaction, MailRow mail, Guid account, string address, DateTimeOffset now)
    {
        var key = mail.UniqueKey[..^32] + account.ToString("N");
        if (transaction.Execute(
            "UPDATE mail SET account_id = @account, address = @address, unique_key = @key WHERE id = @id AND NOT EXISTS (SELECT 1 FROM mail o WHERE o.unique_key = @key)",
            ("@account", account), ("@address", address), ("@key", key), ("@id", mail.Id)) == 0)
        {
            Drop(transaction, mail, now);
        }
    }

    /// <summary>Takes an unsent daily mail apart: its lines are looked at again one by one.</summary>
    internal static void TakeApart(StepTransaction transaction, MailRow digest, DateTimeOffset now)
    {
        transaction.Send("UPDATE mail SET state = 0, digest_id = NULL, due_at = @now WHERE digest_id = @id AND state = 6", ("@now", now), ("@id", digest.Id));
        Drop(transaction, digest, now);
    }

    /// <summary>Somebody is back, or went: what waits for the daily mail is looked at again.</summary>
    internal static void LookAgain(StepTransaction transaction, Guid account, DateTimeOffset now)
    {
        transaction.Send("UPDATE mail SET due_at = @now WHERE account_id = @account AND state IN (0, 3) AND for_digest = 1 AND due_at > @now", ("@now", now), ("@account", account));
        transaction.Wake(LoopKinds.Mail);
    }

    /// <summary>
    /// Holds back every mail that was to be sent by now, lines of a daily mail with it. Returns how many mails. What is due later is sent then:
    /// nobody can have sent it yet.
    /// </summary>
    internal static int HoldBack(StepTransaction transaction, DateTimeOffset now) => transaction.Execute(
        "UPDATE mail SET state = 7, sent_on = NULL WHERE state IN (0, 1, 3) AND due_at <= @now", ("@now", now));

    /// <summary>How many mails are held back.</summary>
    public static int CountHeldBack(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return (int)transaction.First("SELECT count(*) FROM mail WHERE state = 7", r => r.Number(0));
    }

    /// <summary>Sends after all what was held back, each to who would get it now and in their own rhythm.</summary>
    internal static void SendHeldBack(StepTransaction transaction, DateTimeOffset now)
    {
        transaction.Execute("UPDATE mail SET state = 0, not_before = 0, due_at = @now WHERE state = 7", ("@now", now));
        transaction.Wake(LoopKinds.Mail);
    }

    /// <summary>Withdraws what was held back.</summary>
    internal static void DropHeldBack(StepTransaction transaction, DateTimeOffset now)
    {
        transaction.Execute(
            "UPDATE mail SET state = 5, closed_at = @now WHERE state = 6 AND digest_id IN (SELECT d.id FROM mail d WHERE d.state = 7)", ("@now", now));
        transaction.Execute("UPDATE mail SET state = 5, closed_at = @now WHERE state = 7", ("@now", now));
    }

    /// <summary>Withdraws a mail.</summary>
    internal static void Drop(StepTransaction transaction, MailRow mail, DateTimeOffset now) => transaction.Send(
        "UPDATE mail SET state = 5, closed_at = @now WHERE id = @id", ("@now", now), ("@id", mail.Id));

    private static MailRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        UniqueKey = row.Text(1),
        Template = row.Text(2),
        Stage = row.Text(3),
        TaskId = row.IdOrNull(4),
        InstanceId = row.IdOrNull(5),
        TrajectoryId = row.IdOrNull(6),
        AccountId = row.Id(7),
        Role = row.Text(8),
        Address = row.Text(9),
        State = (MailState)row.Number(10),
        DueAt = row.Instant(11),
        NotBefore = row.Instant(12),
        Attempt = (int)row.Number(13),
        CreatedAt = row.Instant(14),
        ClosedAt = row.InstantOrNull(15),
        Reply = row.TextOrNull(16),
        Refusals = (int)row.Number(17),
        ForDigest = row.Flag(18),
        DigestId = row.IdOrNull(19),
        SentOn = row.IsNull(20) ? null : row.Date(20),
    };
}
