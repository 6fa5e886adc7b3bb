using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.InstanceMigration;

/// <summary>
/// Writes a move: the state in its new set, the names of what waits in their rows, and a step of its own that carries the state itself,
/// because no decision leads to it. Dates, tasks and mails stay as they are.
/// </summary>
internal static class MigratedStep
{
    /// <summary>The kind under which the step is recorded; no stimulus has it.</summary>
    public const string Kind = "migrated";

    public static void Write(StepTransaction transaction, Moving moving, Actor actor, DateTimeOffset now)
    {
        var (before, state, fact) = (moving.Before, moving.Result!.State!, moving.Result.Fact!);
        var json = EngineDoor.WriteState(state);
        InstanceStore.Update(transaction, before, state, json, 1, now);
        transaction.Execute(
            "UPDATE instance SET set_id = @set, definition_version_id = @version WHERE id = @id",
            ("@set", moving.ToSetId), ("@version", state.DefinitionVersionId), ("@id", state.Id));
        transaction.Execute(
            """
            INSERT INTO step (instance_id, number, started, at, set_id, kind, actor, id_seed, state, state_hash, first_fact, fact_count, facts)
            VALUES (@instance_id, @number, @started, @at, @set_id, @kind, @actor, @id_seed, @state, @state_hash, @first_fact, 1, @facts)
            """,
            ("@instance_id", state.Id), ("@number", before.Version + 1), ("@started", before.CreatedAt), ("@at", now), ("@set_id", moving.ToSetId), ("@kind", Kind), ("@actor", ActorJson.Write(actor)),
            ("@id_seed", Ids.New(now)), ("@state", Encoding.UTF8.GetString(json)), ("@state_hash", SHA256.HashData(json)), ("@first_fact", before.FactCount + 1),
            ("@facts", Journal.Pack([fact])));
        Rename(transaction, moving);
        if (before.TrajectoryId is { } trajectory)
        {
            AuditLog.Write(transaction, trajectory, actor, now, new AuditEntry(
                "write", "stap " + (before.Version + 1) + " van " + state.DefinitionId + ": naar een nieuwe versie", "uitvoering van de ketenaanpak"));
        }
    }

    private static void Rename(StepTransaction transaction, Moving moving)
    {
        var old = moving.Before.State.Bookmarks.ToDictionary(b => b.Id);
        foreach (var wait in moving.Result!.State!.Bookmarks.Where(b => old[b.Id].NodeId != b.NodeId))
        {
            transaction.Execute(
                "UPDATE task SET activity_id = @activity, node_id = @node WHERE id = @id", ("@activity", wait.ActivityId), ("@node", wait.NodeId), ("@id", wait.Id));
            transaction.Execute("UPDATE event_wait SET activity_id = @activity WHERE bookmark_id = @id", ("@activity", wait.ActivityId), ("@id", wait.Id));
        }

        foreach (var incident in moving.Result.State.Incidents)
        {
            transaction.Execute("UPDATE incident SET activity_id = @activity WHERE id = @id", ("@activity", incident.ActivityId), ("@id", incident.Id));
        }
    }
}
