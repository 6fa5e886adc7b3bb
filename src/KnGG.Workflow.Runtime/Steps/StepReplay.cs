using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Archive;
using KnGG.Workflow.Runtime.Publishing;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>A recorded step that is decided otherwise now than it was.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Number">The step.</param>
/// <param name="Why">What differs.</param>
public sealed record ReplayDifference(Guid InstanceId, long Number, string Why);

/// <summary>Decides recorded steps again, from the stored stimulus and context, and compares the state with the one that was committed.</summary>
public sealed class StepReplay
{
    private readonly DefinitionSets _sets;
    private readonly ICareRows _care;

    /// <summary>Made by dependency injection.</summary>
    public StepReplay(DefinitionSets sets, ICareRows care)
    {
        _sets = sets;
        _care = care;
    }

    /// <summary>Replays the steps of an instance. Returns the first difference, or null when every step is decided as it was.</summary>
    public ReplayDifference? Replay(StepTransaction transaction, Guid instanceId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        InstanceState? state = null;
        foreach (var step in StepRecords.Of(transaction, instanceId))
        {
            var set = _sets.Get(transaction, step.SetId);
            state ??= Beginning(transaction, instanceId, step.SetId);
            if (step.State is not null)
            {
                state = EngineDoor.ReadState(Encoding.UTF8.GetBytes(step.State));
                continue;
            }

            try
            {
                var context = new StepContext(
                    step.At, new IdSource(step.IdSeed), ActorJson.Read(step.Actor), StepRunner.Culture, step.Care is null ? null : _care.Restore(step.Care));
                var result = Stepper.Decide(set, state, StoredStimulus.Read(step.Kind, step.BookmarkId, step.Payload), context);
                var json = EngineDoor.WriteState(result.State);
                if (!SHA256.HashData(json).AsSpan().SequenceEqual(step.StateHash))
                {
                    return new ReplayDifference(instanceId, step.Number, "the state after the step differs");
                }

                if (result.Facts.Count != step.FactCount || Journal.Pack(result.Facts) != step.Facts)
                {
                    return new ReplayDifference(instanceId, step.Number, "the journal of the step differs");
                }

                // As the next step reads it: through its JSON.
                state = EngineDoor.ReadState(json);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return new ReplayDifference(instanceId, step.Number, "it can no longer be decided: " + exception.GetType().Name);
            }
        }

        return null;
    }

    private InstanceState Beginning(StepTransaction transaction, Guid instanceId, long setId)
    {
        var row = transaction.First(
            """
            SELECT start_correlation_id, parent_instance_id, parent_bookmark_id FROM instance WHERE id = @id
            UNION ALL SELECT start_correlation_id, parent_instance_id, parent_bookmark_id FROM archived_instance WHERE id = @id
            """,
            r => (Correlation: r.TextOrNull(0), Parent: r.IdOrNull(1), Bookmark: r.IdOrNull(2)),
            ("@id", instanceId));
        var made = Stepper.NewInstance(instanceId, _sets.Get(transaction, setId), row.Correlation, row.Parent is { } parent ? (parent, row.Bookmark) : null);
        return EngineDoor.ReadState(EngineDoor.WriteState(made));
    }
}

/// <summary>Reads recorded steps.</summary>
public static class StepRecords
{
    private const string Columns =
        "instance_id, number, at, set_id, kind, bookmark_id, payload, actor, id_seed, care, state, state_hash, first_fact, fact_count, facts";

    /// <summary>The steps of an instance, oldest first, also of one in the archive.</summary>
    public static IReadOnlyList<StepRecordRow> Of(StepTransaction transaction, Guid instanceId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var steps = transaction.Query("SELECT " + Columns + " FROM step WHERE instance_id = @id" + Journal.InItsPlace + " ORDER BY number", Read, ("@id", instanceId));
        return steps.Count == 0 && ArchiveReader.TrajectoryOf(transaction, instanceId) is { } trajectory
            ? [.. ArchiveReader.Rows(transaction, trajectory, ArchivedTable.Steps, Columns, Read).Where(s => s.InstanceId == instanceId).OrderBy(s => s.Number)]
            : steps;
    }

    private static StepRecordRow Read(StepRow row) => new()
    {
        InstanceId = row.Id(0),
        Number = row.Number(1),
        At = row.Instant(2),
        SetId = row.Number(3),
        Kind = row.Text(4),
        BookmarkId = row.IdOrNull(5),
        Payload = row.TextOrNull(6),
        Actor = row.TextOrNull(7),
        IdSeed = row.Id(8),
        Care = row.TextOrNull(9),
        State = row.TextOrNull(10),
        StateHash = row.Bytes(11),
        FirstFact = row.Number(12),
        FactCount = (int)row.Number(13),
        Facts = row.Text(14),
    };
}
