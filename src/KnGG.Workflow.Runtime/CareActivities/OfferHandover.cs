using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Opens a handover. A handover to oneself is completed silently: nobody must accept what they already hold.</summary>
internal sealed class OfferHandover : CareActivity
{
    private const string Offered = "Aangeboden";
    private const string ToOneself = "Aan zichzelf";
    private const string NoReceiver = "Geen ontvanger";
    private const string ToNewHome = "wisseling-gemeente";
    private const string CzvRole = "czv";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.OfferHandover",
        Category = Category,
        DisplayName = "Overdracht aanbieden",
        Description = "Biedt het traject warm aan bij een andere rol of organisatie. De verzender blijft verantwoordelijk tot de ontvanger aanneemt.",
        Inputs =
        [
            From("FromRole", "Van rol", "Wie overdraagt.", "roles", required: true),
            From("ToRole", "Naar rol", "Wie ontvangt.", "roles", required: true),
            In("Organisation", "Organisatie", "Id van de ontvanger; leeg: wie de rol voor de gemeente vervult."),
            OneOf("Reason", "Reden", "Waarom er wordt overgedragen.", CareChoices.HandoverReasons, required: true, fallback: "verwijzing"),
        ],
        Outcomes = [Offered, ToOneself, NoReceiver],
        Outputs =
        [
            new OutputDescriptor("HandoverId", "String", "Overdracht", "Id van de overdracht."),
            new OutputDescriptor("Organisation", "String", "Ontvanger", "Id van de organisatie."),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file) || !TryId(context, "Organisation", out var to))
        {
            return;
        }

        var fromRole = Text(context, "FromRole") is CaseOwner or "" ? file.Owner?.Role ?? "" : Text(context, "FromRole");
        var toRole = Text(context, "ToRole");
        var reason = Text(context, "Reason");
        var from = OrganisationFor(care, fromRole);
        var home = reason == ToNewHome ? care.Home : null;
        to ??= home is not null ? home.Covering(toRole) : care.Covering(toRole) ?? (reason.StartsWith("wisseling", StringComparison.Ordinal) ? null : file.Holder(toRole)?.OrganisationId);
        if (to is null)
        {
            context.SetOutput("HandoverId", Value.Null);
            context.SetOutput("Organisation", Value.Null);
            context.Narrate($"Er is geen organisatie gevonden voor {RoleCodes.Named(toRole)}.");
            context.Complete(NoReceiver);
            return;
        }

        var id = context.NewId();
        context.SetOutput("HandoverId", IdValue(id));
        context.SetOutput("Organisation", IdValue(to));
        var handover = new Handover(
            id, fromRole, from, toRole, to, reason, HandoverState.Offered, context.Now, 0, toRole == CzvRole || CareChoices.OwnershipReasons.Contains(reason))
        {
            ToMunicipality = home?.Municipality,
            ToRegion = home?.Region,
        };
        Write(context, new Care.Trajectories.Writes.OfferHandover(handover));
        if (to == from)
        {
            Write(context,
                new Care.Trajectories.Writes.MoveHandover(id, HandoverState.Accepted, "", null, context.Now, context.Actor.Id),
                new Care.Trajectories.Writes.MoveHandover(id, HandoverState.Completed, "", null, context.Now, context.Actor.Id));
            context.Narrate("De overdracht blijft binnen één organisatie en is meteen afgerond.");
            context.Complete(ToOneself);
            return;
        }

        context.Emit(new SendMail(context.NewId(), "handover-offered", "offered", toRole, to, null, null));
        context.Narrate($"Er is een warme overdracht aangeboden van {RoleCodes.Named(fromRole)} naar {RoleCodes.Named(toRole)}; de verzender blijft verantwoordelijk.");
        context.Complete(Offered);
    }
}
