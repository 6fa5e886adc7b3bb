using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Offers;

/// <summary>An offer with the name of its provider and who last wrote it.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Region">Region code.</param>
/// <param name="ProviderName">Name of the organisation.</param>
/// <param name="SetBy">Account that last wrote it.</param>
/// <param name="SetAt">When.</param>
public sealed record OfferLine(Offer Offer, string Region, string ProviderName, string SetBy, DateTimeOffset SetAt);

/// <summary>Reads and writes offers inside a transaction.</summary>
internal static class OfferStore
{
    private const string Select = """
        SELECT o.id, o.name, o.category, o.provider_id, o.home_municipality, o.catchment, o.waiting_days, o.free_places, o.recognition, o.source_id,
            o.from_years, o.to_years, o.valid_from, o.valid_until, o.region, coalesce(p.name, ''), o.set_by, o.set_at
        FROM offer o LEFT JOIN organisation p ON p.id = o.provider_id
        WHERE o.region = @region ORDER BY o.name, o.id
        """;

    private const string Upsert = """
        INSERT INTO offer (id, region, name, category, provider_id, home_municipality, catchment, waiting_days, free_places, recognition, source_id,
            from_years, to_years, valid_from, valid_until, set_by, set_at)
        VALUES (@id, @region, @name, @category, @provider, @home, @catchment, @waiting, @places, @recognition, @source, @from_years, @to_years, @from, @until, @by, @at)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, category = excluded.category, provider_id = excluded.provider_id,
            home_municipality = excluded.home_municipality, catchment = excluded.catchment, waiting_days = excluded.waiting_days, free_places = excluded.free_places,
            recognition = excluded.recognition, source_id = excluded.source_id, from_years = excluded.from_years, to_years = excluded.to_years,
            valid_from = excluded.valid_from, valid_until = excluded.valid_until, set_by = excluded.set_by, set_at = excluded.set_at
        WHERE offer.region = excluded.region
        """;

    public static IReadOnlyList<OfferLine> OfRegion(StepTransaction transaction, string region) => transaction.Query(
        Select,
        row => new OfferLine(
            new Offer(
                row.Id(0).ToString("D", CultureInfo.InvariantCulture), row.Text(1), CareCodes.TryParseOfferCategory(row.Text(2), out var category) ? category : OfferCategory.WalkIn,
                row.Id(3).ToString("D", CultureInfo.InvariantCulture), row.Text(4),
                [row.Text(4), .. row.Text(5).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
            {
                WaitingDays = (int?)row.NumberOrNull(6),
                FreePlaces = (int?)row.NumberOrNull(7),
                Recognition = CareCodes.TryParseRecognition(row.Text(8), out var recognition) ? recognition : Recognition.Unknown,
                SourceId = row.TextOrNull(9),
                FromYears = (int)row.Number(10),
                ToYears = (int)row.Number(11),
                ValidFrom = row.Date(12),
                ValidUntil = row.IsNull(13) ? null : row.Date(13),
            },
            row.Text(14), row.Text(15), row.Text(16), row.Instant(17)),
        ("@region", region));

    /// <summary>Adds or changes an offer of a region; false when the id belongs to another region.</summary>
    public static bool Write(StepTransaction transaction, string region, Offer offer, string by, DateTimeOffset at) => transaction.Execute(
        Upsert,
        ("@id", Guid.Parse(offer.Id)), ("@region", region), ("@name", offer.Name), ("@category", CareCodes.ToCode(offer.Category)), ("@provider", Guid.Parse(offer.Provider)),
        ("@home", offer.HomeMunicipality), ("@catchment", string.Join('\n', offer.Catchment.Where(m => m != offer.HomeMunicipality))), ("@waiting", offer.WaitingDays),
        ("@places", offer.FreePlaces), ("@recognition", CareCodes.ToCode(offer.Recognition)), ("@source", offer.SourceId), ("@from_years", offer.FromYears),
        ("@to_years", offer.ToYears), ("@from", offer.ValidFrom), ("@until", offer.ValidUntil), ("@by", by), ("@at", at)) > 0;
}
