using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Ends the whole workflow, wherever it stands.</summary>
internal sealed class Finish : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Finish",
        Category = "Primitives",
        DisplayName = "Finish",
        Description = "Mark the workflow as finished.",
        IsTerminal = true,
    };

    public override void Run(ActivityScope scope)
    {
        scope.Run.CompleteAlone(scope.Execution, ["Done"]);
        scope.Run.EndInstance(WorkflowSubStatus.Finished);
    }
}
