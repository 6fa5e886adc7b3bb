using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>By which outcomes an activity can leave, as far as the definition tells.</summary>
internal static class Outcomes
{
    private static readonly string[] Done = ["Done"];

    /// <summary>The outcomes; null when they cannot be known before it runs.</summary>
    public static IReadOnlyList<string>? Of(BoundNode bound)
    {
        if (bound.Definition is { } definition)
        {
            return definition.Outcomes.Count == 0 ? null : definition.Outcomes;
        }

        if (bound.Activity is FlowSwitch)
        {
            return [.. bound.Cases.Select(c => c.Label), "Default"];
        }

        var type = bound.Activity.Descriptor;
        if (type.IsTerminal)
        {
            return [];
        }

        if (type.OutcomesInput is { } input)
        {
            return bound.Input(input)?.Expression is BoundExpression.Constant constant
                && InputValues.TryConvert(constant.Value, "String[]", out var list, out _) && list.Kind == ValueKind.List
                ? [.. list.AsList.Select(o => o.TextOrNull).OfType<string>()]
                : null;
        }

        return bound.Activity switch
        {
            // A task leaves by the outcome of its answer, a nested flowchart by that of a Complete in it.
            RunTask or Flowchart or ExecuteWorkflow or DispatchWorkflow or NotFoundActivity => null,
            _ => type.Outcomes.Count == 0 ? Done : type.Outcomes,
        };
    }

    /// <summary>Whether it can leave by nothing else.</summary>
    public static bool AreFixed(BoundNode bound) => bound.Activity is If or FlowDecision or FlowSwitch or FlowFork;
}
