using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Starts a child workflow for each item, and goes on or waits for all of them.</summary>
internal sealed class BulkDispatchWorkflows : ContainerActivity
{
    private const string Failed = "failed";
    private static readonly string[] Names = ["ChildInstanceId", "ChildOutput"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.BulkDispatchWorkflows",
        Category = "Composition",
        DisplayName = "Bulk Dispatch Workflows",
        Description = "Create new workflow instances for each item in the data source and dispatch them for execution.",
        Kind = "Task",
        Inputs =
        [
            Inputs.Definition(),
            Inputs.Items("Items", "The data source to use for dispatching the workflows."),
            Inputs.Text("DefaultItemInputKey", "Default Item Input Key", "The name of the input that gets the item.") with { Default = Value.Of("Item") },
            Inputs.Text("CorrelationIdFunction", "Correlation ID Function", "Gives the correlation ID of a child; the current item is the variable Item."),
            Inputs.Map("Input", "Input", "Additional input to send to the workflows."),
            Inputs.Truth("WaitForCompletion", "Wait For Completion", "Wait for the dispatched workflows to complete before completing this activity.", true),
            Inputs.Text("ChannelName", "Channel", "The channel to dispatch the workflows to; not used here."),
        ],
        Outcomes = ["Completed", "Canceled", "Done", ChildWorkflows.FaultedOutcome],
        EmbeddedPorts = ["ChildCompleted", "ChildFaulted"],
    };

    public override void Enter(ActivityScope scope)
    {
        var definition = ChildWorkflows.DefinitionOf(scope);
        var items = LoopItems.Of(scope);
        var input = ChildWorkflows.InputOf(scope);
        var wait = scope.Input("WaitForCompletion") == Value.True;
        var key = scope.Input("DefaultItemInputKey").TextOrNull is { Length: > 0 } given ? given : "Item";
        // After a repair only what failed is started again.
        var again = scope.GetState(Failed);
        scope.SetState(Failed, Value.Of((IReadOnlyList<Value>)[]));
        var outer = scope.Execution.Variables;
        for (var i = 0; i < items.Count; i++)
        {
            if (again.Kind == ValueKind.List && !again.AsList.Contains(Value.Of(i)))
            {
                continue;
            }

            scope.Execution.Variables = (outer ?? Bag.Empty).With("Item", items[i]);
            var correlation = ChildWorkflows.CorrelationFunctionOf(scope);
            scope.StartChildWorkflow(definition, input.With(key, items[i]), correlation, wait, $"{definition} {i + 1}");
        }

        scope.Execution.Variables = outer;
        EndWhenEmpty(scope);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        var scope = (ActivityScope)context;
        var ended = (ChildEnded)stimulus;
        var faulted = ended.SubStatus == WorkflowSubStatus.Faulted;
        var handler = scope.Bound.Child(faulted ? "childFaulted" : "childCompleted");
        if (handler is not null)
        {
            scope.Schedule(handler, Bag.Of(Names, [Value.Of(ended.ChildInstanceId.ToString()), Value.Of(ended.Outputs)]));
            return;
        }

        if (faulted)
        {
            var number = double.Parse(bookmark.Name!.AsSpan(bookmark.Name!.LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture);
            scope.SetState(Failed, Value.Of((IReadOnlyList<Value>)[.. scope.GetState(Failed).AsList, Value.Of(number - 1)]));
        }

        EndWhenEmpty(scope);
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => EndWhenEmpty(scope);

    private static void EndWhenEmpty(ActivityScope scope)
    {
        if (scope.Execution.Active > 0 || scope.Execution.Bookmarks.Length > 0)
        {
            return;
        }

        var failed = scope.GetState(Failed).AsList.Count;
        if (failed == 0)
        {
            scope.Complete("Completed", "Done");
        }
        else if (scope.Bound.IsConnected(ChildWorkflows.FaultedOutcome))
        {
            scope.Complete(ChildWorkflows.FaultedOutcome);
        }
        else
        {
            scope.Fault($"Van de workflows die hier zijn gestart, {(failed == 1 ? "is er 1" : $"zijn er {failed}")} mislukt.");
        }
    }
}
