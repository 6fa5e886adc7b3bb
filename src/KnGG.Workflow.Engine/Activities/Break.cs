using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Ends the loop around it.</summary>
internal sealed class Break : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Break",
        Category = "Looping",
        DisplayName = "Break",
        Description = "Break out of a loop.",
        IsTerminal = true,
    };

    public override void Run(ActivityScope scope)
    {
        for (var at = scope.Execution.Parent; at is not null; at = at.Parent)
        {
            if (at.Node.Container!.TakeBreak(new ActivityScope(scope.Run, at)))
            {
                break;
            }
        }

        scope.Complete();
    }
}
