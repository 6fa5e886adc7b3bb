using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>What a task activity wants opened.</summary>
internal sealed record TaskWish
{
    public required string Title { get; init; }

    public required string Role { get; init; }

    public Guid? OrganisationId { get; init; }

    public string? Form { get; init; }

    public required IReadOnlyList<string> Outcomes { get; init; }

    public Term? Due { get; init; }

    public Term? Opens { get; init; }

    public Term? Reminder { get; init; }

    public string? Escalation { get; init; }

    public bool LeavesWhenLate { get; init; }

    public string Why { get; init; } = "";

    public string Rule { get; init; } = "";

    public string Next { get; init; } = "";

    public string IfNothing { get; init; } = "";

    public bool Mail { get; init; } = true;

    public Guid? HandoverId { get; init; }

    public Guid? PlanItemId { get; init; }

    public string? ConsentFor { get; init; }

    /// <summary>The person it is for; null for whoever holds the role in the trajectory.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The answered task that is to be made good, or null.</summary>
    public Guid? Corrects { get; init; }
}

/// <summary>
/// Opens a task and waits: with a mail, a reminder before it is due, a workflow that looks after it when it is late, and all of that gone
/// when it is answered or withdrawn.
/// </summary>
internal abstract class TaskActivity : CareActivity
{
    private const string Opening = "opens";
    private const string Reminding = "reminder";
    private const string Late = "late";
    private const string None = "-";

    // What is known of a task that was sent back: while somebody makes the one before it good, and while it opens anew.
    private const string Back = "back";
    private const string Again = "again";

