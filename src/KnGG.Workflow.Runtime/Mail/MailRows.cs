using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>Reads and closes mail rows.</summary>
public static class MailRows
{
    private const string Columns =
        """
        SELECT id, unique_key, template, stage, task_id, instance_id, trajectory_id, account_id, role, address, state, due_at, not_before, attempt,
               created_at, closed_at, reply
        FROM mail
        """;

    private const string Due = Columns + " WHERE state IN (0, 1, 3) AND due_at <= @now AND not_before <= @real ORDER BY due_at, id LIMIT 1";

    /// <summary>A mail, or null.</summary>
    public static MailRow? Find(StepTransaction transaction, Guid mailId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(Columns + " WHERE id = @id", Read, ("@id", mailId));
    }

    /// <summary>The newest mails, for the development inbox and the administrator.</summary>
    public static IReadOnlyList<MailRow> Newest(StepTransaction transaction, int take)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " ORDER BY created_at DESC, id DESC LIMIT @take", Read, ("@take", take));
    }

    /// <summary>The first mail that is due and that nobody holds.</summary>
    internal static MailRow? NextDue(StepTransaction transaction, DateTimeOffset now, DateTimeOffset realNow) => transaction.First(Due, Read, ("@now", now), ("@real", realNow));

    /// <summary>The same, kept to a writing transaction until it ends.</summary>
    internal static MailRow? TakeDue(StepTransaction transaction, DateTimeOffset now, DateTimeOffset realNow) =>
        transaction.First(Due + transaction.SkipHeld("mail"), Read, ("@now", now), ("@real", realNow));

    /// <summary>Withdraws the unsent mails of a task, in the commit that closes it.</summary>
    internal static void DropOfTask(StepTransaction transaction, Guid taskId, DateTimeOffset now) => transaction.Execute(
        "UPDATE mail SET state = 5, closed_at = @now WHERE task_id = @task_id AND state IN (0, 3)", ("@now", now), ("@task_id", taskId));

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
    };
}
