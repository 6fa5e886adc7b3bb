using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items of this page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="PageSize">At most this many on a page.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize);

/// <summary>The lists of open tasks.</summary>
public sealed class TaskInbox
{
    // A person's own tasks, those of colleagues for whom the person stands in, those of the roles that the person holds, those that were
    // escalated to the person or to such a role, and those left by a colleague of that role who is away without a deputy. Each part by an
    // index of its own: one condition with OR would read all tasks.
    private static readonly string OfPerson =
        $"""
        WITH RECURSIVE {StandIns.Tables},
        mine(id, due_at) AS (
            SELECT id, due_at FROM task WHERE person_id = @me AND state < 2
            UNION SELECT id, due_at FROM task WHERE claimed_by = @me AND state < 2
            UNION SELECT id, due_at FROM task WHERE escalated_person_id = @me AND state < 2
            UNION SELECT t.id, t.due_at FROM standing s JOIN task t ON t.person_id = s.id
                  JOIN account_role r ON r.account_id = @me AND r.organisation_id = t.organisation_id AND r.role = t.role WHERE t.state < 2
            UNION SELECT t.id, t.due_at FROM standing s JOIN task t ON t.claimed_by = s.id
                  JOIN account_role r ON r.account_id = @me AND r.organisation_id = t.organisation_id AND r.role = t.role WHERE t.state < 2
            UNION SELECT t.id, t.due_at FROM account_role r JOIN task t ON t.organisation_id = r.organisation_id AND t.role = r.role
                  WHERE r.account_id = @me AND t.state < 2 AND t.person_id IS NULL AND t.claimed_by IS NULL
            UNION SELECT t.id, t.due_at FROM account_role r JOIN task t ON t.escalated_organisation_id = r.organisation_id AND t.escalated_role = r.role
                  WHERE r.account_id = @me AND t.state < 2
            UNION SELECT t.id, t.due_at FROM deserted g JOIN task t ON t.person_id = g.id
                  JOIN account_role r ON r.account_id = @me AND r.organisation_id = t.organisation_id AND r.role IN (t.role, '{EscalationWriter.Distributor}')
                  WHERE t.state < 2 AND (t.claimed_by IS NULL OR t.claimed_by = g.id)
            UNION SELECT t.id, t.due_at FROM deserted g JOIN task t ON t.claimed_by = g.id
                  JOIN account_role r ON r.account_id = @me AND r.organisation_id = t.organisation_id AND r.role IN (t.role, '{EscalationWriter.Distributor}') WHERE t.state < 2)

        """;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public TaskInbox(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The open tasks of a person, the first due first.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">At most 200.</param>
    public Paged<TaskRow> Mine(Guid accountId, int page = 1, int pageSize = 25)
    {
        page = Math.Max(page, 1);
        pageSize = Math.Clamp(pageSize, 1, 200);
        var today = TaskAccess.LocalDate(_clock.Now);
        return _database.Read(transaction =>
        {
            var total = transaction.First(OfPerson + "SELECT count(*) FROM mine", r => r.Number(0), ("@me", accountId), ("@today", today));
            var items = transaction.Query(
                OfPerson + TaskRows.Columns + " WHERE id IN (SELECT id FROM mine ORDER BY due_at IS NULL, due_at, id LIMIT @take OFFSET @skip) ORDER BY due_at IS NULL, due_at, id",
                TaskRows.Read,
                ("@me", accountId), ("@today", today), ("@take", pageSize), ("@skip", (long)(page - 1) * pageSize));
            return new Paged<TaskRow>(items, total, page, pageSize);
        });
    }

    /// <summary>In which role the person may do this task as its own, or null when it may not.</summary>
    public (string Role, Guid? OrganisationId)? RoleFor(Guid taskId, Guid accountId)
    {
        var now = _clock.Now;
        return _database.Read(transaction =>
            TaskRows.Find(transaction, taskId) is { } task ? TaskAccess.For(transaction, task, accountId, now) : null);
    }
}
