using System.Globalization;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>The promises about trajectories that can be read from the rows; part of the verb <c>invariants</c> and of the nightly check.</summary>
public sealed class CareInvariants : IInvariants
{
    private const int PageSize = 500;

    private static readonly (string Promise, string Sql, string Message)[] Checks =
    [
        ("one-owner",
            """
            SELECT t.id, (SELECT count(*) FROM team_member m WHERE m.trajectory_id = t.id AND m.is_owner = 1 AND m.until IS NULL) AS owners
            FROM trajectory t WHERE t.is_open = 1
              AND (SELECT count(*) FROM team_member m WHERE m.trajectory_id = t.id AND m.is_owner = 1 AND m.until IS NULL) <> 1
            ORDER BY t.id
            """,
            "Een open traject heeft {0} regiehouders; het moet er precies één zijn."),
        ("open-waits",
            """
            SELECT t.id, 0 FROM trajectory t WHERE t.is_open = 1 AND NOT EXISTS (
                SELECT 1 FROM instance i WHERE i.trajectory_id = t.id AND (i.incident_count > 0 OR (i.status = 0 AND (
                    EXISTS (SELECT 1 FROM stimulus s WHERE s.instance_id = i.id)
                    OR EXISTS (SELECT 1 FROM task k WHERE k.instance_id = i.id AND k.state < 2)
                    OR EXISTS (SELECT 1 FROM event_wait e WHERE e.instance_id = i.id)))))
            ORDER BY t.id
            """,
            "Een open traject wacht op niets: geen taak, geen moment, geen gebeurtenis en geen incident."),
        ("closed-is-quiet",
            "SELECT t.id, (SELECT count(*) FROM task k WHERE k.trajectory_id = t.id AND k.state < 2) FROM trajectory t WHERE t.is_open = 0 AND EXISTS (SELECT 1 FROM task k WHERE k.trajectory_id = t.id AND k.state < 2) ORDER BY t.id",
            "Een afgesloten traject heeft nog {0} open taken."),
        ("closed-has-no-team",
            "SELECT t.id, 0 FROM trajectory t WHERE t.is_open = 0 AND EXISTS (SELECT 1 FROM team_member m WHERE m.trajectory_id = t.id AND m.until IS NULL) ORDER BY t.id",
            "Een afgesloten traject geeft nog iemand toegang."),
    ];

    /// <inheritdoc/>
    public IEnumerable<InvariantViolation> Check(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var found = new List<InvariantViolation>();
        foreach (var (promise, sql, message) in Checks)
        {
            found.AddRange(transaction.Query(sql, row => Broken(promise, row.Id(0), string.Format(CultureInfo.InvariantCulture, message, row.Number(1)))));
        }

        var after = Guid.Empty;
        while (transaction.Query("SELECT id FROM trajectory WHERE id > @after ORDER BY id LIMIT @take", row => row.Id(0), ("after", after), ("take", PageSize)) is { Count: > 0 } page)
        {
            found.AddRange(page.SelectMany(id => OfFile(transaction, id)));
            after = page[^1];
        }

        return found;
    }

    private static IEnumerable<InvariantViolation> OfFile(StepTransaction transaction, Guid id)
    {
        var file = TrajectoryStore.Read(transaction, id)!;
        foreach (var handover in file.Process.Handovers.Where(h => !IsLegal(h)))
        {
            yield return Broken("handover-legal", id, $"Overdracht {handover.Id} heeft een stand die niet kan volgen op de vorige.");
        }

        var rows = transaction.Query("SELECT id, state FROM handover WHERE trajectory_id = @id ORDER BY id", row => (row.Id(0), row.Text(1)), ("id", id));
        if (!rows.ToHashSet().SetEquals(file.Process.Handovers.Select(h => (h.Id, HandoverStates.Code(h.State)))))
        {
            yield return Broken("handover-rows", id, "De lijst van overdrachten is anders dan het dossier.");
        }

        if (!StuckSignStore.Read(transaction, id).SequenceEqual(StuckSigns.Of(file)))
        {
            yield return Broken("stuck-signs", id, "De tekenen van vastlopen zijn anders dan het dossier.");
        }
    }

    private static InvariantViolation Broken(string promise, Guid trajectory, string message) => new(promise, trajectory.ToString(), message);

    private static bool IsLegal(Handover handover)
    {
        var state = HandoverState.Offered;
        foreach (var move in handover.Moves)
        {
            // Closing the trajectory withdraws a handover from any state.
            if (!Handover.Allows(state, move.State) && move.State != HandoverState.Withdrawn)
            {
                return false;
            }

            state = move.State;
        }

        return state == handover.State;
    }
}
