using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Offers;

/// <summary>What a list of offers is narrowed to; null is no limit.</summary>
public sealed record OfferFilter
{
    /// <summary>Only what families of this municipality can reach.</summary>
    public string? Municipality { get; init; }

    /// <summary>Category.</summary>
    public OfferCategory? Category { get; init; }

    /// <summary>Part of the name of the offer or its provider.</summary>
    public string? Search { get; init; }
}

/// <summary>The offers of a region.</summary>
/// <param name="Right">The region, and whether the reader may change them.</param>
/// <param name="Lines">The offers that fit the filter.</param>
/// <param name="Municipalities">Municipalities of the region.</param>
/// <param name="Organisations">Organisations of the region.</param>
public sealed record OfferView(RegionRight Right, IReadOnlyList<OfferLine> Lines, IReadOnlyList<RegionPlace> Municipalities, IReadOnlyList<RegionPlace> Organisations);

/// <summary>Where the offer falls short: figures about places, never about a child.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Municipalities">Municipalities of the region, in the order of the table.</param>
/// <param name="Gaps">Social categories that a municipality cannot reach.</param>
/// <param name="Waiting">Social offers with a waiting time above the norm.</param>
/// <param name="NormDays">The norm in days.</param>
/// <param name="ToleranceDays">Days that give no signal yet.</param>
/// <param name="Unused">Social offers that a municipality does not use for everybody.</param>
/// <param name="Capacity">Capacity beside the norm, of the region (without a municipality) and of each municipality where somebody counted the youths.</param>
public sealed record OfferReport(
    string Region,
    IReadOnlyList<string> Municipalities,
    IReadOnlyList<OfferGap> Gaps,
    IReadOnlyList<WaitingSignal> Waiting,
    int NormDays,
    int ToleranceDays,
    IReadOnlyList<MunicipalRule> Unused,
    IReadOnlyList<CapacityLine> Capacity);

/// <summary>Capacity of a role in a place.</summary>
/// <param name="Municipality">Municipality, or null for the region.</param>
/// <param name="Figure">The figure.</param>
public sealed record CapacityLine(string? Municipality, CapacityFigure Figure);

/// <summary>The offer catalogue of a region: everybody who works there finds it, municipality and region keep it.</summary>
public sealed class OfferDesk
{
    private static readonly string[] CapacityRoles = [RoleCodes.Czv, RoleCodes.Klsc];

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public OfferDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The regions whose offers a person may see.</summary>
    public IReadOnlyList<RegionRight> Regions(Guid accountId) => _database.Read(t => RegionAccess.OfAnyRole(t, accountId));

    /// <summary>The offers of a region; null when the person has nothing to do with it.</summary>
    public OfferView? Find(Guid accountId, string region, OfferFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var today = Today;
        return _database.Read(transaction => RightOf(transaction, accountId, region) is not { } right ? null : new OfferView(
            right,
            [.. OfferStore.OfRegion(transaction, right.Code).Where(l => Fits(l, filter, today))],
            RegionAccess.Municipalities(transaction, right.Code),
            RegionAccess.Organisations(transaction, right.Code)));
    }

    /// <summary>Gaps and waiting times of a region; null when the person may not see its figures.</summary>
    public OfferReport? Report(Guid accountId, string region)
    {
        var today = Today;
        return _database.Read(transaction =>
        {
            if (SettingDesk.RightOf(transaction, accountId, region) is null)
            {
                return null;
            }

            string[] municipalities = [.. RegionAccess.Municipalities(transaction, region).Select(m => m.Id)];
            var configuration = CareConfiguration.From(SettingRows.OfRegion(transaction, region, []).Select(e => e.Value), out _);
            var norm = Days(configuration.Resolve("sociaal.wachttijd", region, null, null, today).AsTerm());
            var tolerance = Days(configuration.Resolve("sociaal.wachttijd.tolerantie", region, null, null, today).AsTerm());
            Offer[] offers = [.. OfferStore.OfRegion(transaction, region).Select(l => l.Offer).Where(o => (o.ValidFrom is null || o.ValidFrom <= today) && (o.ValidUntil is null || o.ValidUntil >= today))];
            return new OfferReport(region, municipalities, OfferRules.Gaps(municipalities, offers, today), OfferRules.WaitingSignals(offers, norm, tolerance), norm, tolerance,
                [.. municipalities.SelectMany(m => ConfiguredOptions.MunicipalRules(configuration, region, m, today))],
                [.. municipalities.Prepend(null).SelectMany(m => CapacityRoles.Select(r => ConfiguredOptions.Capacity(configuration, r, region, m, today)).OfType<CapacityFigure>().Select(f => new CapacityLine(m, f)))]);
        });
    }

