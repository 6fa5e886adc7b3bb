using System.Globalization;
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

    /// <summary>
    /// The limits that hold on a day: those of the child's insurer, else of the region, else the national default. An insurer's own limits stand in
    /// the settings of its organisation, each with the day from which it holds.
    /// </summary>
    /// <param name="configuration">Settings.</param>
    /// <param name="region">Region of the child.</param>
    /// <param name="insurer">Organisation of the child's insurer, or null when it is not known.</param>
    /// <param name="on">Local date.</param>
    public static InsurerLimits FromConfiguration(CareConfiguration configuration, string? region, Guid? insurer, DateOnly on)
    {
        var organisation = insurer?.ToString("D", CultureInfo.InvariantCulture);
        Setting Get(string key) => configuration.Resolve(key, region, null, organisation, on);
        Setting[] limits = [Get("gli.startNaAnamnese.max"), Get("gli.startNaAnamnese.waarschuwing"), Get("gli.duur.max"), Get("czv.verzekerd.max")];
        var own = limits.Where(l => l.Level == SettingLevel.Organisation).ToArray();
        return new InsurerLimits(
            own.Length > 0 ? organisation! : "standaard", "1", own.Max(l => l.ValidFrom),
            limits[0].AsTerm(), limits[1].AsTerm(), limits[2].AsTerm(), limits[3].AsTerm(),
            limits[0].Basis)
        {
            WarnBefore = Get("verzekering.waarschuwing").AsTerm(),
            ChargeUnit = Get("czv.declaratie.eenheid").AsTerm(),
        };
    }
}
