using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>One child workflow for each item of the agreed plan that has not begun. What the family does itself needs none.</summary>
internal sealed class StartInterventions : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.StartInterventions",
        Category = Category,
        DisplayName = "Interventies starten",
        Description = "Start voor elk onderdeel van het afgesproken plan dat nog niet begonnen is een eigen workflow. Taken van het gezin zelf starten vanzelf.",
        Inputs = [From("Definition", "Workflow", "De workflow van één onderdeel.", "definitions", fallback: "interventie")],
        Outcomes = ["Gestart", "Niets te starten"],
        Outputs = [new OutputDescriptor("Count", "Int32", "Aantal")],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out _, out var file))
        {
            return;
        }

        var planned = file.Plan is { AgreedAt: not null } plan ? plan.Items.Where(i => i.State == ItemStates.Planned).ToArray() : [];
        var started = 0;
        foreach (var item in planned)
        {
            if (item.Kind == ItemKinds.Family)
            {
                Write(context, new MoveItem(item.Id, ItemStates.Started, context.Now));
                continue;
            }

            var child = context.StartChildWorkflow(
                Text(context, "Definition"),
                ValueMap.Of(
                    ("item", IdValue(item.Id)), ("soort", Value.Of(item.Kind)), ("rol", Value.Of(item.Role)),
                    ("organisatie", item.OrganisationId is null ? Value.Of("") : IdValue(item.OrganisationId))),
                correlationId: null, wait: false);
            Write(context,
                new LinkChild(new ChildLink(child, "intervention", item.Id, 0, context.Now)),
                new MoveItem(item.Id, ItemStates.Invited, context.Now));
            started++;
        }

        context.SetOutput("Count", Value.Of(started));
        context.Narrate(started switch
        {
            0 => "Er is geen onderdeel van het plan om te starten.",
            1 => "Eén onderdeel van het plan is in gang gezet.",
            _ => $"{started} onderdelen van het plan zijn in gang gezet.",
        });
        context.Complete(started > 0 ? "Gestart" : "Niets te starten");
    }
}
