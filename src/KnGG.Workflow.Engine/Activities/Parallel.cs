using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs activities side by side and ends when all have ended.</summary>
internal sealed class Parallel : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Parallel",
        Category = "Workflows",
        DisplayName = "Parallel",
        Description = "Execute a set of activities in parallel.",
        IsContainer = true,
    };

    public override void Enter(ActivityScope scope)
    {
        foreach (var child in scope.Bound.Children)
        {
            scope.Schedule(child);
        }

        EndWhenEmpty(scope);
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => EndWhenEmpty(scope);

    private static void EndWhenEmpty(ActivityScope scope)
    {
        if (scope.Execution.Breaking || scope.Execution.Active == 0)
        {
            scope.Complete();
        }
    }
}
