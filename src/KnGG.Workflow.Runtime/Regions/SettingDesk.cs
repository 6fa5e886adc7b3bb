using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>A value that a level set, with who and when.</summary>
/// <param name="Value">The value with its level, place and first day.</param>
/// <param name="PlaceName">Name of the place, for screens.</param>
/// <param name="SetBy">Name of who set it, or null.</param>
/// <param name="SetAt">When, or null.</param>
public sealed record SettingEntry(SettingValue Value, string PlaceName, string? SetBy, DateTimeOffset? SetAt);

/// <summary>A setting as it holds in a place, and what is already decided for later.</summary>
/// <param name="Definition">The setting with its national default.</param>
/// <param name="Now">The value that holds today.</param>
/// <param name="Next">The first value that begins later, or null.</param>
public sealed record SettingLine(SettingDefinition Definition, Setting Now, SettingValue? Next);

/// <summary>The settings of a place.</summary>
/// <param name="Right">The region, and whether the reader may change it.</param>
/// <param name="Lines">Every setting.</param>
/// <param name="Entries">Every value that was ever set in the region, in the order set.</param>
/// <param name="Municipalities">Municipalities of the region.</param>
/// <param name="Organisations">Organisations of the region.</param>
public sealed record SettingView(
    RegionRight Right, IReadOnlyList<SettingLine> Lines, IReadOnlyList<SettingEntry> Entries, IReadOnlyList<RegionPlace> Municipalities, IReadOnlyList<RegionPlace> Organisations);

/// <summary>A new value for a setting.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Key">Key of the setting.</param>
/// <param name="Level">region, municipality or organisation.</param>
/// <param name="Scope">Name of the municipality or id of the organisation; empty for the region itself.</param>
/// <param name="Value">The value.</param>
/// <param name="ValidFrom">First day; null for today.</param>
/// <param name="SourceLabel">How well it is founded.</param>
/// <param name="Basis">What it is based on.</param>
public sealed record SetSetting(string Region, string Key, SettingLevel Level, string Scope, string Value, DateOnly? ValidFrom, SourceLabel SourceLabel, string Basis);

/// <summary>
/// Where a region reads and sets its terms and choices. A value is never rewritten: a change is a new row that holds from a day on, so that what
/// was decided before can still be explained.
/// </summary>
public sealed class SettingDesk
{
    private const int LongestBasis = 500;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public SettingDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The regions whose settings a person may see.</summary>
    public IReadOnlyList<RegionRight> Regions(Guid accountId) => _database.Read(t => RegionAccess.Of(t, accountId));

    /// <summary>The settings of a region, or of one municipality or organisation in it; null when the person may not see them.</summary>
    /// <param name="accountId">Who looks.</param>
    /// <param name="region">Region code.</param>
    /// <param name="municipality">Municipality, or null.</param>
    /// <param name="organisation">Id of an organisation, or null.</param>
    public SettingView? Find(Guid accountId, string region, string? municipality = null, string? organisation = null)
    {
        var today = Today;
        return _database.Read(transaction =>
        {
            if (RightOf(transaction, accountId, region) is not { } right)
            {
                return null;
            }

            var municipalities = RegionAccess.Municipalities(transaction, region);
            var organisations = RegionAccess.Organisations(transaction, region);
            if ((municipality is not null && !Holds(municipalities, municipality)) || (organisation is not null && !Holds(organisations, organisation)))
            {
                return null;
            }

            var entries = SettingRows.OfRegion(transaction, region, [.. municipalities, .. organisations]);
            var configuration = CareConfiguration.From(entries.Select(e => e.Value), out _);
            var lines = CareConfiguration.Definitions.Select(d => new SettingLine(
                d,
                configuration.Resolve(d.Key, region, municipality, organisation, today),
                configuration.Values.Where(v => v.Key == d.Key && v.ValidFrom > today && InPlace(v, region, municipality, organisation)).MinBy(v => v.ValidFrom)));
            return new SettingView(right, [.. lines], entries, municipalities, organisations);
        });
    }

