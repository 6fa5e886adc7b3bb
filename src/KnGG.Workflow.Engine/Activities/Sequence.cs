using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs activities one after the other.</summary>
internal sealed class Sequence : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Sequence",
        Category = "Workflows",
        DisplayName = "Sequence",
        Description = "Execute a set of activities in sequence.",
        IsContainer = true,
    };

    public override void Enter(ActivityScope scope) => Next(scope);

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => Next(scope);

    private static void Next(ActivityScope scope)
    {
        var children = scope.Bound.Children;
        var execution = scope.Execution;
        if (execution.Breaking || execution.Counter >= children.Length)
        {
            scope.Complete();
            return;
        }

        scope.Schedule(children[execution.Counter++]);
    }
}
