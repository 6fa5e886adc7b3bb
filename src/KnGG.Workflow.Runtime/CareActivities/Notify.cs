using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>A fixed mail to a role. There is no text to fill in, so nothing about a child can get into it.</summary>
internal sealed class Notify : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.Notify",
        Category = Category,
        DisplayName = "Bericht sturen",
        Description = "Stuurt een vaste mail aan een rol. De tekst ligt vast; er staat nooit iets over een kind in.",
        Inputs =
        [
            OneOf("Template", "Bericht", "Welke vaste mail.", CareChoices.MailTemplates, required: true, fallback: "notice"),
            From("Role", "Rol", "Aan wie.", "roles", required: true),
            In("Organisation", "Organisatie", "Id; leeg: wie de rol in dit traject heeft, anders wie de rol voor de gemeente vervult."),
        ],
        Outcomes = ["Klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryId(context, "Organisation", out var organisation))
        {
            return;
        }

        var care = Snapshot(context);
        var role = Text(context, "Role");
        var owner = role == CaseOwner ? care.File?.Owner : null;
        context.Emit(new SendMail(
            context.NewId(), Text(context, "Template"), "notice", owner?.Role ?? role, organisation ?? owner?.OrganisationId ?? OrganisationFor(care, role), owner?.PersonId, null));
        context.Narrate($"Er is een bericht gestuurd aan {RoleCodes.Named(owner?.Role ?? role)}.");
        context.Complete("Klaar");
    }
}
