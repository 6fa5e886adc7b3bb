using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Gives a role in the trajectory to an organisation, or ends it.</summary>
internal sealed class AssignRole : CareActivity
{
    private const string Nobody = "Niemand gevonden";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.AssignRole",
        Category = Category,
        DisplayName = "Rol toewijzen",
        Description = "Geeft een organisatie een rol in dit traject, of beëindigt die. De regie gaat nooit verloren: zij eindigt pas als een ander haar heeft.",
        Inputs =
        [
            From("Role", "Rol", "Welke rol.", "roles", required: true),
            In("Organisation", "Organisatie", "Id; leeg: wie de rol voor de gemeente vervult."),
            In("Owner", "Krijgt de regie", "De regiehouder van het traject.", "checkbox", "Boolean", fallback: Value.False),
            In("End", "Rol beëindigen", "In plaats van geven.", "checkbox", "Boolean", fallback: Value.False),
        ],
        Outcomes = ["Klaar", Nobody],
        Outputs = [new OutputDescriptor("Organisation", "String", "Organisatie", "Id van de organisatie.")],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file) || !TryId(context, "Organisation", out var organisation))
        {
            return;
        }

        var role = Text(context, "Role");
        if (Flag(context, "End"))
        {
            Write(context, new EndRole(role, organisation, context.Now));
            context.SetOutput("Organisation", IdValue(organisation ?? file.Holder(role)?.OrganisationId));
            if (file.Holder(role) is not null)
            {
                context.Narrate($"In dit traject werkt {RoleCodes.Named(role)} niet meer mee.");
            }

            context.Complete("Klaar");
            return;
        }

        organisation ??= file.Holder(role)?.OrganisationId ?? care.Covering(role);
        context.SetOutput("Organisation", IdValue(organisation));
        if (organisation is null)
        {
            context.Narrate($"Er is geen organisatie gevonden voor {RoleCodes.Named(role)}.");
            context.Complete(Nobody);
            return;
        }

        var owner = Flag(context, "Owner");
        Write(context, new Care.Trajectories.Writes.AssignRole(role, organisation, null, owner, context.Now));
        context.Narrate(owner ? $"In dit traject heeft {RoleCodes.Named(role)} nu de regie." : $"In dit traject werkt {RoleCodes.Named(role)} nu mee.");
        context.Complete("Klaar");
    }
}
