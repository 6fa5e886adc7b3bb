using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Says how far an item of the plan is, so that the workflow of the item is in charge and not a form.</summary>
internal sealed class MoveItemActivity : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.MoveItem",
        Category = Category,
        DisplayName = "Onderdeel bijwerken",
        Description = "Legt vast hoe ver een onderdeel van het plan is. Een onderdeel dat klaar of gestopt is blijft dat.",
        Inputs =
        [
            In("PlanItem", "Onderdeel", "Id van het onderdeel.", required: true) with { DefaultSyntax = "Variable" },
            OneOf("State", "Stand", "De nieuwe stand.", CareChoices.ItemStateChoices, required: true),
        ],
        Outcomes = ["Klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out _, out var file) || !TryId(context, "PlanItem", out var id))
        {
            return;
        }

        var state = Text(context, "State");
        if (id is not { } itemId || file.Item(itemId) is null)
        {
            context.Fault("Het onderdeel is niet gevonden in het plan.");
            return;
        }

        if (!ItemStates.All.Contains(state))
        {
            context.Fault($"De stand '{state}' bestaat niet; kies uit: {string.Join(", ", ItemStates.All)}.");
            return;
        }

        Write(context, new MoveItem(itemId, state, context.Now));
        context.Narrate($"Een onderdeel van het plan is nu: {CareChoices.Words(CareChoices.ItemStateChoices, state)}.");
        context.Complete("Klaar");
    }
}
