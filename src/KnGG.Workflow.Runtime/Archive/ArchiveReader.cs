using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>
/// Reads what went to the archive, with the same columns and readers as the tables it came from. Who reads how something went asks the tables
/// first, and the archive when they have nothing: a trajectory lies in one of the two, never in both.
/// </summary>
internal static class ArchiveReader
{
    /// <summary>The trajectory of an instance in the archive, or null.</summary>
    public static Guid? TrajectoryOf(StepTransaction transaction, Guid instanceId) =>
        transaction.First("SELECT trajectory_id FROM archived_instance WHERE id = @id", r => (Guid?)r.Id(0), ("@id", instanceId));

    /// <summary>The archived rows of a trajectory that came from one table; none when it is not in the archive.</summary>
    /// <param name="transaction">A reading or writing transaction.</param>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns, as between SELECT and FROM.</param>
    /// <param name="read">Reads one row.</param>
    public static List<T> Rows<T>(StepTransaction transaction, Guid trajectoryId, string table, string columns, Func<StepRow, T> read) =>
        Content(transaction, trajectoryId, table) is { } content ? PackedRows.Unpack(content).Select(columns, read) : [];

    private static byte[]? Content(StepTransaction transaction, Guid trajectoryId, string table) => transaction.First(
        "SELECT content FROM archived_part WHERE trajectory_id = @id AND part = @part", r => r.Bytes(0), ("@id", trajectoryId), ("@part", table));
}
