using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Stepping.Intents;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The end: children of the trajectory stop, everybody's access by role ends.</summary>
internal sealed class CloseTrajectory : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.CloseTrajectory",
        Category = Category,
        DisplayName = "Traject afsluiten",
        Description = "Sluit het traject met één reden: lopende onderdelen stoppen, rollen eindigen, open overdrachten worden ingetrokken.",
        Inputs = [OneOf("Reason", "Reden", "Waarom het traject eindigt.", CareChoices.ClosingReasons, required: true)],
        Outcomes = ["Klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out _, out var file))
        {
            return;
        }

        var reason = Text(context, "Reason");
        if (CareChoices.ClosingReasons.All(r => r.Value != reason))
        {
            context.Fault($"De reden '{reason}' bestaat niet; kies uit: {string.Join(", ", CareChoices.ClosingReasons.Select(r => r.Value))}.");
            return;
        }

        foreach (var child in file.Process.Children.Where(c => c.EndedAt is null))
        {
            context.Emit(new CancelChild(child.InstanceId, "Het traject is afgesloten."));
        }

        Write(context, new EndPayers("", Today(context)), new CloseFile(reason, context.Now));
        context.Narrate($"Het traject is afgesloten: {CareChoices.Words(CareChoices.ClosingReasons, reason)}.");
        context.Complete("Klaar");
    }
}
