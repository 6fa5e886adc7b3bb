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

        if (task.OrganisationId is { } organisation && Holds(transaction, accountId, organisation, task.Role)
            && (task.PersonId is not { } person || StandsInFor(transaction, accountId, person, now)))
        {
            return (task.Role, organisation);
        }

        if (task is { EscalatedRole: { } role, EscalatedOrganisationId: { } escalated } && Holds(transaction, accountId, escalated, role))
        {
            return (role, escalated);
        }

        return task.PersonId is { } meant && StandsInFor(transaction, accountId, meant, now) ? (task.Role, task.OrganisationId) : null;
    }

    public static bool Holds(StepTransaction transaction, Guid accountId, Guid organisationId, string role) =>
        transaction.First(
            "SELECT 1 FROM account_role WHERE account_id = @account_id AND organisation_id = @organisation_id AND role = @role",
            r => (bool?)true,
            ("@account_id", accountId), ("@organisation_id", organisationId), ("@role", role)) ?? false;

    public static bool StandsInFor(StepTransaction transaction, Guid accountId, Guid person, DateTimeOffset now) =>
        transaction.First(
            """
            SELECT 1 FROM account WHERE id = @person AND deputy_id = @deputy AND absent_from IS NOT NULL AND absent_from <= @today
              AND (absent_until IS NULL OR absent_until >= @today)
            """,
            r => (bool?)true,
            ("@person", person), ("@deputy", accountId), ("@today", LocalDate(now))) ?? false;

    public static DateOnly LocalDate(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Amsterdam).DateTime);

    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
}
