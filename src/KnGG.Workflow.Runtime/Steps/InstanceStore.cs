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

/// <summary>Reads and writes instance rows on the step path.</summary>
internal static class InstanceStore
{
    public static LoadedInstance? Load(StepTransaction transaction, DefinitionSets sets, Guid id)
    {
        var row = transaction.First(
            "SELECT state, set_id, version, fact_count, trajectory_id, created_at FROM instance WHERE id = @id",
            r => (State: r.Utf8(0), SetId: r.Number(1), Version: r.Number(2), Facts: r.Number(3), Trajectory: r.IdOrNull(4), CreatedAt: r.Instant(5)),
            ("@id", id));
        return row.State is null
            ? null
            : new LoadedInstance(EngineDoor.ReadState(row.State), sets.Get(transaction, row.SetId), row.SetId, row.Version, row.Facts, row.Trajectory, row.CreatedAt);
    }

    public static void Insert(StepTransaction transaction, InstanceState state, long setId, DateTimeOffset now)
    {
        transaction.Execute(
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
        var changed = transaction.Execute(
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
        if (changed != 1)
        {
            throw new StaleInstanceException(state.Id, before.Version);
        }
    }

    public static Guid? TrajectoryOf(InstanceState state) => Guid.TryParse(state.CorrelationId, out var id) ? id : null;
}
