using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Waits for the next moment of a cron expression, in Dutch local time.</summary>
internal sealed class Cron : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Cron",
        Category = "Scheduling",
        DisplayName = "Cron",
        Description = "Trigger workflow execution at specific intervals using CRON expressions.",
        Kind = "Trigger",
        Inputs = [Inputs.Text("CronExpression", "Cron Expression", "The CRON expression at which the timer should execute.", required: true)],
    };

    public override void Run(ActivityScope scope)
    {
        if (Triggers.StartedBy(scope))
        {
            scope.Complete();
            return;
        }

        scope.WaitUntil(InputValues.NextCron(scope, "CronExpression"));
    }
}
