using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Nodes;

/// <summary>Whether the nodes together keep up.</summary>
/// <param name="Due">Stimuli that are due now; counted up to <see cref="Most"/>.</param>
/// <param name="Oldest">How long the oldest of them has been waiting, or null when none is.</param>
/// <param name="Mails">Mails that are due, as many at most.</param>
public sealed record WorkLag(long Due, TimeSpan? Oldest, long Mails)
{
    /// <summary>Counting further than this says nothing more.</summary>
    public const int Most = 100_000;

    /// <summary>Nothing waits.</summary>
    public static WorkLag None { get; } = new(0, null, 0);

    /// <summary>Reads it.</summary>
    public static WorkLag Of(StepTransaction transaction, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var due = transaction.First(
            "SELECT count(*) FROM (SELECT 1 AS one FROM stimulus WHERE state = 0 AND due_at <= @now LIMIT @most) s", r => r.Number(0), ("@now", now), ("@most", Most));
        var mails = transaction.First(
            "SELECT count(*) FROM (SELECT 1 AS one FROM mail WHERE state IN (0, 1, 3) AND due_at <= @now LIMIT @most) m", r => r.Number(0), ("@now", now), ("@most", Most));
        var oldest = StimulusClaim.NextDue(transaction);
        return new WorkLag(due, oldest <= now ? now - oldest : null, mails);
    }
}
