using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Waits for an instant; one without an offset is Dutch local time.</summary>
internal sealed class StartAt : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.StartAt",
        Category = "Scheduling",
        DisplayName = "Start At",
        Description = "Trigger execution at a specific time in the future.",
        Kind = "Trigger",
        Inputs =
        [
            new()
            {
                Name = "DateTime",
                TypeName = "DateTimeOffset",
                DisplayName = "Date Time",
                Description = "The date and time at which to trigger the workflow.",
                UiHint = "datetime-picker",
                IsRequired = true,
            },
        ],
    };

    public override void Run(ActivityScope scope)
    {
        if (Triggers.StartedBy(scope))
        {
            scope.Complete();
            return;
        }

        var at = InputValues.Instant(scope, "DateTime");
        if (at <= scope.Now)
        {
            scope.Complete();
            return;
        }

        scope.WaitUntil(at);
    }
}
