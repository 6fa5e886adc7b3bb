using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Compares with the start of aftercare; the rule proposes, a person decides.</summary>
internal sealed class RelapseCheck : CareActivity
{
    private const string OnCourse = "Op koers";
    private const string Possible = "Mogelijke terugval";
    private const string Undecidable = "Niet te bepalen";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.RelapseCheck",
        Category = Category,
        DisplayName = "Terugval beoordelen",
        Description = "Vergelijkt de nieuwste meting met die bij de start van de nazorg. De regel stelt voor; een professional beslist daarna.",
        Outcomes = [OnCourse, Possible, Undecidable],
        Outputs = [new OutputDescriptor("Rule", "String", "Regel")],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        if (file.Health.Baseline is not { } baseline || file.NewestMeasurement is not { } newest || newest.On <= baseline.Measured.On)
        {
            context.SetOutput("Rule", Value.Of(RelapseRule.Rule));
            context.Narrate("Terugval is niet te beoordelen: er is geen nieuwe meting naast die van de start van de nazorg.");
            context.Complete(Undecidable);
            return;
        }

        var today = Today(context);
        var reference = care.Reference(today);
        var decision = RelapseRule.Decide(ConfiguredOptions.Relapse(
            care.Configuration,
            file.Child.Region,
            today,
            Classifier.Classify(file.Input(baseline.Measured), reference),
            Classifier.Classify(file.Input(newest), reference),
            file.Social.Questions is { AnyProblem: true } questions && questions.At > baseline.At));
        Write(context, new RecordRelapseCheck(new RuleNote(
            decision.Suspected, decision.Reason, decision.Source, decision.Rule, context.Now, context.Actor.Id, new JsonText(CareJson.Write(decision)))));
        context.SetOutput("Rule", Value.Of(decision.Rule));
        var outcome = decision.Suspected switch
        {
            true => Possible,
            false => OnCourse,
            null => Undecidable,
        };
        context.Narrate($"De terugvalregel is toegepast: {char.ToLowerInvariant(outcome[0])}{outcome[1..]}.", Value.MapOf(("rule", Value.Of(decision.Rule))));
        context.Complete(outcome);
    }
}
