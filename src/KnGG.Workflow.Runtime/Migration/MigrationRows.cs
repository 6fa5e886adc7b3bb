using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Migration;

/// <summary>Reads batches and their items.</summary>
internal static class MigrationRows
{
    private const string Columns = "SELECT id, definition_id, renamed, state, started_by, started_at, done_at FROM migration_batch";

    public static MigrationBatchRow? Batch(StepTransaction transaction, Guid id) => transaction.First(Columns + " WHERE id = @id", Read, ("@id", id));

    public static List<MigrationBatchRow> Last(StepTransaction transaction, int most) =>
        transaction.Query(Columns + " ORDER BY started_at DESC, id DESC LIMIT @most", Read, ("@most", most));

    public static List<MigrationItemRow> Items(StepTransaction transaction, Guid batch) => transaction.Query(
        """
        SELECT batch_id, instance_id, number, to_set_id, from_set_id, state, reason, taken_at, look, look_reason, looked_at
        FROM migration_item WHERE batch_id = @batch ORDER BY number
        """,
        r => new MigrationItemRow
        {
            BatchId = r.Id(0),
            InstanceId = r.Id(1),
            Number = (int)r.Number(2),
            ToSetId = r.Number(3),
            FromSetId = r.NumberOrNull(4),
            State = (MigrationItemState)r.Number(5),
            Reason = r.TextOrNull(6),
            TakenAt = r.InstantOrNull(7),
            Look = (MigrationLook)r.Number(8),
            LookReason = r.TextOrNull(9),
            LookedAt = r.InstantOrNull(10),
        },
        ("@batch", batch));

    private static MigrationBatchRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        DefinitionId = row.Text(1),
        Renamed = row.Text(2),
        State = (MigrationBatchState)row.Number(3),
        StartedBy = row.Text(4),
        StartedAt = row.Instant(5),
        DoneAt = row.InstantOrNull(6),
    };
}
