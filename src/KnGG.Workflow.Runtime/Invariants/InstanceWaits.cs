using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Invariants;

/// <summary>Compares the waits in an instance's state with their rows: each has exactly one, and no row waits for nothing.</summary>
internal static class InstanceWaits
{
    public static IEnumerable<InvariantViolation> Compare(StepTransaction transaction, Guid instanceId, InstanceState state)
    {
        var id = instanceId.ToString();
        var rows = Rows(transaction, instanceId);

        // An instance that ended by itself or was cancelled waits for nothing; a faulted one keeps its waits until it is repaired.
        // What was answered meanwhile lies in the state itself and has no row any more.
        var answered = state.Parked.Select(p => p.WaitId).ToHashSet();
        List<Bookmark> waits = state is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted }
            ? []
            : [.. state.Bookmarks.Where(b => !answered.Contains(b.Id))];
        foreach (var wait in waits)
        {
            var count = rows.Count(r => r.Kind == wait.Kind && r.Bookmark == wait.Id);
            if (count != 1)
            {
                yield return new InvariantViolation(
                    count == 0 ? "wait-without-row" : "wait-with-two-rows", id, $"Activiteit {wait.ActivityId} wacht ({wait.Kind}), maar daar horen {count} rijen bij.");
            }
        }

        foreach (var (kind, bookmark) in rows.Where(r => !waits.Any(w => w.Kind == r.Kind && w.Id == r.Bookmark)))
        {
            yield return new InvariantViolation("row-without-wait", id, $"Er is een rij ({kind}, {bookmark}) waarop de workflow niet wacht.");
        }

        var pending = transaction.First("SELECT count(*) FROM stimulus WHERE instance_id = @id", r => r.Number(0), ("@id", instanceId));
        if (state.Status == WorkflowStatus.Running && waits.Count == 0 && state.Incidents.Count == 0 && pending == 0)
        {
            yield return new InvariantViolation("running-without-wait", id, "De workflow is niet klaar, maar wacht nergens op en heeft geen incident.");
        }

        var open = transaction.Query("SELECT id FROM incident WHERE instance_id = @id AND kind = 'activity' AND closed_at IS NULL", r => r.Id(0), ("@id", instanceId));
        if (!open.Order().SequenceEqual(state.Incidents.Select(i => i.Id).Order()))
        {
            yield return new InvariantViolation("incidents-differ", id, "De open incidenten in de lijst zijn niet die van de toestand.");
        }
    }

    // A task that was answered and a child that ended are still waited for until the stimulus that says so is taken.
    private static List<(string Kind, Guid Bookmark)> Rows(StepTransaction transaction, Guid instanceId) => transaction.Query(
        """
        SELECT 'timer', bookmark_id FROM stimulus WHERE instance_id = @id AND kind = 'timer'
        UNION ALL SELECT 'event', bookmark_id FROM event_wait WHERE instance_id = @id
        UNION ALL SELECT 'task', id FROM task WHERE instance_id = @id AND state < 2
        UNION ALL SELECT 'task', s.bookmark_id FROM stimulus s JOIN task t ON t.id = s.bookmark_id WHERE s.instance_id = @id AND s.kind IN ('task', 'returned') AND t.state >= 2
        UNION ALL SELECT 'child', parent_bookmark_id FROM instance
                  WHERE parent_instance_id = @id AND parent_bookmark_id IS NOT NULL AND (status = 0 OR sub_status = 5)
                    AND NOT EXISTS (SELECT 1 FROM stimulus s WHERE s.bookmark_id = instance.parent_bookmark_id AND s.kind = 'child')
        UNION ALL SELECT 'child', bookmark_id FROM stimulus WHERE instance_id = @id AND kind = 'child'
        """,
        r => (r.Text(0), r.Id(1)),
        ("@id", instanceId));
}
