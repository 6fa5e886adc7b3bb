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

    /// <summary>The form with which somebody explains an answer that can no longer be changed.</summary>
    public const string Explaining = "verduidelijken";

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

            if (Check(transaction, task, request, now) is not { } answer)
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

            Decline(transaction, task, null, request.Reason);

            // As long as it was one person's, the others of the role have not heard of it.
            if (task.PersonId is not null)
            {
                MailAgain(transaction, task, "declined", actor, null, now);
            }

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

            if (task.OrganisationId is not { } house || !TaskAccess.Holds(transaction, request.To, house, task.Role))
            {
                return Wrong("to", "Deze persoon heeft de rol van de taak niet in de organisatie van de taak.");
            }

            transaction.Send(
                """
                UPDATE task SET state = 0, claimed_by = NULL, claimed_at = NULL, person_id = @to, given_by = @by, given_reason = @reason WHERE id = @id AND state < 2
                """,
                ("@to", request.To), ("@by", request.AccountId), ("@reason", request.Reason.Trim()), ("@id", task.Id));
            MailAgain(transaction, task, "reassigned", actor, request.To, now);
            return Noted(transaction, task, actor, "reassign", now);
        });
    }

    /// <summary>Sends a task back: to whoever gave it, else to whoever did the task by whose answer it was opened.</summary>
    public TaskResult SendBack(SendBackTask request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return string.IsNullOrWhiteSpace(request.Reason) ? Wrong("sendBackReason", "Schrijf op wat er ontbreekt of niet klopt.") : OnOpenTask(request.TaskId, (transaction, task, now) =>
        {
            if (ActorFor(transaction, task, request.AccountId, onBehalf: false, now) is not { } actor)
            {
                return new TaskResult.NotAllowed("Deze taak is voor een andere rol of een ander persoon.");
            }

            switch (ReturnPath.Of(transaction, task, request.AccountId))
            {
                case ReturnPath.Nowhere nowhere:
                    return Wrong("sendBackReason", nowhere.Why);
                case ReturnPath.ToGiver giver:
                    Decline(transaction, task, giver.AccountId, request.Reason);
                    MailAgain(transaction, task, "given-back", actor, giver.AccountId, now);
                    break;
                case ReturnPath.ToTask path:
                    transaction.Send(
                        """
                        UPDATE task SET state = 4, closed_at = @now, closed_by = @by, outcome = @outcome, decline_count = decline_count + 1, decline_reason = @reason
                        WHERE id = @id AND state < 2
                        """,
                        ("@now", now), ("@by", actor.Id), ("@outcome", TaskOutcomes.SentBack), ("@reason", request.Reason.Trim()), ("@id", task.Id));
                    MailRows.DropOfTask(transaction, task.Id, now);
                    StimulusWriter.Add(
                        transaction, task.InstanceId, new TaskReturned(task.Id, DetailsOf(transaction, task, path.Before, request.AccountId)), actor with { Task = task.Id }, now);
                    break;
            }

            return Noted(transaction, task, actor, "send-back", now);
        });
    }

    // To whom it goes and with which form. A decision is explained, not changed; a person who no longer works there leaves it to the role.
    private Value DetailsOf(StepTransaction transaction, TaskRow task, TaskRow before, Guid sender)
    {
        var room = before.Form is { } form ? _forms.RoomOf(form) : null;
        var isFinal = room is not { IsFinal: false } || before.ConsentFor is not null;
        var (role, organisation, person) = (before.Role, before.OrganisationId, Guid.TryParse(before.ClosedBy, out var by) ? by : (Guid?)null);
        if (person is { } doer && !(organisation is { } house && TaskAccess.Holds(transaction, doer, house, role)))
        {
            person = null;
            if (task.TrajectoryId is { } trajectory && _people.IsCaseOwner(transaction, trajectory, doer) && _people.CaseOwner(transaction, trajectory) is { } owner)
            {
                (role, organisation, person) = (owner.Role, owner.OrganisationId, doer);
            }
        }

        return Value.MapOf(
            ("task", IdText(before.Id)), ("title", Value.Of(before.Title)), ("role", Value.Of(role)), ("organisation", IdText(organisation)), ("person", IdText(person)),
            ("form", Value.Of(isFinal ? Explaining : before.Form)), ("outcome", Value.Of(before.Outcome)), ("item", IdText(before.PlanItemId)),
            ("returned", IdText(task.Id)), ("fromRole", Value.Of(task.Role)), ("fromOrganisation", IdText(task.OrganisationId)), ("fromPerson", IdText(task.PersonId ?? sender)));
    }

    private static Value IdText(Guid? id) => id is { } known ? Value.Of(known.ToString("D")) : Value.Null;

    private static TaskAnswerNote? AnswerOf(StepTransaction transaction, Guid task) => transaction.First(
        "SELECT form, fields FROM task_answer WHERE task_id = @task", row => new TaskAnswerNote(row.TextOrNull(0), row.Text(1)), ("@task", task));

    private sealed record TaskAnswerNote(string? Form, string Fields);

    // Back among the open tasks, of a person or of the whole role.
    private static void Decline(StepTransaction transaction, TaskRow task, Guid? to, string reason) => transaction.Send(
        """
        UPDATE task SET state = 0, claimed_by = NULL, claimed_at = NULL, person_id = @to, given_by = NULL, given_reason = NULL,
                        decline_count = decline_count + 1, decline_reason = @reason
        WHERE id = @id AND state < 2
        """,
        ("@to", to), ("@reason", reason.Trim()), ("@id", task.Id));

    // Who gets it now hears it; the mails to who had it are gone.
    private static void MailAgain(StepTransaction transaction, TaskRow task, string stage, Actor actor, Guid? to, DateTimeOffset now)
    {
        MailRows.DropOfTask(transaction, task.Id, now);
        new MailWriter().Write(
            transaction,
            new IntentOrigin(task.InstanceId, task.DefinitionId, task.TrajectoryId, now, actor, new IdSource(Ids.New(now))),
            new SendMail(Ids.New(now), "task-new", stage + "-" + task.DeclineCount + "-" + now.ToUnixTimeMilliseconds(), task.Role, task.OrganisationId, to, task.Id));
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
            { State: >= TaskState.Completed } closed => new TaskResult.AlreadyDone(closed.ClosedBy ?? Actor.System.Id, closed.ClosedAt ?? closed.CreatedAt),
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

    private (string Outcome, ValueMap Fields, IReadOnlyDictionary<string, string> Errors)? Check(StepTransaction transaction, TaskRow task, CompleteTask request, DateTimeOffset now)
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
        var errors = verdict.Errors.Count == 0 && task.CorrectsId is { } earlier ? DecidedOtherwise(transaction, task.Form, earlier, verdict.Fields) : verdict.Errors;
        return (outcome, verdict.Fields, errors);
    }

    // The workflow has gone on from these fields; another answer now would be an answer that nothing follows.
    private Dictionary<string, string> DecidedOtherwise(StepTransaction transaction, string form, Guid earlier, ValueMap fields)
    {
        var was = Value.Parse(AnswerOf(transaction, earlier)?.Fields ?? "{}");
        return (_forms.RoomOf(form)?.Decisions ?? [])
            .Where(d => !(was[d.Name].IsNullish ? fields[d.Name].IsNullish : was[d.Name] == fields[d.Name]))
            .ToDictionary(d => d.Name, d => $"Laat '{d.Label}' zoals het was: daarna is het traject al verdergegaan. Moet dit anders, overleg dan met de regiehouder.", StringComparer.Ordinal);
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
        StimulusWriter.Add(transaction, task.InstanceId, new TaskAnswered(task.Id, outcome, plainResult ?? Value.Of(fields)), actor with { Task = task.Id }, now);
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
