using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Payers;

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
