using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Waits for a length of time; years are as good as seconds.</summary>
internal sealed class Delay : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Delay",
        Category = "Scheduling",
        DisplayName = "Delay",
        Description = "Delay execution for the specified amount of time.",
        Inputs =
        [
            Inputs.Text("TimeSpan", "Time Span", "The amount of time to delay.", required: true) with { TypeName = "TimeSpan" },
        ],
    };

    public override void Run(ActivityScope scope)
    {
        var until = InputValues.Later(scope, "TimeSpan");
        if (until <= scope.Now)
        {
            scope.Complete();
            return;
        }

        scope.WaitUntil(until);
    }
}
