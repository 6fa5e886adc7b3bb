using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Migration;

/// <summary>An instance and where it would go.</summary>
internal sealed record Moving(LoadedInstance Before, DefinitionSet To, long ToSetId, MoveResult? Result, string? Stays);

/// <summary>Works out what a migration means for one instance. Reads only.</summary>
internal sealed class Mover(DefinitionSets sets)
{
    /// <summary>What would happen to an instance; null when it is no longer there.</summary>
    public Moving? Work(StepTransaction transaction, Guid instanceId, long toSetId, IReadOnlyDictionary<string, string> renamed)
    {
        if (InstanceStore.Load(transaction, sets, instanceId) is not { } loaded)
        {
            return null;
        }

        var to = sets.Get(transaction, toSetId);
        var stays = loaded.State is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted } ? "Deze workflow is al klaar."
            : loaded.SetId == toSetId ? "Deze staat al in de nieuwe versie."
            : null;
        return new Moving(loaded, to, toSetId, stays is null ? Move(transaction, loaded, to, renamed) : null, stays);
    }

    public InstancePreview Preview(StepTransaction transaction, Moving moving)
    {
        var (before, result) = (moving.Before, moving.Result);
        var outcome = result is null ? MigrationOutcome.Stays : result.State is null ? MigrationOutcome.Refuses : MigrationOutcome.Moves;
        var dueAts = transaction.Query("SELECT id, due_at FROM task WHERE instance_id = @id AND state < 2", r => (Id: r.Id(0), Due: r.InstantOrNull(1)), ("@id", before.State.Id))
            .ToDictionary(t => t.Id, t => t.Due);
        var mails = transaction.Query(
            "SELECT template, due_at FROM mail WHERE state IN (0, 3) AND task_id IN (SELECT id FROM task WHERE instance_id = @id) ORDER BY due_at, id",
            r => new MigrationWait("mail", r.Text(0), r.Instant(1)), ("@id", before.State.Id));
        var now = Waits(before.State, before.Set, dueAts, mails);
        return new InstancePreview(
            before.State.Id, before.TrajectoryId, before.State.DefinitionId, before.SetId, moving.ToSetId, outcome,
            moving.Stays is { } stays ? [stays] : [.. result!.Problems.Select(p => p.Message)],
            [.. (result?.Skipped ?? []).Select(n => Name(moving.To, n))],
            now,
            result?.State is { } after ? Waits(after, moving.To, dueAts, mails) : now);
    }

    private static MoveResult Move(StepTransaction transaction, LoadedInstance loaded, DefinitionSet to, IReadOnlyDictionary<string, string> renamed) =>
        InstanceMove.To(loaded.State, loaded.Set, to, NodeMap.Between(loaded.Set, to, renamed), Done(transaction, loaded.State.Id));

    // The journal tells what has been done; an earlier move may have given it another node id since.
    private static HashSet<string> Done(StepTransaction transaction, Guid instance)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Journal.Read(transaction, instance))
        {
            if (line.Event == "Completed")
            {
                done.Add(line.NodeId);
            }
            else if (line.Event == InstanceMove.Event)
            {
                foreach (var (old, now) in line.Data[InstanceMove.RenamedData].AsMap)
                {
                    done.Remove(old);
                    done.Add(now.AsText);
                }
            }
        }

        return done;
    }

    private static List<MigrationWait> Waits(InstanceState state, DefinitionSet set, Dictionary<Guid, DateTimeOffset?> tasks, List<MigrationWait> mails) =>
    [
        .. state.Bookmarks.Select(b => new MigrationWait(
            b.Kind switch { BookmarkKinds.Timer => b.Name is "reminder" or "opens" ? "mail" : "date", var kind => kind },
            Name(set, b.NodeId),
            b.DueAt ?? tasks.GetValueOrDefault(b.Id))),
        .. mails,
    ];

    private static string Name(DefinitionSet set, string nodeId) => set.FindNode(nodeId) is { } node ? (node.DisplayName is { Length: > 0 } name ? name : node.Id) : set.Root.Name;
}
