using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Makes an incident on purpose.</summary>
internal sealed class Fault : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Fault",
        Category = "Primitives",
        DisplayName = "Fault",
        Description = "Faults the workflow.",
        IsTerminal = true,
        Inputs =
        [
            Inputs.Text("Code", "Code", "Code to categorize the fault."),
            Inputs.Text("Category", "Category", "Category to categorize the fault."),
            Inputs.Text("FaultType", "Fault Type", "The type of the fault."),
            Inputs.Text("Message", "Message", "The message to include with the fault."),
        ],
    };

    public override void Run(ActivityScope scope)
    {
        var message = scope.Input("Message").TextOrNull;
        var code = scope.Input("Code").TextOrNull;
        scope.Fault(string.IsNullOrEmpty(message) ? $"De workflow meldt een fout{(string.IsNullOrEmpty(code) ? "" : $" ({code})")}." : message);
    }
}
