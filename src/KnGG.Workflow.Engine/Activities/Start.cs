using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Where a flowchart begins.</summary>
internal sealed class Start : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Start",
        Category = "Flow",
        DisplayName = "Start",
        Description = "A milestone activity that marks the start of a flowchart.",
        IsStart = true,
    };

    public override void Run(ActivityScope scope) => scope.Complete();
}
