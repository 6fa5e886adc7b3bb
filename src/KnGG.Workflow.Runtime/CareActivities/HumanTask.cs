using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Opens a task for a role and waits for its answer; what was filled in goes to the file by the form's record.</summary>
internal sealed class HumanTask : TaskActivity
{
    private const string DefaultOutcome = "Klaar";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.HumanTask",
        Category = Category,
        DisplayName = "Taak",
        Description = "Opent een taak voor een rol en wacht op het antwoord. Herinnert, escaleert als het te laat is, en ruimt alles op als de taak gedaan is.",
        Kind = "Task",
        OutcomesInput = "Outcomes",
        Inputs =
        [
            In("Title", "Titel", "Wat er moet gebeuren. Geen naam en geen gegevens van het kind.", required: true),
            From("Role", "Rol", "Wie het doet. 'Regiehouder' is wie op dat moment de regie heeft.", "roles", required: true),
            In("Organisation", "Organisatie", "Id van de organisatie. Leeg: wie de rol in dit traject heeft, anders wie de rol voor de gemeente vervult."),
            From("Form", "Formulier", "Leeg: alleen de knoppen.", "forms"),
            In("Due", "Klaar binnen", "Termijn, zoals 10wd of 6wk, of een instelling, zoals overdracht.aannemen.", required: true),
            In("Opens", "Niet eerder dan over", "Termijn; leeg: meteen."),
            In("Reminder", "Herinnering vooraf", "Hoe lang voor de termijn; - voor geen herinnering.", fallback: Value.Of("escalatie.herinneringVooraf")),
            From("Escalation", "Als het te laat is", "Workflow die dan start; - voor geen.", "definitions", fallback: "escalatie"),
            In("Outcomes", "Uitkomsten", "De knoppen onder de taak.", "dynamic-outcomes", "Object", fallback: Texts([DefaultOutcome])),
            In("LateOutcome", "Uitkomst als de termijn voorbij is", "Leeg: blijven wachten."),
            In("Why", "Waarom", "Waarom deze taak er is.", "multiline"),
            In("Rule", "Regel", "Welke paragraaf of afspraak."),
            In("Next", "Daarna", "Wat er gebeurt als de taak gedaan is.", "multiline"),
            In("IfNothing", "Als niemand het doet", "Wat er dan gebeurt.", "multiline"),
            In("Mail", "Mail sturen", "Mail bij het openen en een herinnering.", "checkbox", "Boolean", fallback: Value.True),
            In("Handover", "Overdracht", "Id van de overdracht waar de taak bij hoort.") with { DefaultSyntax = "Variable" },
            In("PlanItem", "Onderdeel van het plan", "Id van het onderdeel waar de taak bij hoort.") with { DefaultSyntax = "Variable" },
        ],
        Outputs =
        [
            new OutputDescriptor("Outcome", "String", "Uitkomst", "De gekozen uitkomst."),
            new OutputDescriptor("Decisions", "Object", "Beslissingen", "Antwoorden op de velden die als beslissing gemerkt zijn."),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var care = Snapshot(context);
        if (!TryId(context, "Organisation", out var organisation) || !TryId(context, "Handover", out var handover) || !TryId(context, "PlanItem", out var item)
            || !TryTerm(context, care, "Due", organisation, out var due) || !TryTerm(context, care, "Opens", organisation, out var opens))
        {
            return;
        }

        var reminderText = Optional(Text(context, "Reminder"));
        var reminder = reminderText is null ? null : care.Term(reminderText, Today(context), organisation);
        if (reminderText is not null && reminder is null)
        {
            context.Fault($"De herinnering '{reminderText}' is geen lengte (zoals 2wd) en geen instelling.");
            return;
        }

        Open(context, care, new TaskWish
        {
            Title = Text(context, "Title"),
            Role = Text(context, "Role"),
            OrganisationId = organisation,
            Form = Optional(Text(context, "Form")),
            Outcomes = Outcomes(context),
            Due = due,
            Opens = opens,
            Reminder = reminder,
            Escalation = Optional(Text(context, "Escalation")),
            LeavesWhenLate = LateOutcome(context) is not null,
            Why = Text(context, "Why"),
            Rule = Text(context, "Rule"),
            Next = Text(context, "Next"),
            IfNothing = Text(context, "IfNothing"),
            Mail = Flag(context, "Mail"),
            HandoverId = handover,
            PlanItemId = item,
        });
    }

    protected override string? LateOutcome(ActivityContext context) => Text(context, "LateOutcome") is { Length: > 0 } outcome ? outcome : null;

    protected override void Answered(ActivityContext context, TaskAnswered answer)
    {
        var outcomes = Outcomes(context);
        var outcome = answer.Outcome ?? outcomes[0];
        if (!outcomes.Contains(outcome))
        {
            context.Fault($"De uitkomst '{outcome}' hoort niet bij de taak '{Title(context)}'; kies uit: {string.Join(", ", outcomes)}.");
            return;
        }

        var fields = Fields(context, answer, out var form);
        var origin = AnswerOrigin.Of(context, TaskId(context), Organisation(context), Text(context, "PlanItem"), outcome, recipientRole: null);
        Write(context, AnswerRules.Apply(AnswerWrites.Of(form, fields, origin), Snapshot(context), origin));
        context.SetOutput("Outcome", Value.Of(outcome));
        context.SetOutput("Decisions", Value.Of(AnswerWrites.Decisions(form, fields)));
        context.Narrate($"Taak gedaan: '{Title(context)}', uitkomst '{outcome}'.", Value.MapOf(("outcome", Value.Of(outcome))));
        context.Complete(outcome);
    }

    private static List<string> Outcomes(ActivityContext context)
    {
        var value = context.Input("Outcomes");

        // An Object literal may arrive as JSON text, as Elsa keeps it.
        if (value.Kind == ValueKind.Text && value.AsText.TrimStart().StartsWith('['))
        {
            value = Value.Parse(value.AsText);
        }

        List<string> outcomes = value.Kind == ValueKind.List ? [.. value.AsList.Select(o => o.TextOrNull).OfType<string>().Where(o => o.Length > 0)] : [];
        return outcomes.Count > 0 ? outcomes : [DefaultOutcome];
    }
}
