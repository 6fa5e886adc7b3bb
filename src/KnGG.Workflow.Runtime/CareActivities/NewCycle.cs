using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Re-entry: a new cycle with a reason; what the plan keeps goes on, the rest of the old cycle stops in the same commit.</summary>
internal sealed class NewCycle : CareActivity
{
    private const string Stop = "stop";

    // An escalation lives and dies with its task, which may belong to an item that goes on.
    private const string Escalation = "escalation";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.NewCycle",
        Category = Category,
        DisplayName = "Opnieuw doorlopen",
        Description = "Begint een nieuwe cyclus bij stap 2, 3 of 4. Het oude plan blijft leesbaar; interventies gaan door, behalve waar de evaluatie 'stoppen' zegt.",
        Inputs =
        [
            OneOf("Reason", "Reden", "Waarom opnieuw.", CareChoices.ReentryReasons, required: true),
            In("ToStep", "Naar stap", "2, 3 of 4.", type: "Int32", required: true, fallback: Value.Of(2)),
        ],
        Outcomes = ["Klaar"],
        Outputs = [new OutputDescriptor("Cycle", "Int32", "Cyclus", "Het nummer van de nieuwe cyclus.")],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out _, out var file))
        {
            return;
        }

        var step = context.Input("ToStep") is { Kind: ValueKind.Number } number ? (int)number.AsNumber : 0;
        if (step is not (2 or 3 or 4))
        {
            context.Fault("Opnieuw doorlopen kan naar stap 2, 3 of 4.");
            return;
        }

        var verdicts = file.Social.Evaluations.LastOrDefault(e => e.Cycle == file.Process.Cycle)?.Items;
        foreach (var child in file.Process.Children.Where(c => c.EndedAt is null && c.Kind != Escalation))
        {
            // The running item keeps its provider, its clocks and its insured counters: going back must not throw a child out of its sports club.
            var keeps = child.PlanItemId is { } item && !(verdicts is not null && verdicts.TryGetValue(item, out var verdict) && verdict == Stop);
            if (keeps)
            {
                continue;
            }

            context.Emit(new CancelChild(child.InstanceId, "Het traject begint een nieuwe cyclus."));
            Write(context, new EndChild(child.InstanceId, context.Now));
            if (child.PlanItemId is { } stopped)
            {
                Write(context, new MoveItem(stopped, ItemStates.Stopped, context.Now));
            }
        }

        Write(context, new StartCycle(Text(context, "Reason"), step, context.Now, context.Actor.Id));
        context.SetOutput("Cycle", Value.Of(file.Process.Cycle + 1));
        context.Narrate($"Het traject wordt opnieuw doorlopen vanaf stap {step}: {CareChoices.Words(CareChoices.ReentryReasons, Text(context, "Reason"))}.");
        context.Complete("Klaar");
    }
}
