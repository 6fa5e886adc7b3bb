using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs activities along the lines between them.</summary>
internal sealed class Flowchart : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Flowchart",
        Category = "Flow",
        DisplayName = "Flowchart",
        Description = "A flowchart is a collection of activities and connections between them.",
        IsContainer = true,
    };

    public override void Enter(ActivityScope scope)
    {
        var children = scope.Bound.Children;
        if (children.Length == 0)
        {
            scope.Complete();
            return;
        }

        var start = scope.Bound.Start;
        if (scope.Run.Trigger is { } trigger && Array.FindIndex(children, c => c.Node.Id == trigger) is >= 0 and var triggered)
        {
            start = triggered;
        }

        scope.Execution.Flow = new FlowState(start, []);
        scope.Schedule(children[start]);
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes)
    {
        if (scope.Execution.Breaking || child.Node.Activity is End or Break)
        {
            scope.Complete();
            return;
        }

        new FlowTurn(scope, child).Leave(outcomes);
    }
}
