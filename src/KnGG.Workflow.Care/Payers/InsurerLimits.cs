using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;

namespace KnGG.Workflow.Care.Payers;

/// <summary>The three insured limits of one insurer in one version; they carry money, so every insurer has its own row.</summary>
/// <param name="Insurer">Code of the insurer, or <c>standaard</c> for the national default.</param>
/// <param name="Version">Version of these limits, for example the policy year.</param>
/// <param name="ValidFrom">First day on which they hold, or null for always.</param>
/// <param name="GliStartWithin">The kinder-GLI starts within this term after the broad intake.</param>
/// <param name="GliStartWarnAt">Term after the intake at which to warn.</param>
/// <param name="GliAtMost">The kinder-GLI lasts at most this long, consecutively.</param>
/// <param name="CzvAtMost">Insured CZV lasts at most this long from the first charged day.</param>
/// <param name="Basis">Dutch text of the basis.</param>
public sealed record InsurerLimits(string Insurer, string Version, DateOnly? ValidFrom, Term GliStartWithin, Term GliStartWarnAt, Term GliAtMost, Term CzvAtMost, string Basis)
{
    /// <summary>How long before the end of GLI and CZV a warning comes.</summary>
    public Term WarnBefore { get; init; } = Term.Months(3);

    /// <summary>Length of the unit in which CZV work is charged: three months starting on any date.</summary>
    public Term ChargeUnit { get; init; } = Term.Months(3);

    /// <summary>The limits that the configuration gives for a region on a day.</summary>
    public static InsurerLimits FromConfiguration(CareConfiguration configuration, string? region, DateOnly on)
    {
        Setting Get(string key) => configuration.Resolve(key, region, null, null, on);
        return new InsurerLimits(
            "standaard", "1", null,
            Get("gli.startNaAnamnese.max").AsTerm(),
            Get("gli.startNaAnamnese.waarschuwing").AsTerm(),
            Get("gli.duur.max").AsTerm(),
            Get("czv.verzekerd.max").AsTerm(),
            Get("gli.startNaAnamnese.max").Basis)
        {
            ChargeUnit = Get("czv.declaratie.eenheid").AsTerm(),
        };
    }
}
