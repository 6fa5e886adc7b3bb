using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Payers;

/// <summary>What the kinder-GLI checklist needs; null is not known yet.</summary>
/// <param name="Ggr">GGR on the start date, or null for unknown.</param>
/// <param name="InPlanOfCzv">Part of the coherent plan of the CZV.</param>
/// <param name="ByLifestyleCoach">Carried out by a kinderleefstijlcoach with a valid registration.</param>
/// <param name="ProgrammeRecognised">On the valid list of recognised programmes (RIVM) on the start date.</param>
/// <param name="InsurerConditionsMet">Meets the conditions of the child's insurer.</param>
/// <param name="FoodExerciseBehaviour">Aimed at food, exercise and behaviour of child and family.</param>
/// <param name="PaidAsProgramme">Paid as one programme by own payment titles, not by loose acts.</param>
public sealed record KinderGliInput(
    Ggr? Ggr, bool? InPlanOfCzv, bool? ByLifestyleCoach, bool? ProgrammeRecognised, bool? InsurerConditionsMet, bool? FoodExerciseBehaviour, bool? PaidAsProgramme);

/// <summary>The kinder-GLI checklist, computed.</summary>
/// <param name="Allowed">True when all conditions are met, false when one fails, null while something is unknown.</param>
/// <param name="Conditions">All conditions of requirement 43 in order.</param>
/// <param name="Failing">Dutch texts of the conditions that fail.</param>
/// <param name="Missing">Fields not known yet.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Input">The values used.</param>
public sealed record KinderGliDecision(
    bool? Allowed, IReadOnlyList<PayerCondition> Conditions, IReadOnlyList<string> Failing, IReadOnlyList<string> Missing, string Reason, string Source, string Rule, KinderGliInput Input)
{
    /// <summary>How the payer table sees this programme, when it is part of the plan.</summary>
    public GliInPlan ForPayer => Input.InPlanOfCzv switch
    {
        null => GliInPlan.Undecided,
        false => GliInPlan.None,
        _ when Conditions.Skip(2).Any(c => c.Met == false) => GliInPlan.NotRecognised,
        _ when Conditions.Skip(2).All(c => c.Met == true) => GliInPlan.Recognised,
        _ => GliInPlan.Undecided,
    };
}

/// <summary>The conditions for an insured kinder-GLI as a checklist (H4d and H7c; requirement 43, A9).</summary>
public static class KinderGli
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "kinder-gli@1";

    /// <summary>The paragraphs that the conditions come from.</summary>
    public const string Source = "Handreiking mei 2026, H4d Kinder-GLI en H7c";

    /// <summary>Checks every condition and says which fail.</summary>
    public static KinderGliDecision Check(KinderGliInput input)
    {
        bool? matig = input.Ggr is { } ggr ? ggr >= Ggr.Matig : null;
        (string Field, string Text, bool? Met)[] rows =
        [
            ("ggr", "Het GGR is matig, sterk of extreem verhoogd", matig),
            ("inPlanOfCzv", "De kinder-GLI is onderdeel van het samenhangende plan van de CZV", input.InPlanOfCzv),
            ("byLifestyleCoach", "Een kinderleefstijlcoach met een geldige registratie voert het programma uit", input.ByLifestyleCoach),
            ("programmeRecognised", "Het programma is op de startdatum erkend (RIVM)", input.ProgrammeRecognised),
            ("insurerConditionsMet", "Het programma voldoet aan de voorwaarden van de zorgverzekeraar", input.InsurerConditionsMet),
            ("foodExerciseBehaviour", "Het programma gaat over voeding, bewegen en gedrag van kind en gezin", input.FoodExerciseBehaviour),
            ("paidAsProgramme", "Het programma wordt als één geheel betaald, niet per losse verrichting", input.PaidAsProgramme),
        ];
        var failing = rows.Where(r => r.Met == false).Select(r => r.Text).ToArray();
        var missing = rows.Where(r => r.Met is null).Select(r => r.Field).ToArray();
        bool? allowed = failing.Length > 0 ? false : missing.Length > 0 ? null : true;
        var reason = allowed switch
        {
            true => "Aan alle voorwaarden voor een verzekerde kinder-GLI is voldaan.",
            false => $"De kinder-GLI kan niet verzekerd starten, want aan {failing.Length} van de {rows.Length} voorwaarden is niet voldaan.",
            null => $"Van {missing.Length} van de {rows.Length} voorwaarden voor de kinder-GLI is nog niet bekend of eraan is voldaan.",
        };
        return new KinderGliDecision(allowed, [.. rows.Select(r => new PayerCondition(r.Text, r.Met))], failing, missing, reason, Source, Rule, input);
    }
}