    /// <summary>Sets a value from a day on; never for the past.</summary>
    public RegionResult Set(SetSetting wish, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var now = _clock.Now;
        var today = Today;
        return _database.Write(transaction =>
        {
            if (RightOf(transaction, accountId, wish.Region) is not { } right)
            {
                return new RegionResult.NotFound();
            }

            if (!MaySet(right, wish.Key, wish.Level))
            {
                return new RegionResult.NotAllowed("Alleen de ketenontwerper en de regiocoördinator wijzigen afspraken en termijnen. De gemeente zegt zelf wanneer zij haar sociale aanbod inzet.");
            }

            var scope = wish.Level == SettingLevel.Region ? wish.Region : wish.Scope.Trim();
            var value = new SettingValue(wish.Key, wish.Level, scope, wish.ValidFrom ?? today, wish.Value.Trim(), wish.SourceLabel, wish.Basis.Trim());
            if (Refusals(transaction, wish, value, today) is { Count: > 0 } refused)
            {
                return new RegionResult.Invalid(refused);
            }

            SettingRows.Add(transaction, wish.Region, value, accountId.ToString(), now);
            return (RegionResult)new RegionResult.Done();
        });
    }

    /// <summary>Whether a right is enough to set a value: the region's own people set everything, a municipality what is for it to say.</summary>
    public static bool MaySet(RegionRight right, string key, SettingLevel level)
    {
        ArgumentNullException.ThrowIfNull(right);
        return right.MayChange || (right.MayChangeOffers && level == SettingLevel.Municipality && CareConfiguration.Find(key) is { IsOfMunicipality: true });
    }

    private DateOnly Today => DutchTime.ToLocalDate(_clock.Now);

    internal static RegionRight? RightOf(StepTransaction transaction, Guid accountId, string region) =>
        RegionAccess.Of(transaction, accountId).FirstOrDefault(r => string.Equals(r.Code, region, StringComparison.OrdinalIgnoreCase));

    private static List<FieldError> Refusals(StepTransaction transaction, SetSetting wish, SettingValue value, DateOnly today)
    {
        var refused = new List<FieldError>();
        var places = wish.Level switch
        {
            SettingLevel.Municipality => RegionAccess.Municipalities(transaction, wish.Region),
            SettingLevel.Organisation => RegionAccess.Organisations(transaction, wish.Region),
            SettingLevel.Region => [new RegionPlace(wish.Region, wish.Region)],
            _ => [],
        };
        if (wish.Level == SettingLevel.National)
        {
            refused.Add(new FieldError("level", "national", "De landelijke waarde staat vast; kies regio, gemeente of organisatie."));
        }
        else if (!Holds(places, value.Scope ?? ""))
        {
            refused.Add(new FieldError("scope", value.Scope ?? "", "Kies een gemeente of organisatie van deze regio."));
        }

        if (wish.Level == SettingLevel.Organisation && CareConfiguration.Find(wish.Key) is { IsOfOrganisation: false, Kind: not SettingKind.Core })
        {
            refused.Add(new FieldError("level", "organisation", "Dit stelt een regio of gemeente vast, niet een organisatie."));
        }

        CareConfiguration.NationalDefaults.With(value, out var refusal);
        if (refusal is not null)
        {
            refused.Add(refusal);
        }

        // A list without choices of its own names roles; a misspelled one would shut out everybody without a word.
        if (CareConfiguration.Find(wish.Key) is { Kind: SettingKind.List, Choices.Count: 0 }
            && value.Value.Split(',', StringSplitOptions.TrimEntries).Any(r => RoleCodes.Find(r) is null))
        {
            refused.Add(new FieldError("value", value.Value, "Noem rollen die bestaan, met komma's ertussen, bijvoorbeeld huisarts,jeugdarts."));
        }

        if (value.ValidFrom < today)
        {
            refused.Add(new FieldError("validFrom", CareCodes.ToCode(value.ValidFrom), "Een waarde geldt vanaf vandaag of later. Wat al besloten is, blijft zoals het was."));
        }

        if (value.Basis.Length > LongestBasis)
        {
            refused.Add(new FieldError("basis", "", $"Schrijf hoogstens {LongestBasis} tekens."));
        }

        return refused;
    }

    private static bool Holds(IReadOnlyList<RegionPlace> places, string id) => places.Any(p => string.Equals(p.Id, id, StringComparison.OrdinalIgnoreCase));

    private static bool InPlace(SettingValue value, string region, string? municipality, string? organisation) =>
        string.Equals(value.Scope, value.Level switch
        {
            SettingLevel.Region => region,
            SettingLevel.Municipality => municipality ?? "",
            SettingLevel.Organisation => organisation ?? "",
            _ => null,
        }, StringComparison.OrdinalIgnoreCase);
}