    /// <summary>The offers for a child's plan, ranked by category for its municipality, age and GGR; the family chooses.</summary>
    public IReadOnlyList<OfferRanking> For(TrajectoryFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var today = Today;
        var (offers, configuration) = _database.Read(transaction => (
            OfferStore.OfRegion(transaction, file.Child.Region).Select(l => l.Offer).ToArray(),
            PlaceStore.Read(transaction, file.Child.Municipality, file.Child.Region).Configuration));
        var years = Age.InYears(file.Child.BirthDate, today);
        var rules = ConfiguredOptions.MunicipalRules(configuration, file.Child.Region, file.Child.Municipality, today);
        return [.. Enum.GetValues<OfferCategory>().Select(c => OfferRules.Rank(new OfferNeed(c, file.Child.Municipality, years, today, file.Health.Ggr), offers, rules))];
    }

    /// <summary>Adds an offer, or changes one of the region.</summary>
    /// <param name="region">Region code.</param>
    /// <param name="offer">The offer; with an empty id it is a new one.</param>
    /// <param name="accountId">Who writes.</param>
    public RegionResult Save(string region, Offer offer, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(offer);
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (RightOf(transaction, accountId, region) is not { } right)
            {
                return new RegionResult.NotFound();
            }

            if (!right.MayChangeOffers)
            {
                return new RegionResult.NotAllowed("Het aanbod wordt bijgehouden door de gemeente en de regio.");
            }

            if (Refusals(transaction, right.Code, offer) is { Count: > 0 } refused)
            {
                return new RegionResult.Invalid(refused);
            }

            var id = offer.Id.Length == 0 ? Ids.New(now) : Guid.TryParse(offer.Id, out var known) ? known : Guid.Empty;
            if (id == Guid.Empty || !OfferStore.Write(transaction, right.Code, offer with { Id = id.ToString("D", CultureInfo.InvariantCulture) }, accountId.ToString(), now))
            {
                return new RegionResult.NotFound();
            }

            AuditLog.Write(transaction, id, new Actor(accountId.ToString(), null, null), now, new AuditEntry("write", "aanbod", "aanbod van de regio bijhouden"));
            return (RegionResult)new RegionResult.Done();
        });
    }

    private DateOnly Today => DutchTime.ToLocalDate(_clock.Now);

    private static RegionRight? RightOf(StepTransaction transaction, Guid accountId, string region) =>
        RegionAccess.OfAnyRole(transaction, accountId).FirstOrDefault(r => string.Equals(r.Code, region, StringComparison.OrdinalIgnoreCase));

    private static bool Fits(OfferLine line, OfferFilter filter, DateOnly today) =>
        (filter.Category is null || line.Offer.Category == filter.Category)
        && (filter.Municipality is null || line.Offer.Reaches(filter.Municipality, today))
        && (string.IsNullOrWhiteSpace(filter.Search)
            || line.Offer.Name.Contains(filter.Search, StringComparison.OrdinalIgnoreCase) || line.ProviderName.Contains(filter.Search, StringComparison.OrdinalIgnoreCase));

    // A waiting time is told in days; the longest calendar days that a term can be.
    private static int Days(Term term) => term.Unit switch
    {
        TermUnit.WorkingDays => (term.Amount * 7 + 4) / 5,
        TermUnit.Weeks => term.Amount * 7,
        TermUnit.Months => term.Amount * 31,
        _ => term.Amount,
    };

    private static List<FieldError> Refusals(StepTransaction transaction, string region, Offer offer)
    {
        var refused = new List<FieldError>();
        void Refuse(bool wrong, string field, string message)
        {
            if (wrong)
            {
                refused.Add(new FieldError(field, "", message));
            }
        }

        string[] municipalities = [.. RegionAccess.Municipalities(transaction, region).Select(m => m.Id)];
        Refuse(string.IsNullOrWhiteSpace(offer.Name) || offer.Name.Length > 120, "name", "Geef het aanbod een naam van hoogstens 120 tekens, zoals gezinnen die kennen.");
        Refuse(RegionAccess.Organisations(transaction, region).All(o => o.Id != offer.Provider), "provider", "Kies een organisatie van deze regio.");
        Refuse(!municipalities.Contains(offer.HomeMunicipality), "homeMunicipality", "Kies een gemeente van deze regio.");
        Refuse(offer.Catchment.Any(m => !municipalities.Contains(m)), "catchment", "Kies gemeenten van deze regio.");
        Refuse(offer.WaitingDays is < 0 or > 1000, "waitingDays", "De wachttijd is een aantal dagen van 0 tot en met 1000.");
        Refuse(offer.FreePlaces is < 0 or > 10_000, "freePlaces", "Het aantal vrije plaatsen is 0 of meer.");
        Refuse(offer.FromYears is < 0 or > 18 || offer.ToYears is < 0 or > 18 || offer.FromYears > offer.ToYears, "fromYears", "De leeftijd loopt van 0 tot en met 18 jaar, en de laagste komt eerst.");
        Refuse(offer.ValidUntil < offer.ValidFrom, "validUntil", "De laatste dag ligt voor de eerste dag.");
        return refused;
    }
}
