using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>What the activities that start child workflows share.</summary>
internal static class ChildWorkflows
{
    public const string FaultedOutcome = "Faulted";

    public static string DefinitionOf(ActivityScope scope) =>
        scope.Input("WorkflowDefinitionId").TextOrNull is { Length: > 0 } id
            ? id
            : throw new ActivityFault("Er is geen workflow gekozen om te starten.");

    public static ValueMap InputOf(ActivityScope scope) => scope.Input("Input") switch
    {
        { Kind: ValueKind.Map } map => map.AsMap,
        { IsNullish: true } => ValueMap.Empty,
        _ => throw new ActivityFault("'Input' moet namen met waarden bevatten."),
    };

    public static string? CorrelationOf(ActivityScope scope) =>
        scope.Input("CorrelationId").TextOrNull is { Length: > 0 } id ? id : null;

    public static string? CorrelationFunctionOf(ActivityScope scope) =>
        scope.Input("CorrelationIdFunction").TextOrNull is { Length: > 0 } id ? id : null;

    /// <summary>
    /// A child that failed is not a child that finished: by the outcome Faulted where the flow has one, else an incident here.
    /// The incident ends by itself when the child is repaired and ends after all.
    /// </summary>
    public static bool TakeFault(ActivityScope scope, Bookmark wait, ChildEnded ended)
    {
        if (ended.SubStatus != WorkflowSubStatus.Faulted)
        {
            return false;
        }

        if (scope.Bound.IsConnected(FaultedOutcome))
        {
            scope.Complete(FaultedOutcome);
            return true;
        }

        scope.SetState(wait.Id.ToString("N"), Value.True);
        scope.Fault($"De workflow '{wait.Name ?? ended.ChildInstanceId.ToString()}' die hier is gestart, is mislukt: {ended.Message ?? "zie het incident daar."}");
        return true;
    }

    public static Value Describe(ChildEnded ended) => Value.MapOf(
        ("WorkflowInstanceId", Value.Of(ended.ChildInstanceId.ToString())),
        ("Status", Value.Of("Finished")),
        ("SubStatus", Value.Of(ended.SubStatus.ToString())),
        ("Output", Value.Of(ended.Outputs)));
}
