using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Publishes an event. It arrives in a later step, here as well.</summary>
internal sealed class PublishEvent : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.PublishEvent",
        Category = "Primitives",
        DisplayName = "Publish Event",
        Description = "Publishes an event.",
        Inputs =
        [
            Inputs.Text("EventName", "Event Name", "The name of the event to publish.", required: true),
            Inputs.Text("CorrelationId", "Correlation Id", "The correlation ID to scope the event to."),
            Inputs.Truth("IsLocalEvent", "Local Event", "Whether the event only affects the current workflow instance."),
            Inputs.Anything("Payload", "Payload", "The payload to send with the event."),
        ],
    };

    public override void Run(ActivityScope scope)
    {
        if (scope.Input("EventName").TextOrNull is not { Length: > 0 } name)
        {
            throw new ActivityFault("De gebeurtenis heeft geen naam.");
        }

        var payload = scope.Input("Payload");
        var correlation = scope.Input("CorrelationId").TextOrNull;
        scope.Emit(new PublishEventIntent(
            name,
            payload.IsNullish ? Value.Of(ValueMap.Empty) : payload,
            scope.Input("IsLocalEvent") == Value.True,
            string.IsNullOrEmpty(correlation) ? null : correlation));
        scope.Complete();
    }
}
