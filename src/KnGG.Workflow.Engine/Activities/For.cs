using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Counts from one number to another.</summary>
internal sealed class For : LoopActivity
{
    private const string Current = "current";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.For",
        Category = "Looping",
        DisplayName = "For",
        Description = "Iterate over a sequence of steps between a start and an end number.",
        Inputs =
        [
            Inputs.Whole("Start", "Start", "The starting step.", 0),
            Inputs.Whole("End", "End", "The ending step.", 0),
            Inputs.Whole("Step", "Step", "The step size.", 1),
            Inputs.Truth("OuterBoundInclusive", "Outer Bound Inclusive", "Whether the end step is included.", true),
        ],
        Outputs = [new("CurrentValue", "Object", "Current Value", "The current value of the loop.")],
        EmbeddedPorts = ["Body"],
    };

    protected override Bag? NextRound(ActivityScope scope)
    {
        var start = Number(scope, "Start", 0);
        var end = Number(scope, "End", 0);
        // The direction follows from the bounds; a step of zero would never arrive.
        var step = Math.Abs(Number(scope, "Step", 1));
        if (step == 0)
        {
            throw new ActivityFault("'Step' is 0, zodat de lus nooit eindigt.");
        }

        var before = scope.GetState(Current);
        var up = end >= start;
        var current = before.Kind != ValueKind.Number ? start : before.AsNumber + (up ? step : -step);
        var inclusive = scope.Input("OuterBoundInclusive") is not { Kind: ValueKind.Boolean } given || given.AsBoolean;
        var goesOn = up ? current < end || (inclusive && current <= end) : current > end || (inclusive && current >= end);
        if (!goesOn)
        {
            return null;
        }

        scope.SetState(Current, Value.Of(current));
        scope.SetOutput("CurrentValue", Value.Of(current));
        return Round(scope.Execution.Counter++, Value.Of(current));
    }

    private static double Number(ActivityScope scope, string name, double otherwise) =>
        scope.Input(name) is { Kind: ValueKind.Number } given ? given.AsNumber : otherwise;
}
