using System.Collections.Frozen;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>
/// Where people do something with a task. Each request is one transaction: the task's new state, the answer, the audit line, the mails
/// that are no longer needed, and the stimulus by which the workflow goes on.
/// </summary>
public sealed class TaskDesk
{
    private static readonly FrozenSet<string> Refusals =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Afgewezen", "Afwijzen", "Geweigerd", "Weigeren", "Niet aangenomen");

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly ITaskForms _forms;
    private readonly ITaskPeople _people;
    private readonly ITaskGate _gate;

    /// <summary>Made by dependency injection.</summary>
    public TaskDesk(StepDatabase database, ServiceClock clock, ITaskForms forms, ITaskPeople people, ITaskGate gate)
    {
        _database = database;
        _clock = clock;
        _forms = forms;
        _people = people;
        _gate = gate;
    }

    /// <summary>Answers a task.</summary>
    public TaskResult Complete(CompleteTask request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OnOpenTask(request.TaskId, (transaction, task, now) =>
        {
            if (ActorFor(transaction, task, request.AccountId, request.OnBehalf is not null, now) is not { } actor)
            {
                return new TaskResult.NotAllowed("Deze taak is voor een andere rol of een ander persoon.");
            }

            if (Check(task, request, now) is not { } answer)
            {
                return Wrong("", "Kies een van de uitkomsten van deze taak.");
            }

            if (answer.Errors.Count > 0)
            {
                return new TaskResult.Invalid(answer.Errors);
            }

            // On behalf of an outside party, who has no account here, nobody's registration is known.
            return request.OnBehalf is null && _gate.Objection(transaction, task, request.AccountId, answer.Outcome, now) is { } objection
                ? Wrong("", objection)
                : Answer(transaction, task, actor, answer.Outcome, answer.Fields, request.OnBehalf, now);
        });
    }

    /// <summary>Takes a task from the queue. Taking it twice is no error.</summary>
    public TaskResult Claim(ClaimTask request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OnOpenTask(request.TaskId, (transaction, task, now) =>
        {
            if (ActorFor(transaction, task, request.AccountId, onBehalf: false, now) is not { } actor)
            {
                return new TaskResult.NotAllowed("Deze taak is voor een andere rol of een ander persoon.");
            }

            if (task.ClaimedBy is { } other && other != request.AccountId && !StandIns.IsAbsent(transaction, other, TaskAccess.LocalDate(now)))
            {
                return new TaskResult.NotAllowed("Een collega heeft deze taak al opgepakt.");
            }

            transaction.Send(
                "UPDATE task SET state = 1, claimed_by = @account, claimed_at = @now WHERE id = @id AND state < 2",
                ("@account", request.AccountId), ("@now", now), ("@id", task.Id));
            return Noted(transaction, task, actor, "claim", now);
        });
    }

    /// <summary>Puts a claimed task back into the queue.</summary>
    public TaskResult Release(ReleaseTask request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OnOpenTask(request.TaskId, (transaction, task, now) =>
        {
            if (task.ClaimedBy != request.AccountId
                || ActorFor(transaction, task, request.AccountId, onBehalf: false, now) is not { } actor)
            {
                return new TaskResult.NotAllowed("Alleen wie de taak heeft opgepakt, kan haar teruggeven.");
            }

            transaction.Send("UPDATE task SET state = 0, claimed_by = NULL, claimed_at = NULL WHERE id = @id AND state < 2", ("@id", task.Id));
            return Noted(transaction, task, actor, "release", now);
        });
    }

    /// <summary>Says no to a task.</summary>
    public TaskResult Decline(DeclineTask request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return string.IsNullOrWhiteSpace(request.Reason) ? Wrong("reason", "Geef een reden.") : OnOpenTask(request.TaskId, (transaction, task, now) =>
        {
            if (ActorFor(transaction, task, request.AccountId, onBehalf: false, now) is not { } actor)
            {
                return new TaskResult.NotAllowed("Deze taak is voor een andere rol of een ander persoon.");
            }

            if (TaskRows.OutcomesOf(task).FirstOrDefault(Refusals.Contains) is { } refusal)
            {
                return Answer(transaction, task, actor, refusal, ValueMap.Of(("reason", Value.Of(request.Reason))), onBehalf: null, now);
            }

            transaction.Send(
                """
                UPDATE task SET state = 0, claimed_by = NULL, claimed_at = NULL, person_id = NULL, decline_count = decline_count + 1, decline_reason = @reason
                WHERE id = @id AND state < 2
                """,
                ("@reason", request.Reason), ("@id", task.Id));
            return Noted(transaction, task, actor, "decline", now);
        });
    }

    /// <summary>Gives a task to a colleague.</summary>
    public TaskResult Reassign(ReassignTask request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return string.IsNullOrWhiteSpace(request.Reason) ? Wrong("reason", "Geef een reden.") : OnOpenTask(request.TaskId, (transaction, task, now) =>
        {
            if (ActorFor(transaction, task, request.AccountId, onBehalf: true, now) is not { } actor)
            {
                return new TaskResult.NotAllowed("Deze taak is voor een andere rol of een ander persoon.");
            }

            if (task.OrganisationId is not { } organisation || !TaskAccess.Holds(transaction, request.To, organisation, task.Role))
            {
                return Wrong("to", "Deze persoon heeft de rol van de taak niet in de organisatie van de taak.");
            }

            transaction.Send(
                "UPDATE task SET state = 0, claimed_by = NULL, claimed_at = NULL, person_id = @to WHERE id = @id AND state < 2",
                ("@to", request.To), ("@id", task.Id));
            MailRows.DropOfTask(transaction, task.Id, now);
            new MailWriter().Write(
                transaction,
                new IntentOrigin(task.InstanceId, task.DefinitionId, task.TrajectoryId, now, actor, new IdSource(Ids.New(now))),
                new SendMail(Ids.New(now), "task-new", "reassigned-" + task.DeclineCount + "-" + now.ToUnixTimeMilliseconds(), task.Role, organisation, request.To, task.Id));
            return Noted(transaction, task, actor, "reassign", now);
        });
    }

