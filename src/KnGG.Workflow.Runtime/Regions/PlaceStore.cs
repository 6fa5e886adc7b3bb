using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>What is agreed and who does what in a place.</summary>
/// <param name="Configuration">Settings that can apply there.</param>
/// <param name="Agreements">Agreements of the region about payers.</param>
/// <param name="Coverage">Who covers which role, best first.</param>
internal sealed record Place(CareConfiguration Configuration, PayerAgreements Agreements, IReadOnlyList<Coverage> Coverage);

/// <summary>Reads what is agreed in a place, inside a transaction.</summary>
internal static class PlaceStore
{
    private const string SelectSettings = """
        SELECT key, level, scope, valid_from, value, source_label, basis FROM care_setting
        WHERE scope IS NULL OR scope = @region OR scope = @municipality OR (level = 'organisation' AND region IN ('', @region)) ORDER BY seq
        """;

    internal const string SelectAgreements =
        "SELECT region, anamnesis_payer, jgz_payer, valid_from, valid_until, agreed_on, signatories, set_by, set_at FROM payer_agreement WHERE region = @region ORDER BY seq";

    private const string SelectCoverage = "SELECT role, organisation_id FROM role_coverage WHERE municipality = @municipality ORDER BY role, rank, organisation_id";

    public static Place Read(StepTransaction transaction, string municipality, string region) => Ask(transaction, municipality, region).Value;

    /// <summary>As <see cref="Read"/>, for whoever has more to ask.</summary>
    public static Asked<Place> Ask(StepTransaction transaction, string municipality, string region)
    {
        var settings = transaction.Ask(SelectSettings, SettingRows.Read, ("region", region), ("municipality", municipality));
        var agreements = transaction.Ask(SelectAgreements, Agreement, ("region", region));
        var coverage = AskCovering(transaction, municipality);
        return new(() => new(CareConfiguration.From(settings.Value, out _), new PayerAgreements(agreements.Value), coverage.Value));
    }

    /// <summary>The region of a municipality; null when nobody knows the municipality.</summary>
    public static string? RegionOf(StepTransaction transaction, string municipality) =>
        transaction.First("SELECT region FROM municipality WHERE name = @name", row => row.Text(0), ("name", municipality));

    /// <summary>Where a child lives, when that is another municipality than this one; else null.</summary>
    public static Asked<NewHome?> AskHome(StepTransaction transaction, Guid child, string municipality)
    {
        var elsewhere = transaction.Ask("SELECT municipality FROM child WHERE id = @id AND municipality <> @here", row => row.Text(0), ("id", child), ("here", municipality));
        return new(() => elsewhere.Value is [var home]
            ? new NewHome(home, RegionOf(transaction, home) ?? "", AskCovering(transaction, home).Value)
            : null);
    }

    /// <summary>Makes an unknown municipality: it has no roles and no offers until somebody arranges them.</summary>
    public static void AddBare(StepTransaction transaction, string municipality) =>
        transaction.Send("INSERT INTO municipality (name, region, is_bare) VALUES (@name, '', @bare) ON CONFLICT (name) DO NOTHING", ("name", municipality), ("bare", true));

    private static Asked<List<Coverage>> AskCovering(StepTransaction transaction, string municipality) =>
        transaction.Ask(SelectCoverage, row => new Coverage(row.Text(0), row.Id(1)), ("municipality", municipality));

    internal static PayerAgreement Agreement(StepRow row) => new(
        row.Text(0), CareCodes.TryParseAnamnesisPayer(row.Text(1), out var reading) ? reading : AnamnesisPayer.InsurerFromMatig, row.Date(3),
        row.IsNull(4) ? null : row.Date(4), row.Date(5), row.Text(6).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
    {
        JgzPayer = CareCodes.TryParsePayer(row.Text(2), out var payer) ? payer : Payer.Statutory,
    };
}
