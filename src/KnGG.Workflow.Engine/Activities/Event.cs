using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Waits for an event by name.</summary>
internal sealed class Event : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Event",
        Category = "Primitives",
        DisplayName = "Event",
        Description = "Wait for an event to be published.",
        Kind = "Trigger",
        Inputs = [Inputs.Text("EventName", "Event Name", "The name of the event to listen for.", required: true)],
        Outputs = [new("Result", "Object", "Result", "The payload of the event.")],
    };

    public override void Run(ActivityScope scope)
    {
        if (Triggers.StartedBy(scope))
        {
            scope.SetOutput("Result", Value.Of(scope.Run.Input));
            scope.Complete();
            return;
        }

        if (scope.Input("EventName").TextOrNull is not { Length: > 0 } name)
        {
            throw new ActivityFault("De gebeurtenis heeft geen naam.");
        }

        scope.WaitForEvent(name);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        var payload = ((EventReceived)stimulus).Payload;
        context.SetOutput("Result", payload.IsNullish ? Value.Of(ValueMap.Empty) : payload);
        context.Complete();
    }
}
