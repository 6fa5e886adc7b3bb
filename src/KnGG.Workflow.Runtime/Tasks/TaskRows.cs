using KnGG.Workflow.Runtime.Archive;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>Reads task rows in a transaction.</summary>
public static class TaskRows
{
    private const string Names =
        """
        id, instance_id, trajectory_id, definition_id, activity_id, node_id, is_plain, title, role, organisation_id, person_id, form, outcomes,
        opens_at, due_at, why, rule, next, if_nothing, handover_id, plan_item_id, on_behalf_allowed, prefill, payload, state, created_at,
        claimed_by, claimed_at, closed_at, closed_by, outcome, decline_count, decline_reason, escalation_stage, escalated_role,
        escalated_organisation_id, escalated_person_id, consent_for, follows_id, corrects_id, given_by, given_reason
        """;

    internal const string Columns = "SELECT " + Names + " FROM task";

    /// <summary>A task, or null.</summary>
    public static TaskRow? Find(StepTransaction transaction, Guid taskId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(Columns + " WHERE id = @id", Read, ("@id", taskId));
    }

    /// <summary>The tasks of a trajectory, newest first, also of one in the archive.</summary>
    public static IReadOnlyList<TaskRow> OfTrajectory(StepTransaction transaction, Guid trajectoryId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var tasks = transaction.Query(Columns + " WHERE trajectory_id = @id ORDER BY created_at DESC, id DESC", Read, ("@id", trajectoryId));
        return tasks.Count > 0 ? tasks : ArchiveReader.Rows(transaction, trajectoryId, ArchivedTable.Tasks, Names, Read);
    }

    /// <summary>The outcomes of a task, as on its buttons.</summary>
    public static IReadOnlyList<string> OutcomesOf(TaskRow task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return System.Text.Json.JsonSerializer.Deserialize<string[]>(task.Outcomes) ?? [];
    }

    internal static TaskRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        InstanceId = row.Id(1),
        TrajectoryId = row.IdOrNull(2),
        DefinitionId = row.Text(3),
        ActivityId = row.Text(4),
        NodeId = row.Text(5),
        IsPlain = row.Flag(6),
        Title = row.Text(7),
        Role = row.Text(8),
        OrganisationId = row.IdOrNull(9),
        PersonId = row.IdOrNull(10),
        Form = row.TextOrNull(11),
        Outcomes = row.Text(12),
        OpensAt = row.InstantOrNull(13),
        DueAt = row.InstantOrNull(14),
        Why = row.Text(15),
        Rule = row.Text(16),
        Next = row.Text(17),
        IfNothing = row.Text(18),
        HandoverId = row.IdOrNull(19),
        PlanItemId = row.IdOrNull(20),
        OnBehalfAllowed = row.Flag(21),
        Prefill = row.TextOrNull(22),
        Payload = row.TextOrNull(23),
        State = (TaskState)row.Number(24),
        CreatedAt = row.Instant(25),
        ClaimedBy = row.IdOrNull(26),
        ClaimedAt = row.InstantOrNull(27),
        ClosedAt = row.InstantOrNull(28),
        ClosedBy = row.TextOrNull(29),
        Outcome = row.TextOrNull(30),
        DeclineCount = (int)row.Number(31),
        DeclineReason = row.TextOrNull(32),
        EscalationStage = row.TextOrNull(33),
        EscalatedRole = row.TextOrNull(34),
        EscalatedOrganisationId = row.IdOrNull(35),
        EscalatedPersonId = row.IdOrNull(36),
        ConsentFor = row.TextOrNull(37),
        FollowsId = row.IdOrNull(38),
        CorrectsId = row.IdOrNull(39),
        GivenBy = row.IdOrNull(40),
        GivenReason = row.TextOrNull(41),
    };
}
