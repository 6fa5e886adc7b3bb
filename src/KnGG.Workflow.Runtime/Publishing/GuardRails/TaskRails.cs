using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.CareActivities;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>A task of a person: who, by when, with which form, and a way to say no.</summary>
internal static class TaskRails
{
    // Who it is follows from the trajectory at that moment.
    private static readonly string[] RolesOfTheMoment = [CareActivity.CaseOwner, "verwijzer"];

    private static readonly (string Type, string Input)[] RoleInputs =
    [
        (CareTypes.HumanTask, "Role"), (CareTypes.AskConsent, "Role"), (CareTypes.AskConsent, "RecipientRole"), (CareTypes.OfferHandover, "FromRole"),
        (CareTypes.OfferHandover, "ToRole"), (CareTypes.FeedbackDuty, "FromRole"), (CareTypes.FeedbackDuty, "ToRole"), (CareTypes.Notify, "Role"), (CareTypes.AssignRole, "Role"),
    ];

    public static void Check(OwnRails rails, Findings findings)
    {
        foreach (var task in rails.Of(CareTypes.HumanTask))
        {
            CheckOwner(task, rails, findings);
            CheckDeadline(task, rails, findings);
            CheckWayOut(task, rails, findings);
            if (Given.Of(task, "Title").IsEmpty)
            {
                findings.Error("task-without-title", task, $"De taak '{task.DisplayName}' heeft geen titel. Schrijf bij 'Titel' wat er moet gebeuren.");
            }
        }

        foreach (var (type, input) in RoleInputs)
        {
            foreach (var node in rails.Of(type))
            {
                CheckRole(node, input, findings);
            }
        }

        foreach (var node in rails.Nodes.Where(n => n.Type is CareTypes.HumanTask or CareTypes.AskConsent))
        {
            if (rails.OrDefault(node, "Form").Fixed is { } form && rails.Context.Forms.Find(form) is null)
            {
                findings.Error("unknown-form", node, $"'{node.DisplayName}' vraagt om het formulier '{form}', maar dat formulier is er niet. Kies een formulier uit de lijst.");
            }
        }
    }

    private static void CheckOwner(ActivityNode task, OwnRails rails, Findings findings)
    {
        var role = Given.Of(task, "Role");
        if (role.IsEmpty)
        {
            findings.Error("task-without-owner", task, $"De taak '{task.DisplayName}' is van niemand. Kies bij 'Rol' wie de taak doet.");
        }
        else if (ScriptReads.IsInput(role, out var input, out _) && rails.Definition.Inputs.All(i => i.Name != input))
        {
            findings.Error("task-without-owner", task, $"De taak '{task.DisplayName}' haalt de rol uit de invoer '{input}', maar deze workflow heeft die invoer niet. Kies een rol of voeg de invoer toe.");
        }
    }

    private static void CheckDeadline(ActivityNode task, OwnRails rails, Findings findings)
    {
        var due = Given.Of(task, "Due");
        if (due.IsEmpty || due.Fixed == "-")
        {
            findings.Error("task-without-deadline", task, $"De taak '{task.DisplayName}' heeft geen termijn. Vul bij 'Klaar binnen' in wanneer de taak klaar moet zijn, bijvoorbeeld 10wd of een instelling.");
        }
        else if (ScriptReads.IsInput(due, out var input, out var otherwise) && otherwise is null && rails.Definition.Inputs.All(i => i.Name != input))
        {
            findings.Error("task-without-deadline", task, $"De taak '{task.DisplayName}' haalt de termijn uit de invoer '{input}', maar deze workflow heeft die invoer niet. Vul een termijn in of voeg de invoer toe.");
        }
    }

    private static void CheckRole(ActivityNode node, string input, Findings findings)
    {
        if (Given.Of(node, input).Fixed is not { } code || RolesOfTheMoment.Contains(code))
        {
            return;
        }

        if (RoleCodes.Find(code) is not { } role)
        {
            findings.Error("unknown-role", node, $"'{node.DisplayName}' noemt de rol '{code}', maar die rol bestaat niet. Kies een rol uit de lijst.");
        }
        else if (role.Sees is RoleView.Figures or RoleView.None)
        {
            findings.Error("role-without-files", node, $"'{node.DisplayName}' is voor de rol '{role.Label}', maar die rol ziet geen dossiers van kinderen. Kies een professional die bij het kind betrokken is.");
        }
    }

    /// <summary>Who is asked from outside must be able to say no: not every answer may lead to yes.</summary>
    private static void CheckWayOut(ActivityNode task, OwnRails rails, Findings findings)
    {
        if (Given.Of(task, "Handover").IsEmpty && Given.Of(task, "PlanItem").IsEmpty)
        {
            return;
        }

        foreach (var place in rails.Map.Places.Where(p => p.Node == task && p.Out.Count > 0))
        {
            var ports = OwnRails.OutcomesOf(task) ?? [.. place.Out.Select(l => l.Port).Distinct()];
            if (ports.All(port => SaysYes(rails.Map, place, port)))
            {
                findings.Error("task-without-way-out", task, $"Bij '{task.DisplayName}' kan wie gevraagd wordt alleen ja zeggen. Maak een uitkomst om nee te zeggen en verbind die met een vervolg.");
            }
        }
    }

    private static bool SaysYes(FlowMap map, FlowPlace task, string port) =>
        map.After(task, port, stop: p => p.Is(CareTypes.HumanTask) || p.Is(CareTypes.AskConsent)).Any(p => IsYes(p.Node));

    private static bool IsYes(ActivityNode node) => node.Type switch
    {
        CareTypes.MoveHandover => Given.Of(node, "State").Fixed is "aangenomen" or "wachttijd",
        CareTypes.MoveItem => Given.Of(node, "State").Fixed is "gestart",
        CareTypes.AssignRole => !Given.IsOn(node, "End"),
        _ => false,
    };
}
