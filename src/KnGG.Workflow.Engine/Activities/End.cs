using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Ends the flowchart in which it stands, with everything that still waits there.</summary>
internal sealed class End : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.End",
        Category = "Flow",
        DisplayName = "End",
        Description = "A milestone activity that marks the end of a flowchart.",
        IsTerminal = true,
    };

    public override void Run(ActivityScope scope) => scope.Complete();
}
