using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The sharing gate: goes on at once with a valid ground, else asks the family through a professional.</summary>
internal sealed class AskConsent : TaskActivity
{
    private const string Share = "Delen";
    private const string DoNotShare = "Niet delen";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.AskConsent",
        Category = Category,
        DisplayName = "Mag dit gedeeld worden?",
        Description = "Gaat door als er een geldige grond is om met deze ontvanger te delen. Anders krijgt een professional de taak om het te vragen.",
        Kind = "Task",
        Inputs =
        [
            From("RecipientRole", "Ontvanger", "Rol met wie gedeeld wordt.", "roles", required: true),
            In("Purpose", "Doel", "Waarvoor; leeg: voor dit traject."),
            From("Role", "Wie vraagt het", "Leeg: de regiehouder.", "roles", fallback: CaseOwner),
            In("Due", "Klaar binnen", "Termijn of instelling.", fallback: Value.Of("5wd")),
            From("Form", "Formulier", "Het formulier van de vraag.", "forms", fallback: "toestemming"),
            In("Reminder", "Herinnering vooraf", "Hoe lang voor de termijn; - voor geen herinnering.", fallback: Value.Of("escalatie.herinneringVooraf")),
            From("Escalation", "Als het te laat is", "Workflow die dan start; - voor geen.", "definitions", fallback: "escalatie"),
        ],
        Outcomes = [Share, DoNotShare],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var recipient = Text(context, "RecipientRole");
        if (WhyNot(context, care, file) is null)
        {
            context.Narrate($"Er is een geldige grond om te delen met {RoleCodes.Named(recipient)}.");
            context.Complete(Share);
            return;
        }

        Ask(context, care, $"Voordat er met de rol {recipient} wordt gedeeld, beslist het gezin.");
    }

    protected override void Answered(ActivityContext context, TaskAnswered answer)
    {
        var fields = Fields(context, answer, out var form);
        var given = AnswerWrites.Word(Value.Of(fields), "given");
        var outcome = answer.Outcome ?? (given == "yes" ? Share : DoNotShare);

        // A box that says no outweighs a button that says yes: in doubt nothing is shared.
        outcome = outcome == Share && given != "no" ? Share : DoNotShare;
        var origin = AnswerOrigin.Of(context, TaskId(context), Organisation(context), "", outcome, Text(context, "RecipientRole"));
        var asked = fields.ContainsKey("given") ? fields : fields.With("given", Value.Of(outcome == Share ? "yes" : "no"));
        var value = Value.Of(asked);
        IReadOnlyList<CareWrite> kept = [.. AnswerWrites.Of(form, fields, origin).Where(w => w is not RecordConsent)];
        var consent = new RecordConsent(new ConsentNote(
            Text(context, "RecipientRole"), Text(context, "Purpose"), outcome == Share, AnswerWrites.Word(value, "by") ?? WhoDecides(context, origin.Today),
            AnswerWrites.Date(value["from"]) ?? origin.Today, context.Actor.Id));
        Write(context, AnswerRules.Apply([.. kept, consent], Snapshot(context), origin));
        if (outcome == Share && Snapshot(context) is { File: { } file } care && WhyNot(context, care, file) is { } why)
        {
            context.Narrate("Nog niet iedereen die moet instemmen heeft ingestemd; de vraag blijft staan.");
            Ask(context, care, why);
            return;
        }

        context.Narrate(outcome == Share ? "Het gezin vindt delen goed." : "Er wordt niet gedeeld.");
        context.Complete(outcome);
    }

    private static string? WhyNot(ActivityContext context, CareSnapshot care, TrajectoryFile file) => SharingGround.WhyNot(
        file, care.Guardians, Text(context, "RecipientRole"), Text(context, "Purpose"), Today(context),
        care.Setting("toestemming.naVerjaardag", Today(context)).Value == "continue" ? AfterBirthday.Continue : AfterBirthday.Stop);

    private static void Ask(ActivityContext context, CareSnapshot care, string why)
    {
        if (!TryTerm(context, care, "Due", null, out var due) || !TryTerm(context, care, "Reminder", null, out var reminder))
        {
            return;
        }

        Open(context, care, new TaskWish
        {
            Title = "Mag dit gedeeld worden?",
            Role = Text(context, "Role"),
            Form = Optional(Text(context, "Form")),
            Outcomes = [Share, DoNotShare],
            Due = due,
            Reminder = reminder,
            Escalation = Optional(Text(context, "Escalation")),
            Why = why,
            Rule = "Handreiking mei 2026, H8: alleen delen als dat nodig is en mag",
            Next = "Bij 'Delen' gaat de volgende stap door; bij 'Niet delen' beslist de regiehouder.",
            IfNothing = "Er wordt niets gedeeld.",
            ConsentFor = Text(context, "RecipientRole"),
        });
    }

    // The form asks who decided; where it does not, it is whoever the law names at this age.
    private static string WhoDecides(ActivityContext context, DateOnly today) =>
        Snapshot(context).File is not { } file ? "guardian" : ConsentRules.AgeOn(file.Child.BirthDate, today) switch
        {
            ConsentAge.Under12 => "guardian",
            ConsentAge.From12To15 => "both",
            _ => "child",
        };
}
