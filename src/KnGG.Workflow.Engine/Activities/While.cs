using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs its body as long as a condition holds.</summary>
internal sealed class While : LoopActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.While",
        Category = "Looping",
        DisplayName = "While",
        Description = "Execute an activity while a given condition evaluates to true.",
        Inputs = [Inputs.Condition("The condition to evaluate.")],
        EmbeddedPorts = ["Body"],
    };

    protected override Bag? NextRound(ActivityScope scope) => scope.Holds("Condition") ? Bag.Empty : null;
}
