using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>The items of a loop.</summary>
internal static class LoopItems
{
    public static IReadOnlyList<Value> Of(ActivityScope scope)
    {
        var items = scope.Input("Items");
        return items.Kind switch
        {
            ValueKind.List => items.AsList,
            ValueKind.Undefined or ValueKind.Null => [],
            _ => throw new ActivityFault("'Items' is geen lijst."),
        };
    }
}
