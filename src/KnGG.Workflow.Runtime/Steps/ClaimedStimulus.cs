namespace KnGG.Workflow.Runtime.Steps;

/// <summary>A stimulus that was taken from the queue in the transaction of its step.</summary>
internal sealed record ClaimedStimulus(
    long Seq, Guid InstanceId, DateTimeOffset DueAt, string Kind, Guid? BookmarkId, string? Payload, string? Actor, int Attempt);

/// <summary>Takes stimuli from the queue. The claim is the transaction itself (ADR 0002): nobody else can write until it ends.</summary>
internal static class StimulusClaim
{
    private const string Columns = "SELECT seq, instance_id, due_at, kind, bookmark_id, payload, actor, attempt FROM stimulus";

    /// <summary>The next due stimuli, the first due first and in order of arrival.</summary>
    public static List<ClaimedStimulus> Next(StepTransaction transaction, DateTimeOffset now, DateTimeOffset realNow, int most) => transaction.Query(
        Columns + " WHERE state = 0 AND due_at <= @now AND not_before <= @real ORDER BY due_at, seq LIMIT @most",
        Read,
        ("@now", now), ("@real", realNow), ("@most", most));

    /// <summary>A stimulus that was read before, if it still stands at the same attempt.</summary>
    public static ClaimedStimulus? Again(StepTransaction transaction, ClaimedStimulus claimed) => transaction.First(
        Columns + " WHERE seq = @seq AND attempt = @attempt AND state = 0", Read, ("@seq", claimed.Seq), ("@attempt", claimed.Attempt));

    /// <summary>Takes it off the queue; false when somebody else was first.</summary>
    public static bool Consume(StepTransaction transaction, ClaimedStimulus claimed) => transaction.Execute(
        "DELETE FROM stimulus WHERE seq = @seq AND attempt = @attempt AND state = 0", ("@seq", claimed.Seq), ("@attempt", claimed.Attempt)) == 1;

    /// <summary>The first due moment of the queue, or null when it is empty.</summary>
    public static DateTimeOffset? NextDue(StepTransaction transaction) => transaction.First(
        "SELECT due_at FROM stimulus WHERE state = 0 ORDER BY due_at, seq LIMIT 1", r => (DateTimeOffset?)r.Instant(0));

    private static ClaimedStimulus Read(StepRow row) => new(
        row.Number(0), row.Id(1), row.Instant(2), row.Text(3), row.IdOrNull(4), row.TextOrNull(5), row.TextOrNull(6), (int)row.Number(7));
}
