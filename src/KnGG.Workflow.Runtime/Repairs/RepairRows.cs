using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Repairs;

/// <summary>Reads repairs and their children.</summary>
internal static class RepairRows
{
    private const string Columns = "SELECT id, action, state, started_by, account_id, started_at, looking_since, done_at FROM repair_batch";

    public static RepairBatchRow? Batch(StepTransaction transaction, Guid id) => transaction.First(Columns + " WHERE id = @id", Read, ("@id", id));

    public static List<RepairBatchRow> Last(StepTransaction transaction, int most) =>
        transaction.Query(Columns + " ORDER BY started_at DESC, id DESC LIMIT @most", Read, ("@most", most));

    public static List<RepairItemRow> Items(StepTransaction transaction, Guid batch) => transaction.Query(
        "SELECT batch_id, trajectory_id, number, cause, state, reason, taken_at, look, look_reason, looked_at FROM repair_item WHERE batch_id = @batch ORDER BY number",
        r => new RepairItemRow
        {
            BatchId = r.Id(0),
            TrajectoryId = r.Id(1),
            Number = (int)r.Number(2),
            Cause = r.Text(3),
            State = (RepairItemState)r.Number(4),
            Reason = r.TextOrNull(5),
            TakenAt = r.InstantOrNull(6),
            Look = (RepairLook)r.Number(7),
            LookReason = r.TextOrNull(8),
            LookedAt = r.InstantOrNull(9),
        },
        ("@batch", batch));

    private static RepairBatchRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        Action = row.Text(1),
        State = (RepairState)row.Number(2),
        StartedBy = row.Text(3),
        AccountId = row.Id(4),
        StartedAt = row.Instant(5),
        LookingSince = row.InstantOrNull(6),
        DoneAt = row.InstantOrNull(7),
    };
}
