using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs another workflow as a child and waits for its end, also when that takes years; its outputs arrive.</summary>
internal sealed class ExecuteWorkflow : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.ExecuteWorkflow",
        Category = "Composition",
        DisplayName = "Execute Workflow",
        Description = "Create a new workflow instance of the specified workflow and execute it.",
        Inputs =
        [
            Inputs.Definition(),
            Inputs.Text("CorrelationId", "Correlation ID", "The correlation ID to associate the workflow with."),
            Inputs.Map("Input", "Input", "The input to send to the workflow."),
        ],
        Outputs = [new("Result", "Object", "Result", "Status and output of the workflow.")],
        Outcomes = ["Done", ChildWorkflows.FaultedOutcome],
    };

    public override void Run(ActivityScope scope) => scope.StartChildWorkflow(
        ChildWorkflows.DefinitionOf(scope), ChildWorkflows.InputOf(scope), ChildWorkflows.CorrelationOf(scope), wait: true);

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        var ended = (ChildEnded)stimulus;
        if (!ChildWorkflows.TakeFault((ActivityScope)context, bookmark, ended))
        {
            context.SetOutput("Result", ChildWorkflows.Describe(ended));
            context.Complete();
        }
    }
}
