using System.Collections.Frozen;

namespace KnGG.Workflow.Care.Risk;

/// <summary>
/// The national default list of risk factors and comorbidity. The handreiking names none (H2 voetnoot 1, A10): the list is configuration,
/// drawn from public Dutch working agreements, to be checked by a clinician of the region; a professional confirms each GGR.
/// </summary>
public static class RiskFactors
{
    /// <summary>Code for something that is not in the list; needs an explanation.</summary>
    public const string Other = "OTHER";

    private const string Huisarts = "Werkafspraak huisarts-specialist over obesitas bij kinderen (Amsterdam, concept)";
    private const string Dietist = "NVD, overgewicht en obesitas bij kinderen";

    /// <summary>The default list, in the order of the form.</summary>
    public static IReadOnlyList<RiskFactor> Default { get; } =
    [
        new("T2D_FAMILY", "Diabetes type 2 bij een eerste- of tweedegraads familielid", RiskKind.RiskFactor, "READ", Huisarts),
        new("MATERNAL_DIABETES_OR_GDM", "Moeder met diabetes of met zwangerschapsdiabetes", RiskKind.RiskFactor, "READ", Huisarts),
        new("LOW_BIRTH_WEIGHT", "Laag geboortegewicht", RiskKind.RiskFactor, "READ", Huisarts),
        new("ACANTHOSIS_NIGRICANS", "Acanthosis nigricans (donkere huidplooien, teken van insulineresistentie)", RiskKind.RiskFactor, "READ", Huisarts),
        new("HYPERTENSION", "Hoge bloeddruk", RiskKind.Comorbidity, "READ", Huisarts),
        new("DYSLIPIDAEMIA", "Afwijkende vetten in het bloed", RiskKind.Comorbidity, "READ", Huisarts),
        new("IMPAIRED_GLUCOSE_OR_T2D", "Verhoogde bloedsuiker of diabetes type 2", RiskKind.Comorbidity, "READ", Huisarts),
        new("PCOS", "Polycysteus-ovariumsyndroom (PCOS)", RiskKind.Comorbidity, "READ", Huisarts),
        new("ASTHMA_WORSENING", "Astma, of astma die erger wordt", RiskKind.Comorbidity, "READ", Huisarts),
        new("SLEEP_DISORDER_OR_OSA", "Slaapstoornis of slaapapneu", RiskKind.Comorbidity, "READ", Huisarts + "; slaapapneu uit de praktijk"),
        new("JOINT_COMPLAINTS", "Gewrichtsklachten", RiskKind.Comorbidity, "READ", Huisarts),
        new("ANXIETY", "Angststoornis", RiskKind.Comorbidity, "READ", Huisarts),
        new("DEPRESSION", "Depressie", RiskKind.Comorbidity, "READ", Huisarts),
        new("FATTY_LIVER", "Leververvetting", RiskKind.Comorbidity, "RECALLED", "Uit de praktijk, niet in een bron gelezen"),
        new("EATING_DISORDER", "Eetstoornis", RiskKind.Comorbidity, "READ", Dietist),
        new(Other, "Anders, namelijk", RiskKind.Other, "NEW", "Ruimte voor het oordeel van de professional"),
    ];

    private static readonly FrozenDictionary<string, RiskFactor> ByCode = Default.ToFrozenDictionary(f => f.Code, StringComparer.Ordinal);

    /// <summary>The entry with this code, or null.</summary>
    public static RiskFactor? Find(string code) => ByCode.GetValueOrDefault(code);
}
