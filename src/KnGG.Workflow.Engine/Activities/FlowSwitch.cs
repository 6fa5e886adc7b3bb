using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Chooses lines of a flowchart by cases.</summary>
internal sealed class FlowSwitch : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowSwitch",
        Category = "Branching",
        DisplayName = "Switch (flow)",
        Description = "Evaluate a set of case conditions and schedule the activity for a matching case.",
        Inputs = [Switch.Cases("flow-switch-editor"), Switch.Mode()],
        Outcomes = ["Default"],
    };

    public override void Run(ActivityScope scope)
    {
        var matching = Switch.Matching(scope);
        scope.Complete(matching.Count == 0 ? ["Default"] : [.. matching.Select(c => c.Label)]);
    }
}
