using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>In which role an account may act on a task.</summary>
internal static class TaskAccess
{
    /// <summary>The role and organisation in which the account does this task as its own, or null when it may not.</summary>
    public static (string Role, Guid? OrganisationId)? For(StepTransaction transaction, TaskRow task, Guid accountId, DateTimeOffset now)
    {
        if (task.ClaimedBy == accountId || task.PersonId == accountId || task.EscalatedPersonId == accountId)
        {
            return (task.Role, task.OrganisationId);
        }

        var today = LocalDate(now);
        if (task.OrganisationId is { } organisation && Holds(transaction, accountId, organisation, task.Role)
            && (task.PersonId is not { } person || StandIns.Covers(transaction, accountId, person, today) || StandIns.IsDeserted(transaction, person, today)))
        {
            return (task.Role, organisation);
        }

        if (task is { EscalatedRole: { } role, EscalatedOrganisationId: { } escalated } && Holds(transaction, accountId, escalated, role))
        {
            return (role, escalated);
        }

        // What is left by somebody who is away without a deputy is divided by who divides the work.
        return task.OrganisationId is { } house && (task.ClaimedBy ?? task.PersonId) is { } gone && Holds(transaction, accountId, house, EscalationWriter.Distributor)
            && StandIns.IsDeserted(transaction, gone, today)
                ? (EscalationWriter.Distributor, house)
                : null;
    }

    public static bool Holds(StepTransaction transaction, Guid accountId, Guid organisationId, string role) =>
        transaction.First(
            "SELECT 1 FROM account_role WHERE account_id = @account_id AND organisation_id = @organisation_id AND role = @role",
            r => (bool?)true,
            ("@account_id", accountId), ("@organisation_id", organisationId), ("@role", role)) ?? false;

    public static DateOnly LocalDate(DateTimeOffset now) => Care.Calendar.DutchTime.ToLocalDate(now);
}
