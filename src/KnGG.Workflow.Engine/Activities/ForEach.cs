using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs its body for each item, one after the other.</summary>
internal sealed class ForEach : LoopActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.ForEach",
        Category = "Looping",
        DisplayName = "For Each",
        Description = "Iterate over a set of values.",
        Inputs = [Inputs.Items("Items", "The set of values to iterate.")],
        Outputs = [new("CurrentValue", "Object", "Current Value", "Assign the current value to the specified variable.")],
        EmbeddedPorts = ["Body"],
    };

    protected override Bag? NextRound(ActivityScope scope)
    {
        // Read anew each round, as in Elsa: the list may have changed, and a long one need not be kept in the state.
        var items = LoopItems.Of(scope);
        var index = scope.Execution.Counter;
        if (index >= items.Count)
        {
            return null;
        }

        scope.Execution.Counter++;
        scope.SetOutput("CurrentValue", items[index]);
        return Round(index, items[index]);
    }
}
