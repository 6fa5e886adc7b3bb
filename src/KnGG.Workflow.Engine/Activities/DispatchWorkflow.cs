using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Starts another workflow as a child, and goes on or waits for its end.</summary>
internal sealed class DispatchWorkflow : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.DispatchWorkflow",
        Category = "Composition",
        DisplayName = "Dispatch Workflow",
        Description = "Create a new workflow instance of the specified workflow and dispatch it for execution.",
        Inputs =
        [
            Inputs.Definition(),
            Inputs.Text("CorrelationId", "Correlation ID", "The correlation ID to associate the workflow with."),
            Inputs.Map("Input", "Input", "The input to send to the workflow."),
            Inputs.Truth("WaitForCompletion", "Wait For Completion", "Wait for the child workflow to complete before completing this activity."),
            Inputs.Text("ChannelName", "Channel", "The channel to dispatch the workflow to; not used here."),
        ],
        Outputs = [new("Result", "Object", "Result", "The output of the workflow.")],
        Outcomes = ["Done", ChildWorkflows.FaultedOutcome],
    };

    public override void Run(ActivityScope scope)
    {
        var wait = scope.Input("WaitForCompletion") == Value.True;
        scope.StartChildWorkflow(
            ChildWorkflows.DefinitionOf(scope), ChildWorkflows.InputOf(scope), ChildWorkflows.CorrelationOf(scope), wait);
        if (!wait)
        {
            scope.Complete();
        }
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        var ended = (ChildEnded)stimulus;
        if (!ChildWorkflows.TakeFault((ActivityScope)context, bookmark, ended))
        {
            context.SetOutput("Result", Value.Of(ended.Outputs));
            context.Complete();
        }
    }
}
