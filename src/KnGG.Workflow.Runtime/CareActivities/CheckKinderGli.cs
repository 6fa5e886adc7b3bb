using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>
/// Holds the conditions of an insured kinder-GLI against the file of today: before the invitation and again on the day it begins, because
/// months of waiting lie between the plan and the start.
/// </summary>
internal sealed class CheckKinderGli : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.CheckKinderGli",
        Category = Category,
        DisplayName = "Voorwaarden kinder-GLI nagaan",
        Description = "Gaat na of aan alle voorwaarden voor een verzekerde kinder-GLI is voldaan en bewaart de uitkomst. Start of stopt zelf niets.",
        Inputs = [In("PlanItem", "Onderdeel", "Id van het onderdeel van het plan.", required: true) with { DefaultSyntax = "Variable" }],
        Outcomes = ["Voldoet", "Voldoet niet", "Nog niet bekend"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out _, out var file) || !TryId(context, "PlanItem", out var id))
        {
            return;
        }

        if (id is not { } itemId || file.Item(itemId) is not { } item)
        {
            context.Fault("Het onderdeel is niet gevonden in het plan.");
            return;
        }

        var check = GliCheck.Of(file, item, context.Now, context.Actor.Id);
        Write(context, check);

        // Which condition it is says something about the child, so the story is silent about it.
        context.Narrate("De voorwaarden voor de kinder-GLI zijn nagegaan.", Value.MapOf(("rule", Value.Of(KinderGli.Rule)), ("source", Value.Of(KinderGli.Source))));
        context.Complete(check.Note.Holds switch { true => "Voldoet", false => "Voldoet niet", _ => "Nog niet bekend" });
    }
}
