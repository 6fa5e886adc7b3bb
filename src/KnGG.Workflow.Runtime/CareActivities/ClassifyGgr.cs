using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Computes class and GGR from the newest measurement and the risk list; a professional confirms or overrides it.</summary>
internal sealed class ClassifyGgr : CareActivity
{
    private const string NotApplicable = "Niet van toepassing";
    private const string Unknown = "Onbekend";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.ClassifyGgr",
        Category = Category,
        DisplayName = "GGR berekenen",
        Description = "Berekent gewichtsklasse en GGR uit de nieuwste meting en de risicofactoren, en legt het voorstel vast. Een professional beslist.",
        Outcomes = ["Geen", "Licht", "Matig", "Sterk", "Extreem", Unknown, NotApplicable],
        Outputs =
        [
            new OutputDescriptor("Ggr", "String", "GGR", "Het niveau, of onbekend."),
            new OutputDescriptor("Possible", "Object", "Mogelijk", "Alle niveaus die nog kunnen."),
            new OutputDescriptor("WeightClass", "String", "Gewichtsklasse"),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        if (file.NewestMeasurement is not { } measured)
        {
            NothingToSay(context, "Er is nog geen meting, dus er is geen GGR te berekenen.");
            return;
        }

        var found = Classifier.Classify(file.Input(measured), care.Reference(Today(context)));
        if (GgrProposing.Of(found, measured, context.Now) is not { } proposal)
        {
            NothingToSay(context, "Voor deze leeftijd wordt geen GGR voor kinderen bepaald.");
            return;
        }

        Write(context, proposal);
        Ggr? only = found.Ggr.Count == 1 ? found.Ggr[0] : null;
        context.SetOutput("Ggr", Value.Of(CareCodes.ToCode(only)));
        context.SetOutput("Possible", Texts(found.Ggr.Select(g => CareCodes.ToCode(g))));
        context.SetOutput("WeightClass", found.WeightClass is { } weightClass ? Value.Of(CareCodes.ToCode(weightClass)) : Value.Null);
        context.Narrate(
            only is null ? "Het GGR is berekend; er is nog meer dan één niveau mogelijk." : "Het GGR is berekend; een professional stelt het vast.",
            Value.MapOf(("rule", Value.Of(found.Rule)), ("missing", Texts(found.Missing))));
        context.Complete(only switch
        {
            Ggr.Geen => "Geen",
            Ggr.Licht => "Licht",
            Ggr.Matig => "Matig",
            Ggr.Sterk => "Sterk",
            Ggr.Extreem => "Extreem",
            _ => Unknown,
        });
    }

    private static void NothingToSay(ActivityContext context, string sentence)
    {
        context.SetOutput("Ggr", Value.Of(CareCodes.GgrUnknown));
        context.SetOutput("Possible", Texts([]));
        context.SetOutput("WeightClass", Value.Null);
        context.Narrate(sentence);
        context.Complete(NotApplicable);
    }
}
