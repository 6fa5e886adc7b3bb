using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Sets an output of the workflow.</summary>
internal sealed class SetOutput : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetOutput",
        Category = "Composition",
        DisplayName = "Set Output",
        Description = "Sets an output of the workflow.",
        Inputs =
        [
            Inputs.Text("OutputName", "Output Name", "The name of the output to assign.", required: true) with { UiHint = "output-picker" },
            Inputs.Anything("OutputValue", "Output Value", "The value to assign."),
        ],
    };

    public override void Run(ActivityScope scope)
    {
        if (scope.Input("OutputName").TextOrNull is not { Length: > 0 } name)
        {
            throw new ActivityFault("Er is geen uitvoer gekozen.");
        }

        scope.SetWorkflowOutput(name, scope.Input("OutputValue") is { Kind: not ValueKind.Undefined } value ? value : Value.Null);
        scope.Complete();
    }
}