    /// <summary>Answers a plain task (Elsa's RunTask), which has neither role nor form; the caller's right to do so is checked before.</summary>
    public TaskResult CompletePlain(Guid taskId, Actor actor, Value result) =>
        OnOpenTask(taskId, (transaction, task, now) => task.IsPlain
            ? Answer(transaction, task, actor, "Done", result.Kind == ValueKind.Map ? result.AsMap : ValueMap.Of(("Result", result)), onBehalf: null, now, result)
            : new TaskResult.NotAllowed("Deze taak heeft een rol en wordt in de takenlijst afgehandeld."));

    private TaskResult OnOpenTask(Guid taskId, Func<StepTransaction, TaskRow, DateTimeOffset, TaskResult> act)
    {
        var now = _clock.Now;
        return _database.Write(transaction => TaskRows.Find(transaction, taskId) switch
        {
            null => new TaskResult.NotFound(),
            { State: TaskState.Completed or TaskState.Cancelled } closed => new TaskResult.AlreadyDone(closed.ClosedBy ?? Actor.System.Id, closed.ClosedAt ?? closed.CreatedAt),
            var task => act(transaction, task, now),
        });
    }

    private Actor? ActorFor(StepTransaction transaction, TaskRow task, Guid accountId, bool onBehalf, DateTimeOffset now)
    {
        if (TaskAccess.For(transaction, task, accountId, now) is { } own)
        {
            return new Actor(accountId.ToString(), own.Role, own.OrganisationId?.ToString());
        }

        return onBehalf && task is { OnBehalfAllowed: true, TrajectoryId: { } trajectory } && _people.IsCaseOwner(transaction, trajectory, accountId)
            && _people.CaseOwner(transaction, trajectory) is { } owner
                ? new Actor(accountId.ToString(), owner.Role, owner.OrganisationId.ToString())
                : null;
    }

    private (string Outcome, ValueMap Fields, IReadOnlyDictionary<string, string> Errors)? Check(TaskRow task, CompleteTask request, DateTimeOffset now)
    {
        var outcomes = TaskRows.OutcomesOf(task);
        var outcome = request.Outcome ?? (outcomes.Count == 1 ? outcomes[0] : null);
        if (outcome is null || !outcomes.Contains(outcome))
        {
            return null;
        }

        if (request.OnBehalf is { } said && (string.IsNullOrWhiteSpace(said.SaidBy) || string.IsNullOrWhiteSpace(said.Channel) || said.SaidAt > now))
        {
            return (outcome, ValueMap.Empty, new Dictionary<string, string> { ["saidBy"] = "Vul in wie het zei, wanneer (niet in de toekomst) en hoe." });
        }

        var fields = request.Fields.Kind == ValueKind.Map ? request.Fields.AsMap : ValueMap.Empty;
        if (task.Form is null)
        {
            return (outcome, fields, FrozenDictionary<string, string>.Empty);
        }

        var verdict = _forms.Check(task.Form, outcome, fields, now);
        return (outcome, verdict.Fields, verdict.Errors);
    }

    private static TaskResult.Done Answer(
        StepTransaction transaction, TaskRow task, Actor actor, string outcome, ValueMap fields, OnBehalf? onBehalf, DateTimeOffset now, Value? plainResult = null)
    {
        transaction.Send(
            "UPDATE task SET state = 2, closed_at = @now, closed_by = @by, outcome = @outcome WHERE id = @id AND state < 2",
            ("@now", now), ("@by", actor.Id), ("@outcome", outcome), ("@id", task.Id));
        transaction.Send(
            """
            INSERT INTO task_answer (task_id, trajectory_id, form, outcome, fields, answered_by, answered_at, said_by, said_at, channel)
            VALUES (@task_id, @trajectory_id, @form, @outcome, @fields, @answered_by, @answered_at, @said_by, @said_at, @channel)
            """,
            ("@task_id", task.Id), ("@trajectory_id", task.TrajectoryId), ("@form", task.Form), ("@outcome", outcome), ("@fields", Value.Of(fields).ToJson()),
            ("@answered_by", actor.Id), ("@answered_at", now), ("@said_by", onBehalf?.SaidBy), ("@said_at", onBehalf?.SaidAt), ("@channel", onBehalf?.Channel));
        MailRows.DropOfTask(transaction, task.Id, now);
        TaskDrafts.DropOfTask(transaction, task.Id);
        StimulusWriter.Add(transaction, task.InstanceId, new TaskAnswered(task.Id, outcome, plainResult ?? Value.Of(fields)), actor, now);
        CrashPoint.Hit(CrashPoint.TaskAnswered);
        return Noted(transaction, task, actor, onBehalf is null ? "complete" : "complete-on-behalf", now);
    }

    private static TaskResult.Done Noted(StepTransaction transaction, TaskRow task, Actor actor, string action, DateTimeOffset now)
    {
        if (task.TrajectoryId is { } trajectory)
        {
            AuditLog.Write(transaction, trajectory, actor, now, new AuditEntry("write", "taak " + task.Id + ": " + action, "uitvoering van de ketenaanpak"));
        }

        return new TaskResult.Done();
    }

    private static TaskResult.Invalid Wrong(string field, string message) => new(new Dictionary<string, string> { [field] = message });
}
