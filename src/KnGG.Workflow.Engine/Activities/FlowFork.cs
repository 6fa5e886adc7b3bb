using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Goes on along several lines of a flowchart at once.</summary>
internal sealed class FlowFork : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowFork",
        Category = "Branching",
        DisplayName = "Fork",
        Description = "Branch execution into multiple branches.",
        Inputs =
        [
            new()
            {
                Name = "Branches",
                TypeName = "String[]",
                DisplayName = "Branches",
                Description = "The branches to schedule.",
                UiHint = "dynamic-outcomes",
                DefaultSyntax = "Object",
            },
        ],
        OutcomesInput = "Branches",
    };

    public override void Run(ActivityScope scope)
    {
        var branches = scope.Input("Branches");
        if (branches.Kind != ValueKind.List)
        {
            scope.Complete();
            return;
        }

        scope.Complete([.. branches.AsList.Select(b => b.TextOrNull ?? "Done")]);
    }
}
