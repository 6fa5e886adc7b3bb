using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Compares with the start of aftercare; the rule proposes, a person decides.</summary>
internal sealed class RelapseCheck : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.RelapseCheck",
        Category = Category,
        DisplayName = "Terugval beoordelen",
        Description = "Vergelijkt de nieuwste meting met die bij de start van de nazorg. De regel stelt voor; een professional beslist daarna.",
        Outcomes = ["Op koers", "Mogelijke terugval", "Niet te bepalen"],
        Outputs = [new OutputDescriptor("Rule", "String", "Regel")],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var today = Today(context);
        var finding = RelapseRule.Compare(file, care.Setting("terugval.bmiZ", today).AsNumber(), care.Setting("terugval.klasse", today).AsCount());
        context.SetOutput("Rule", Value.Of(finding.Rule));
        var outcome = finding.Outcome switch
        {
            RelapseOutcome.OnCourse => "Op koers",
            RelapseOutcome.PossibleRelapse => "Mogelijke terugval",
            _ => "Niet te bepalen",
        };
        context.Narrate($"De terugvalregel is toegepast: {char.ToLowerInvariant(outcome[0])}{outcome[1..]}.", Value.MapOf(("rule", Value.Of(finding.Rule))));
        context.Complete(outcome);
    }
}
