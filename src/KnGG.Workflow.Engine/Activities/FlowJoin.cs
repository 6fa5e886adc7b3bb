using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Brings branches of a flowchart together.</summary>
internal sealed class FlowJoin : PrimitiveActivity
{
    public const string WaitAny = "WaitAny";
    public const string WaitAll = "WaitAll";
    public const string WaitAllActive = "WaitAllActive";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowJoin",
        Category = "Branching",
        DisplayName = "Join",
        Description = "Merge multiple branches into a single branch of execution.",
        Inputs =
        [
            Inputs.Choice("Mode", "Mode", "How the branches are joined: at the first one, at all of them, or at all that are active.", WaitAny, WaitAll, WaitAllActive),
        ],
    };

    /// <summary>The mode, read from the flowchart before the join runs. One that cannot be read is a fault of the join itself, once it runs.</summary>
    public static string ModeOf(ActivityScope flowchart, BoundNode join)
    {
        try
        {
            return Known(join.Input("Mode")!.Evaluate(flowchart).TextOrNull) ?? WaitAllActive;
        }
        catch (ActivityFault)
        {
            return WaitAllActive;
        }
    }

    public override void Run(ActivityScope scope)
    {
        var mode = scope.Input("Mode");
        if (Known(mode.TextOrNull) is null)
        {
            throw new ActivityFault($"'Mode' is '{mode}', maar moet WaitAny, WaitAll of WaitAllActive zijn.");
        }

        scope.Complete();
    }

    // The designer writes an empty text for a cleared field.
    private static string? Known(string? mode) =>
        string.IsNullOrEmpty(mode) || WaitAny.Equals(mode, StringComparison.OrdinalIgnoreCase) ? WaitAny
        : WaitAll.Equals(mode, StringComparison.OrdinalIgnoreCase) ? WaitAll
        : WaitAllActive.Equals(mode, StringComparison.OrdinalIgnoreCase) ? WaitAllActive
        : null;
}
