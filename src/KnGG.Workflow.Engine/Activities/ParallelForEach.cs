using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs its body for each item, all side by side, and ends when all have ended.</summary>
internal sealed class ParallelForEach : ContainerActivity
{
    private static readonly string[] Names = ["CurrentIndex", "CurrentValue"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.ParallelForEach",
        Category = "Looping",
        DisplayName = "Parallel For Each",
        Description = "Schedule an activity for each item in parallel.",
        Inputs = [Inputs.Items("Items", "The items to iterate.")],
        Outputs = [new("CurrentValue", "Object", "Current Value", "Assign the current value to the specified variable.")],
        EmbeddedPorts = ["Body"],
    };

    public override void Enter(ActivityScope scope)
    {
        var items = LoopItems.Of(scope);
        if (scope.Bound.Child("body") is { } body)
        {
            for (var i = 0; i < items.Count; i++)
            {
                scope.Schedule(body, Bag.Of(Names, [Value.Of(i), items[i]]));
            }
        }

        EndWhenEmpty(scope);
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => EndWhenEmpty(scope);

    public override bool TakeBreak(ActivityScope scope)
    {
        scope.Execution.Breaking = true;
        return true;
    }

    private static void EndWhenEmpty(ActivityScope scope)
    {
        if (scope.Execution.Breaking || scope.Execution.Active == 0)
        {
            scope.Complete();
        }
    }
}
