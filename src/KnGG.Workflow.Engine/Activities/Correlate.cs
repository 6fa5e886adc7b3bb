using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Gives the instance a correlation id.</summary>
internal sealed class Correlate : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Correlate",
        Category = "Primitives",
        DisplayName = "Correlate",
        Description = "Set the CorrelationId of the workflow to a given value.",
        Inputs = [Inputs.Text("CorrelationId", "Correlation Id", "An expression that evaluates to the value to store as the correlation id.")],
    };

    public override void Run(ActivityScope scope)
    {
        scope.Run.CorrelationId = scope.Input("CorrelationId").TextOrNull;
        scope.Complete();
    }
}
