using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Gives the instance a name.</summary>
internal sealed class SetName : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetName",
        Category = "Primitives",
        DisplayName = "Set Name",
        Description = "Set the name of the workflow instance to a specified value.",
        Inputs = [Inputs.Text("Value", "Value", "The value to set as the workflow instance's name.")],
    };

    public override void Run(ActivityScope scope)
    {
        scope.Run.Name = scope.Input("Value").TextOrNull;
        scope.Complete();
    }
}
