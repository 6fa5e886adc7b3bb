using System.Text.Json;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>Writes the row of a human task that a step opens.</summary>
internal sealed class HumanTaskWriter : IIntentWriter
{
    public Type Intent => typeof(OpenHumanTask);

    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        var task = (OpenHumanTask)intent;
        transaction.Send(
            """
            INSERT INTO task (id, instance_id, trajectory_id, definition_id, activity_id, node_id, is_plain, title, role, organisation_id, person_id, form, outcomes,
                              opens_at, due_at, why, rule, next, if_nothing, handover_id, plan_item_id, consent_for, on_behalf_allowed, prefill, state, created_at, decline_count)
            VALUES (@id, @instance_id, @trajectory_id, @definition_id, @activity_id, @node_id, 0, @title, @role, @organisation_id, @person_id, @form, @outcomes,
                    @opens_at, @due_at, @why, @rule, @next, @if_nothing, @handover_id, @plan_item_id, @consent_for, @on_behalf_allowed, @prefill, 0, @created_at, 0)
            """,
            ("@id", task.TaskId), ("@instance_id", origin.InstanceId), ("@trajectory_id", origin.TrajectoryId), ("@definition_id", origin.DefinitionId),
            ("@activity_id", task.ActivityId), ("@node_id", task.NodeId), ("@title", task.Title), ("@role", task.Role), ("@organisation_id", task.OrganisationId),
            ("@person_id", task.PersonId), ("@form", task.Form), ("@outcomes", JsonSerializer.Serialize(task.Outcomes)), ("@opens_at", task.OpensAt),
            ("@due_at", task.DueAt), ("@why", task.Why), ("@rule", task.Rule), ("@next", task.Next), ("@if_nothing", task.IfNothing),
            ("@handover_id", task.HandoverId), ("@plan_item_id", task.PlanItemId), ("@consent_for", task.ConsentFor), ("@on_behalf_allowed", task.OnBehalfAllowed),
            ("@prefill", task.Prefill.Kind == ValueKind.Map ? task.Prefill.ToJson() : null), ("@created_at", origin.Now));
    }
}

/// <summary>Writes the new moment of an open task.</summary>
internal sealed class TaskDueWriter : IIntentWriter
{
    public Type Intent => typeof(MoveTaskDue);

    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        var (taskId, due) = (MoveTaskDue)intent;
        transaction.Send("UPDATE task SET due_at = @due WHERE id = @id AND state < 2", ("@due", due), ("@id", taskId));
    }
}

/// <summary>Opens a late task to somebody else beside those who had it: deputy, work distributor, case owner.</summary>
internal sealed class EscalationWriter(ITaskPeople people) : IIntentWriter
{
    /// <summary>Role of who distributes the work inside an organisation.</summary>
    public const string Distributor = "werkverdeler";

    public Type Intent => typeof(EscalateTask);

    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        var (taskId, stage) = (EscalateTask)intent;
        if (TaskRows.Find(transaction, taskId) is not { State: TaskState.Open or TaskState.Claimed } task)
        {
            return;
        }

        // Escalation adds somebody; it never takes the task away from who is at work on it.
        transaction.Send("UPDATE task SET escalation_stage = @stage WHERE id = @id", ("@stage", stage), ("@id", taskId));
        switch (stage)
        {
            case "deputy" when DeputyOf(transaction, task.ClaimedBy ?? task.PersonId) is { } deputy:
                transaction.Send("UPDATE task SET escalated_person_id = @person WHERE id = @id", ("@person", deputy), ("@id", taskId));
                break;
            case "distributor" when task.OrganisationId is { } organisation:
                OpenTo(transaction, taskId, Distributor, organisation);
                break;
            case "case-owner" when task.TrajectoryId is { } trajectory && people.CaseOwner(transaction, trajectory) is { } owner:
                OpenTo(transaction, taskId, owner.Role, owner.OrganisationId);
                break;
        }
    }

    private static void OpenTo(StepTransaction transaction, Guid taskId, string role, Guid organisation) => transaction.Send(
        "UPDATE task SET escalated_role = @role, escalated_organisation_id = @organisation WHERE id = @id", ("@role", role), ("@organisation", organisation), ("@id", taskId));

    private static Guid? DeputyOf(StepTransaction transaction, Guid? person) => person is { } id
        ? transaction.First("SELECT deputy_id FROM account WHERE id = @id", r => r.IdOrNull(0), ("@id", id))
        : null;
}

/// <summary>Plain tasks and the end of tasks, which the engine's own intents ask for.</summary>
internal static class TaskWrites
{
    public static void OpenPlain(StepTransaction transaction, IntentOrigin origin, OpenTask task) => transaction.Send(
        """
        INSERT INTO task (id, instance_id, trajectory_id, definition_id, activity_id, node_id, is_plain, title, role, outcomes, why, rule, next, if_nothing,
                          on_behalf_allowed, payload, state, created_at, decline_count)
        VALUES (@id, @instance_id, @trajectory_id, @definition_id, @activity_id, @node_id, 1, @title, '', '["Done"]', '', '', '', '', 0, @payload, 0, @created_at, 0)
        """,
        ("@id", task.TaskId), ("@instance_id", origin.InstanceId), ("@trajectory_id", origin.TrajectoryId), ("@definition_id", origin.DefinitionId),
        ("@activity_id", task.ActivityId), ("@node_id", task.NodeId), ("@title", task.Name), ("@payload", task.Payload.ToJson()), ("@created_at", origin.Now));

    /// <summary>The workflow no longer needs the task: it closes with its unsent mails.</summary>
    public static void Withdraw(StepTransaction transaction, Guid taskId, DateTimeOffset now)
    {
        transaction.Send("UPDATE task SET state = 3, closed_at = @now, closed_by = 'system' WHERE id = @id AND state < 2", ("@now", now), ("@id", taskId));
        MailRows.DropOfTask(transaction, taskId, now);
        TaskDrafts.DropOfTask(transaction, taskId);
    }
}