    /// <inheritdoc/>
    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        switch (stimulus)
        {
            case TaskReturned back:
                SendBack(context, back.Details);
                break;
            case TaskAnswered answer when context.GetState(Back).Kind == ValueKind.Map:
                MadeGood(context, answer);
                break;
            case TaskAnswered answer:
                EndEscalation(context);
                Forget(context, answer.TaskId);
                Answered(context, answer);
                break;
            case TimerDue when bookmark.Name == Opening:
                MailAbout(context, "task-new", "new");
                break;
            case TimerDue when bookmark.Name == Reminding:
                MailAbout(context, "task-reminder", "reminder");
                context.Emit(new EscalateTask(TaskId(context), "reminder"));
                break;
            case TimerDue:
                BecomeLate(context);
                break;
            case ChildEnded:
                // The escalation came to an end of its own (wait until a date, somebody else does it); the task itself still waits.
                context.SetState("escalation", Value.Null);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public override void Postponed(ActivityContext context, Postpone period)
    {
        var care = Snapshot(context);
        var calendar = care.Calendar(Today(context), Organisation(context));
        var rest = Rest.Of(context, period);
        if (rest.Days == 0)
        {
            return;
        }

        rest.MoveTimers(context, calendar);
        if (Instant(context.GetState("due")) is { } due)
        {
            var moved = rest.After(calendar, due);
            context.SetState("due", Value.Of(moved));
            context.Emit(new MoveTaskDue(TaskId(context), moved));
        }
    }

    /// <inheritdoc/>
    public override void Cancel(ActivityContext context)
    {
        EndEscalation(context);
        WithdrawOffer(context);
    }

    /// <summary>The answer came in: write it down and complete.</summary>
    protected abstract void Answered(ActivityContext context, TaskAnswered answer);

    /// <summary>The outcome by which the activity leaves when the task is late; null to keep waiting.</summary>
    protected virtual string? LateOutcome(ActivityContext context) => null;

    /// <summary>Opens the task and its clocks.</summary>
    protected static void Open(ActivityContext context, CareSnapshot care, TaskWish wish)
    {
        var role = wish.Role;
        var organisation = wish.OrganisationId;
        Guid? person = null;
        if (role == CaseOwner && care.File?.Owner is { } owner)
        {
            (role, organisation, person) = (owner.Role, organisation ?? owner.OrganisationId, owner.PersonId);
        }
        else
        {
            organisation ??= Receiver(care, wish) ?? OrganisationFor(care, role);
            person = care.File?.Holder(role) is { } holder && holder.OrganisationId == organisation ? holder.PersonId : null;
        }

        // Who sent it back gets it again, unless somebody else has the role by now.
        var again = context.GetState(Again);
        if (again.Kind == ValueKind.Map && again["fromRole"].TextOrNull == role && IdOf(again["fromOrganisation"]) == organisation)
        {
            person = IdOf(again["fromPerson"]) ?? person;
        }

        person = wish.PersonId ?? person;

        var calendar = care.Calendar(Today(context), organisation);
        var opensOn = wish.Opens is { } opens && again.Kind != ValueKind.Map ? calendar.NextWorkingDay(calendar.Add(Today(context), opens)) : Today(context);
        var due = wish.Due is { } term ? DueAt(calendar, opensOn, term) : (DateTimeOffset?)null;
        var task = context.WaitForTask(wish.Title);
        context.SetState("task", IdValue(task));
        context.SetState("role", Value.Of(role));
        context.SetState("organisation", IdValue(organisation));
        context.SetState("person", IdValue(person));
        context.SetState("form", Value.Of(wish.Form));
        context.SetState("title", Value.Of(wish.Title));
        context.SetState("due", due is { } moment ? Value.Of(moment) : Value.Null);
        KeepOffer(context, wish.HandoverId);
        context.Emit(new OpenHumanTask
        {
            TaskId = task,
            Title = wish.Title,
            Role = role,
            OrganisationId = organisation,
            PersonId = person,
            Form = wish.Form,
            Outcomes = wish.Outcomes,
            OpensAt = opensOn > Today(context) ? Morning(opensOn) : null,
            DueAt = due,
            Why = wish.Why,
            Rule = wish.Rule,
            Next = wish.Next,
            IfNothing = wish.IfNothing,
            ActivityId = context.Node.Id,
            NodeId = context.Node.NodeId,
            HandoverId = wish.HandoverId,
            PlanItemId = wish.PlanItemId,
            ConsentFor = wish.ConsentFor,
            Corrects = wish.Corrects,
            Returned = IdOf(again["returned"]) ?? (wish.Corrects is null ? null : IdOf(context.GetState(Back)["returned"])),
        });
        context.SetState(Again, Value.Null);
        SetClocks(context, wish, calendar, opensOn, due);
        context.Narrate(due is { } at
            ? $"Taak geopend: '{wish.Title}', klaar uiterlijk {Day(at)}."
            : $"Taak geopend: '{wish.Title}'.");
    }

    /// <summary>The fields of the answer that belong to the form, cleaned; everything when the form is not known.</summary>
    protected static ValueMap Fields(ActivityContext context, TaskAnswered answer, out Form? form)
    {
        form = Snapshot(context).Forms.Find(context.GetState("form").TextOrNull);
        return answer.Fields.Kind != ValueKind.Map ? ValueMap.Empty
            : form is null ? answer.Fields.AsMap
            : FormValidator.Clean(form, answer.Fields);
    }

    /// <summary>The task's title, as opened.</summary>
    protected static string Title(ActivityContext context) => context.GetState("title").TextOrNull ?? "";

    /// <summary>The task's id.</summary>
    protected static Guid TaskId(ActivityContext context) => Guid.Parse(context.GetState("task").AsText);

    /// <summary>The organisation that does it, or null.</summary>
    protected static Guid? Organisation(ActivityContext context) => Guid.TryParse(context.GetState("organisation").TextOrNull, out var id) ? id : null;

    /// <summary>Optional definition input: <c>-</c> means none.</summary>
    protected static string? Optional(string text) => text is "" or None ? null : text;

    private static Guid? IdOf(Value value) => Guid.TryParse(value.TextOrNull, out var id) ? id : null;

    // Whoever did the task before gets a task of the same form with the reason; this one rests meanwhile, with its clocks.
    private static void SendBack(ActivityContext context, Value details)
    {
        EndEscalation(context);
        Forget(context, TaskId(context));
        DropWaits(context);
        var care = Snapshot(context);
        var title = details["title"].AsText;
        context.Narrate($"Taak teruggestuurd: '{Title(context)}'. Eerst wordt '{title}' verbeterd; daarna gaat de taak weer open.");
        var returned = Title(context);
        context.SetState(Back, Value.Of(details.AsMap.With("title", Value.Of(returned))));
        Open(context, care, new TaskWish
        {
            Title = title,
            Role = details["role"].AsText,
            OrganisationId = IdOf(details["organisation"]),
            PersonId = IdOf(details["person"]),
            Form = details["form"].TextOrNull,
            Outcomes = [TaskOutcomes.MadeGood],
            Due = care.Setting("taak.verbeteren", Today(context), IdOf(details["organisation"])).AsTerm(),
            Reminder = care.Setting("escalatie.herinneringVooraf", Today(context)).AsTerm(),
            Escalation = context.GetState("escalate").TextOrNull,
            Why = $"De taak '{returned}' is teruggestuurd: met wat er nu staat, kan een collega niet verder.",
            Rule = "Wie de vorige taak deed, maakt haar in orde; wie terugstuurde, verliest zijn taak niet",
            Next = $"De taak '{returned}' gaat weer open bij wie haar terugstuurde, met een nieuwe termijn.",
            IfNothing = "Er komt een herinnering. Daarna gaat de taak naar de vervanger en de werkverdeler.",
            PlanItemId = IdOf(details["item"]),
            Corrects = IdOf(details["task"]),
        });
    }

    // Recorded as the earlier answer was; then the task that was sent back opens anew, as if for the first time.
    private void MadeGood(ActivityContext context, TaskAnswered answer)
    {
        EndEscalation(context);
        Forget(context, answer.TaskId);
        DropWaits(context);
        var back = context.GetState(Back);
        var fields = Fields(context, answer, out var form);
        var origin = AnswerOrigin.Of(context, answer.TaskId, Organisation(context), back["item"].TextOrNull ?? "", back["outcome"].TextOrNull ?? "", recipientRole: null);
        Write(context, AnswerRules.Apply(AnswerWrites.Of(form, fields, origin), Snapshot(context), origin));
        context.Narrate($"Verbeterd: '{Title(context)}'. De taak '{back["title"].AsText}' gaat weer open.");
        if (form?.Records.Any(r => r is "measurement" or "risk") == true && Snapshot(context) is { File: { Health.Proposal: not null } file } care && GgrProposing.Of(care, file, context.Now) is { } proposal)
        {
            Write(context, proposal);
        }

        context.SetState(Again, back);
        context.SetState(Back, Value.Null);
        Execute(context);
    }

    private static void DropWaits(ActivityContext context)
    {
        foreach (var wait in context.Bookmarks.ToArray())
        {
            context.Drop(wait.Id);
        }
    }

    // The receiver of an offer does not hold the role yet; somebody else may hold it, or have got it meanwhile.
    private static Guid? Receiver(CareSnapshot care, TaskWish wish) =>
        wish.HandoverId is { } id && care.File?.Handover(id) is { } handover && handover.ToRole == wish.Role ? handover.ToOrganisation : null;

    private static void SetClocks(ActivityContext context, TaskWish wish, WorkCalendar calendar, DateOnly opensOn, DateTimeOffset? due)
    {
        context.SetState("escalate", Value.Of(wish.Escalation));
        context.SetState("mail", Value.Of(wish.Mail));
        var later = opensOn > Today(context);
        if (wish.Mail && !later)
        {
            MailAbout(context, "task-new", "new");
        }
        else if (wish.Mail)
        {
            context.WaitUntil(Morning(opensOn), Opening);
        }

        if (due is not { } at)
        {
            return;
        }

        if (wish.Mail && wish.Reminder is { } reminder)
        {
            var remindOn = calendar.Subtract(DutchTime.ToLocalDate(at), reminder);

            // A reminder on the day of the first mail would only be noise.
            if (remindOn > opensOn)
            {
                context.WaitUntil(Morning(remindOn), Reminding);
            }
        }

        if (wish.Escalation is not null || wish.LeavesWhenLate)
        {
            context.WaitUntil(at, Late);
        }
    }

    private void BecomeLate(ActivityContext context)
    {
        if (context.GetState(Back).Kind != ValueKind.Map && LateOutcome(context) is { } outcome)
        {
            EndEscalation(context);
            context.Narrate($"Termijn voorbij: '{Title(context)}'. Verder met '{outcome}'.");
            context.Complete(outcome);
            return;
        }

        if (context.GetState("escalate").TextOrNull is { } definition)
        {
            var task = TaskId(context);
            context.Emit(new EscalateTask(task, "late"));
            var child = context.StartChildWorkflow(
                definition,
                ValueMap.Of(("taak", IdValue(task)), ("rol", context.GetState("role")), ("titel", context.GetState("title"))),
                correlationId: null, wait: true, name: "escalatie");
            context.SetState("escalation", IdValue(child));
            if (context.Care is CareSnapshot { File: not null })
            {
                Write(context, new Care.Trajectories.Writes.LinkChild(new ChildLink(child, "escalation", null, 0, context.Now)));
            }

            context.Narrate($"Taak te laat: '{Title(context)}'. De escalatie is gestart.");
        }
    }

    // The engine cancels the child itself when the wait for it is dropped; the file only notes that it is gone.
    private static void EndEscalation(ActivityContext context)
    {
        if (Guid.TryParse(context.GetState("escalation").TextOrNull, out var child))
        {
            context.SetState("escalation", Value.Null);
            Write(context, new Care.Trajectories.Writes.EndChild(child, context.Now));
        }
    }

    private static void MailAbout(ActivityContext context, string template, string stage)
    {
        if (context.GetState("mail") is { Kind: ValueKind.Boolean, AsBoolean: true })
        {
            var person = Guid.TryParse(context.GetState("person").TextOrNull, out var id) ? id : (Guid?)null;
            context.Emit(new SendMail(context.NewId(), template, stage, context.GetState("role").AsText, Organisation(context), person, TaskId(context)));
        }
    }

    private static string Day(DateTimeOffset at) => DutchTime.ToLocal(at).ToString("d-M-yyyy", CultureInfo.InvariantCulture);
}
