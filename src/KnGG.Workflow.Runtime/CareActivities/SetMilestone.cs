using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Sets the step and phase that lists and people see.</summary>
internal sealed class SetMilestone : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.SetMilestone",
        Category = Category,
        DisplayName = "Mijlpaal",
        Description = "Zet stap en fase van het traject en schrijft een zin in het verloop. Bij 'Nazorg' wordt ook vastgelegd waar het kind dan staat.",
        Inputs =
        [
            In("Step", "Stap", "1 tot en met 6; leeg: blijft zo.", type: "Int32"),
            OneOf("Phase", "Fase", "Leeg: blijft zo.", CareChoices.PhaseChoices),
            In("Text", "Zin in het verloop", "Geen naam en geen gegevens van het kind."),
        ],
        Outcomes = ["Klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        int? step = context.Input("Step") is { Kind: ValueKind.Number } number ? (int)number.AsNumber : null;
        if (step is < 1 or > 6)
        {
            context.Fault($"Stap {step} bestaat niet; kies 1 tot en met 6.");
            return;
        }

        var phase = Text(context, "Phase") is { Length: > 0 } code ? code : null;
        if (phase is not null && Phases.All.All(p => p.Code != phase))
        {
            context.Fault($"De fase '{phase}' bestaat niet; kies uit: {string.Join(", ", Phases.All.Select(p => p.Code))}.");
            return;
        }

        Write(context, new SetStage(step, phase, context.Now));
        if (phase == Phases.Aftercare && BaselineOf(file, care.Reference(Today(context)), context.Now) is { } baseline)
        {
            Write(context, new SetBaseline(baseline));
        }

        // Aftercare is the JGZ's; a CZV that stays case owner still does paid work.
        if (phase == Phases.Aftercare && file.Owner?.Role != "czv")
        {
            Write(context, new EndPayers("czv-", Today(context)));
        }

        var text = Text(context, "Text");
        context.Narrate(text.Length > 0 ? text : $"Het traject is nu in de fase {Phases.Name(phase ?? file.Process.Phase)}{(step is { } s ? $", stap {s}" : "")}.");
        context.Complete("Klaar");
    }

    private static Baseline? BaselineOf(TrajectoryFile file, BmiReference reference, DateTimeOffset now) =>
        file.NewestMeasurement is { } measured && Classifier.Classify(file.Input(measured), reference) is { WeightClass: { } weightClass } found
            ? new Baseline(measured, weightClass, found.BmiZ, now)
            : null;
}
