using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Waits one interval; a line back makes it tick.</summary>
internal sealed class Timer : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Timer",
        Category = "Scheduling",
        DisplayName = "Timer",
        Description = "Trigger workflow execution at a specific interval.",
        Kind = "Trigger",
        Inputs =
        [
            Inputs.Text("Interval", "Interval", "The interval at which the timer should execute.", required: true) with { TypeName = "TimeSpan" },
        ],
    };

    public override void Run(ActivityScope scope)
    {
        if (Triggers.StartedBy(scope))
        {
            scope.Complete();
            return;
        }

        var next = InputValues.Later(scope, "Interval");
        if (next <= scope.Now)
        {
            throw new ActivityFault("'Interval' moet langer zijn dan nul.");
        }

        scope.WaitUntil(next);
    }
}
