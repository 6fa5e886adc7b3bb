using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Chooses between two lines of a flowchart.</summary>
internal sealed class FlowDecision : PrimitiveActivity
{
    private static readonly string[] True = ["True"];
    private static readonly string[] False = ["False"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowDecision",
        Category = "Branching",
        DisplayName = "Decision",
        Description = "Evaluate a Boolean condition to determine which path to execute next.",
        Inputs = [Inputs.Condition("The condition to evaluate.")],
        Outputs = [new("Result", "Boolean", "Result", "The result of the condition.")],
        Outcomes = ["True", "False"],
    };

    public override void Run(ActivityScope scope)
    {
        var holds = scope.Holds("Condition");
        scope.SetOutput("Result", Value.Of(holds));
        scope.Complete(holds ? True : False);
    }
}
