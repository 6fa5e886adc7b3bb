namespace KnGG.Workflow.Runtime.Steps;

/// <summary>A stimulus that was taken from the queue in the transaction of its step.</summary>
/// <param name="Seq">Its place in the order of arrival.</param>
/// <param name="InstanceId">For which instance.</param>
/// <param name="DueAt">Since when it is due.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="BookmarkId">The wait it answers, or null.</param>
/// <param name="Payload">The rest of it, or null.</param>
/// <param name="Actor">Who caused it, or null.</param>
/// <param name="Attempt">How often it failed.</param>
/// <param name="Group">What is taken up by one node at a time: the trajectory, or the instance when it has none.</param>
internal sealed record ClaimedStimulus(
    long Seq, Guid InstanceId, DateTimeOffset DueAt, string Kind, Guid? BookmarkId, string? Payload, string? Actor, int Attempt, Guid Group);

/// <summary>
/// Takes stimuli from the queue. The claim is the transaction itself (ADR 0002): where one process writes, nobody else can until it ends;
/// where several do, the rows are locked and so are the trajectories that they belong to.
/// </summary>
internal static class StimulusClaim
{
    private const string Columns = "SELECT s.seq, s.instance_id, s.due_at, s.kind, s.bookmark_id, s.payload, s.actor, s.attempt";
    private const string Own = Columns + ", s.instance_id FROM stimulus s";
    private const string Grouped = Columns + ", coalesce(i.trajectory_id, s.instance_id) FROM stimulus s LEFT JOIN instance i ON i.id = s.instance_id";
    private const string Due = " WHERE s.state = 0 AND s.due_at <= @now AND s.not_before <= @real";
    private const string InOrder = " ORDER BY s.due_at, s.seq LIMIT @most";

    // More rounds than this find nothing but what other nodes are busy with.
    private const int MostRounds = 8;

    /// <summary>The next due stimuli, the first due first and in order of arrival.</summary>
    public static List<ClaimedStimulus> Next(StepTransaction transaction, bool isShared, DateTimeOffset now, DateTimeOffset realNow, int most)
    {
        if (!isShared)
        {
            return transaction.Query(Own + Due + InOrder, Read, ("@now", now), ("@real", realNow), ("@most", most));
        }

        // A trajectory that another node is busy with is left alone as a whole, so that its stimuli keep their order; the next ones may go.
        HashSet<Guid> busy = [];
        for (var round = 0; round < MostRounds; round++)
        {
            var due = transaction.Query(
                Grouped + Due + " AND NOT (coalesce(i.trajectory_id, s.instance_id) = ANY(@busy))" + InOrder + transaction.SkipHeld("s"), Read,
                ("@now", now), ("@real", realNow), ("@busy", busy.ToArray()), ("@most", most));
            var held = transaction.TryHold([.. due.Select(d => d.Group).Distinct()]);
            var instances = InstanceStore.AskAll(transaction, [.. due.Select(d => d.InstanceId).Distinct()]);
            busy.UnionWith(held.Value);
            due.RemoveAll(d => busy.Contains(d.Group));
            InstanceStore.Expect(transaction, instances.Value.Where(i => !busy.Contains(i.TrajectoryId ?? i.Id)));
            if (due.Count > 0 || busy.Count == 0)
            {
                return due;
            }
        }

        return [];
    }

    /// <summary>A stimulus that was read before, if it still stands at the same attempt and no other node is busy with it.</summary>
    public static ClaimedStimulus? Again(StepTransaction transaction, ClaimedStimulus claimed) => transaction.TryHold([claimed.Group]).Value.Count > 0
        ? null
        : transaction.First(
            Own + " WHERE s.seq = @seq AND s.attempt = @attempt AND s.state = 0" + transaction.SkipHeld("s"), Read, ("@seq", claimed.Seq), ("@attempt", claimed.Attempt));

    /// <summary>Takes it off the queue; the step is not written when somebody else was first.</summary>
    public static void Consume(StepTransaction transaction, ClaimedStimulus claimed, long version) => transaction.SendFenced(
        () => new StaleInstanceException(claimed.InstanceId, version),
        "DELETE FROM stimulus WHERE seq = @seq AND attempt = @attempt AND state = 0", ("@seq", claimed.Seq), ("@attempt", claimed.Attempt));

    /// <summary>Takes it off the queue when there is nothing left that it was meant for.</summary>
    public static void Drop(StepTransaction transaction, ClaimedStimulus claimed) => transaction.Send(
        "DELETE FROM stimulus WHERE seq = @seq", ("@seq", claimed.Seq));

    /// <summary>The first due moment of the queue, or null when it is empty.</summary>
    public static DateTimeOffset? NextDue(StepTransaction transaction) => transaction.First(
        "SELECT due_at FROM stimulus WHERE state = 0 ORDER BY due_at, seq LIMIT 1", r => (DateTimeOffset?)r.Instant(0));

    private static ClaimedStimulus Read(StepRow row) => new(
        row.Number(0), row.Id(1), row.Instant(2), row.Text(3), row.IdOrNull(4), row.TextOrNull(5), row.TextOrNull(6), (int)row.Number(7), row.Id(8));
}
