using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs branches side by side, until all have ended or until the first has.</summary>
internal sealed class Fork : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Fork",
        Category = "Branching",
        DisplayName = "Fork",
        Description = "Branch execution into multiple branches.",
        IsContainer = true,
        IsBrowsable = false,
        Inputs =
        [
            Inputs.Choice("JoinMode", "Join Mode", "Controls when this activity yields control back to its parent activity.", "WaitAll", "WaitAny")
                with { IsWrapped = false },
        ],
        EmbeddedPorts = ["Branches"],
    };

    public override void Enter(ActivityScope scope)
    {
        foreach (var branch in scope.Bound.Children)
        {
            scope.Schedule(branch);
        }

        if (scope.Execution.Active == 0)
        {
            scope.Complete();
        }
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes)
    {
        if (scope.Execution.Breaking)
        {
            scope.Run.Detach(scope.Execution);
            scope.Complete();
        }
        else if (scope.Execution.Active == 0 || scope.Input("JoinMode").TextOrNull == "WaitAny")
        {
            scope.Complete();
        }
    }

    public override bool TakeBreak(ActivityScope scope)
    {
        scope.Execution.Breaking = true;
        return true;
    }
}
