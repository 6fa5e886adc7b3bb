using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>Who owns a case, from the team's rows.</summary>
public sealed class TrajectoryPeople : ITaskPeople
{
    /// <inheritdoc/>
    public bool IsCaseOwner(StepTransaction transaction, Guid trajectoryId, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(
            """
            SELECT 1 FROM team_member m
            WHERE m.trajectory_id = @trajectory AND m.is_owner = 1 AND m.until IS NULL
              AND (m.person_id = @account OR (m.person_id IS NULL AND EXISTS (
                  SELECT 1 FROM account_role r WHERE r.account_id = @account AND r.organisation_id = m.organisation_id AND r.role = m.role)))
            """,
            _ => (bool?)true, ("trajectory", trajectoryId), ("account", accountId)) ?? false;
    }

    /// <inheritdoc/>
    public (string Role, Guid OrganisationId)? CaseOwner(StepTransaction transaction, Guid trajectoryId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(
            "SELECT role, organisation_id FROM team_member WHERE trajectory_id = @trajectory AND is_owner = 1 AND until IS NULL",
            row => row.IdOrNull(1) is { } organisation ? (row.Text(0), organisation) : ((string, Guid)?)null, ("trajectory", trajectoryId));
    }
}
