using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>A workflow used as an activity: its inputs come from outside, its variables are its own, the outer ones stay readable by name.</summary>
internal sealed class WorkflowDefinitionActivity : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.WorkflowDefinitionActivity",
        Category = "Workflows",
        DisplayName = "Workflow Definition",
        Description = "Runs a workflow definition as part of this workflow.",
        IsBrowsable = false,
        IsContainer = true,
    };

    public override void Enter(ActivityScope scope)
    {
        // Inputs are read in the outer scope: its own variables are not there yet.
        var input = ValueMap.Empty;
        foreach (var argument in scope.Bound.Inputs)
        {
            var value = argument.Evaluate(scope);
            if (value.Kind != ValueKind.Undefined)
            {
                input = input.With(argument.Name, value);
            }
        }

        StepRun.Declare(scope.Execution);
        scope.Execution.Input = input;
        scope.Schedule(scope.Bound.Children[0]);
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => scope.Complete();

    public override void Leaving(ActivityScope scope)
    {
        var outputs = scope.Execution.Outputs;
        if (outputs.Count == 0)
        {
            return;
        }

        // What the outputs are bound to lies outside, even when a variable inside has the same name.
        var inner = scope.Execution.Variables;
        scope.Execution.Variables = null;
        foreach (var (name, value) in outputs)
        {
            scope.SetOutput(name, value);
        }

        scope.Execution.Variables = inner;
    }

    public override bool TakeBreak(ActivityScope scope) => true;
}
