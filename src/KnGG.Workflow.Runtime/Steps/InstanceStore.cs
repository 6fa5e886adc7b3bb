using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Publishing;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Somebody else took a step of this instance first: nothing of this one is kept, and the stimulus is taken up again.</summary>
internal sealed class StaleInstanceException(Guid instanceId, long version)
    : InvalidOperationException($"Instance {instanceId} is no longer at version {version}.");

/// <summary>An instance as it was read for a step.</summary>
/// <param name="State">Its state.</param>
/// <param name="Set">The set it is pinned to.</param>
/// <param name="SetId">Id of that set.</param>
/// <param name="Version">Number of steps taken; the fence.</param>
/// <param name="FactCount">Number of lines in its journal.</param>
/// <param name="TrajectoryId">Its trajectory, or null.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record LoadedInstance(InstanceState State, DefinitionSet Set, long SetId, long Version, long FactCount, Guid? TrajectoryId, DateTimeOffset CreatedAt);

/// <summary>The row of an instance, as far as a step needs it.</summary>
/// <param name="Id">Whose.</param>
/// <param name="State">Its state, as JSON.</param>
/// <param name="SetId">Id of the set that it is pinned to.</param>
/// <param name="Version">Number of steps taken.</param>
/// <param name="FactCount">Number of lines in its journal.</param>
/// <param name="TrajectoryId">Its trajectory, or null.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record StoredInstance(Guid Id, byte[] State, long SetId, long Version, long FactCount, Guid? TrajectoryId, DateTimeOffset CreatedAt);

/// <summary>Reads and writes instance rows on the step path.</summary>
internal static class InstanceStore
{
    private const string Columns = "SELECT id, state, set_id, version, fact_count, trajectory_id, created_at FROM instance";

    public static LoadedInstance? Load(StepTransaction transaction, DefinitionSets sets, Guid id)
    {
        if (!transaction.Expected.Remove(id, out var row))
        {
            row = transaction.First(Columns + " WHERE id = @id", Read, ("@id", id));
        }

        return row is null
            ? null
            : new LoadedInstance(EngineDoor.ReadState(row.State), sets.Get(transaction, row.SetId), row.SetId, row.Version, row.FactCount, row.TrajectoryId, row.CreatedAt);
    }

    /// <summary>Asks for many instances at once, where the database is a server.</summary>
    public static Asked<List<StoredInstance>> AskAll(StepTransaction transaction, Guid[] ids) =>
        transaction.Ask(Columns + " WHERE id = ANY(@ids)", Read, ("@ids", ids));

    /// <summary>
    /// Keeps what was read of instances for the first load of each. This transaction holds them and changes an instance only after it loaded
    /// it, so until then the row is as it was read.
    /// </summary>
    public static void Expect(StepTransaction transaction, IEnumerable<StoredInstance> instances)
    {
        foreach (var instance in instances)
        {
            transaction.Expected[instance.Id] = instance;
        }
    }

    public static void Insert(StepTransaction transaction, InstanceState state, long setId, DateTimeOffset now)
    {
        transaction.Send(
            """
            INSERT INTO instance (id, definition_id, definition_version_id, set_id, correlation_id, start_correlation_id, trajectory_id, name, parent_instance_id, parent_bookmark_id,
                                  status, sub_status, version, fact_count, incident_count, state, created_at, updated_at)
            VALUES (@id, @definition_id, @definition_version_id, @set_id, @correlation_id, @correlation_id, @trajectory_id, @name, @parent_instance_id, @parent_bookmark_id,
                    @status, @sub_status, 0, 0, 0, @state, @created_at, @updated_at)
            """,
            ("@id", state.Id), ("@definition_id", state.DefinitionId), ("@definition_version_id", state.DefinitionVersionId), ("@set_id", setId),
            ("@correlation_id", state.CorrelationId), ("@trajectory_id", TrajectoryOf(state)), ("@name", state.Name),
            ("@parent_instance_id", state.ParentInstanceId), ("@parent_bookmark_id", state.ParentBookmarkId),
            ("@status", (int)state.Status), ("@sub_status", (int)state.SubStatus), ("@state", new Utf8Text(EngineDoor.WriteState(state))),
            ("@created_at", now), ("@updated_at", now));
    }

    public static void Update(StepTransaction transaction, LoadedInstance before, InstanceState state, byte[] json, int newFacts, DateTimeOffset now)
    {
        transaction.SendFenced(
            () => new StaleInstanceException(state.Id, before.Version),
            """
            UPDATE instance SET state = @state, version = @next, status = @status, sub_status = @sub_status, fact_count = @fact_count,
                   incident_count = @incident_count, name = @name, correlation_id = @correlation_id, trajectory_id = @trajectory_id,
                   updated_at = @updated_at, finished_at = @finished_at
            WHERE id = @id AND version = @version
            """,
            ("@state", new Utf8Text(json)), ("@next", before.Version + 1), ("@status", (int)state.Status), ("@sub_status", (int)state.SubStatus),
            ("@fact_count", before.FactCount + newFacts), ("@incident_count", state.Incidents.Count), ("@name", state.Name),
            ("@correlation_id", state.CorrelationId), ("@trajectory_id", TrajectoryOf(state)), ("@updated_at", now),
            ("@finished_at", state.Status == WorkflowStatus.Finished ? now : null), ("@id", state.Id), ("@version", before.Version));
    }

    private static StoredInstance Read(StepRow row) => new(row.Id(0), row.Utf8(1), row.Number(2), row.Number(3), row.Number(4), row.IdOrNull(5), row.Instant(6));

    public static Guid? TrajectoryOf(InstanceState state) => Guid.TryParse(state.CorrelationId, out var id) ? id : null;
}
