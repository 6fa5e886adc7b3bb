using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs one of two activities. In a flowchart it leaves by Done; the one with outcomes True and False is FlowDecision.</summary>
internal sealed class If : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.If",
        Category = "Branching",
        DisplayName = "If",
        Description = "Evaluate a Boolean condition to determine which activity to execute next.",
        Inputs = [Inputs.Condition("The condition to evaluate.")],
        Outputs = [new("Result", "Boolean", "Result", "The result of the condition.")],
        EmbeddedPorts = ["Then", "Else"],
    };

    public override void Enter(ActivityScope scope)
    {
        var holds = scope.Holds("Condition");
        scope.SetOutput("Result", Value.Of(holds));
        if (scope.Bound.Child(holds ? "then" : "else") is { } branch)
        {
            scope.Schedule(branch);
        }
        else
        {
            scope.Complete();
        }
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => scope.Complete();
}
