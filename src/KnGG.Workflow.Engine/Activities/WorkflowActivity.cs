using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>The workflow itself, above its root activity.</summary>
internal sealed class WorkflowActivity : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = NodeIds.WorkflowType,
        Category = "Workflows",
        DisplayName = "Workflow",
        IsBrowsable = false,
        IsContainer = true,
    };

    public override void Enter(ActivityScope scope) => scope.Schedule(scope.Bound.Children[0]);

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => scope.Complete();

    public override bool TakeBreak(ActivityScope scope) => true;
}
