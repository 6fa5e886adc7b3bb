using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Configuration;

/// <summary>The options that rules take, read from a configuration for one place on one day.</summary>
public static class ConfiguredOptions
{
    private static readonly (string Key, OfferCategory Category)[] Uses =
    [
        ("inzet.schuldhulp", OfferCategory.Debts),
        ("inzet.opvoedondersteuning", OfferCategory.Parenting),
        ("inzet.sport", OfferCategory.Sport),
        ("inzet.voeding", OfferCategory.Food),
        ("inzet.sociaalEmotioneel", OfferCategory.SocialEmotional),
    ];

    /// <summary>Options of the routing table.</summary>
    public static RoutingOptions Routing(CareConfiguration configuration, string? region, string? municipality, DateOnly on) =>
        new(
            CareCodes.TryParseCzvAtLicht(configuration.Resolve("czvBijLicht", region, municipality, null, on).Value, out var value) ? value : CzvAtLicht.Unknown,
            PriorityGroup.TryParseAll(configuration.Resolve("voorrang", region, municipality, null, on).Value, out var groups) ? groups : [])
        {
            MunicipalRules = MunicipalRules(configuration, region, municipality, on),
        };

    /// <summary>When a municipality uses each kind of social offer on a day; a kind that it always uses has no rule.</summary>
    public static IReadOnlyList<MunicipalRule> MunicipalRules(CareConfiguration configuration, string? region, string? municipality, DateOnly on)
    {
        var rules = new List<MunicipalRule>();
        foreach (var (key, category) in Uses)
        {
            var setting = configuration.Resolve(key, region, municipality, null, on);
            ForWhom? whom = setting.Value == ForWhom.Never ? ForWhom.Nobody : ForWhom.TryParse(setting.Value, out var read) ? read : null;
            if (whom is { } used)
            {
                rules.Add(new MunicipalRule(municipality ?? "", category, used.FromYears, used.ToYears, used.FromGgr, setting.ValidFrom ?? DateOnly.MinValue, null, setting.Basis));
            }
        }

        return rules;
    }

    /// <summary>
    /// The capacity of a role in a municipality, or in the whole region when none is given; null when nobody counted the youths there. What the region
    /// as a whole counted is never taken for one municipality.
    /// </summary>
    /// <param name="configuration">Settings of the region.</param>
    /// <param name="role"><c>czv</c> or <c>klsc</c>, whose norms are per 1000 youths.</param>
    /// <param name="region">Region.</param>
    /// <param name="municipality">Municipality, or null for the region.</param>
    /// <param name="on">Day.</param>
    public static CapacityFigure? Capacity(CareConfiguration configuration, string role, string region, string? municipality, DateOnly on)
    {
        var norm = role == RoleCodes.Czv ? "capaciteit.czv" : "capaciteit.kinderGli";
        return Counted("capaciteit.jeugdigen") is { } youths
            ? Roles.Capacity.Of(role, (int)Math.Round(youths), configuration.Resolve(norm, region, municipality, null, on).AsNumber(), 1000, Counted(norm + ".beschikbaar"))
            : null;

        double? Counted(string key) => configuration.Resolve(key, region, municipality, null, on) is { } setting
            && setting.Level == (municipality is null ? SettingLevel.Region : SettingLevel.Municipality) ? setting.AsCounted() : null;
    }

    /// <summary>The BMI reference of a place.</summary>
    public static BmiReference Reference(CareConfiguration configuration, string? region, string? municipality, DateOnly on) =>
        BmiReference.Get(configuration.Resolve("bmiReferentie", region, municipality, null, on).Value);

    /// <summary>What the relapse rule compares, with the limits of a place; a comparison that the setting <c>terugval.regel</c> leaves out never counts.</summary>
    public static RelapseInput Relapse(CareConfiguration configuration, string? region, DateOnly on, Classification baseline, Classification now, bool newProblems)
    {
        var counts = configuration.Resolve("terugval.regel", region, null, null, on).AsList();
        return new RelapseInput(
            baseline,
            now,
            newProblems && counts.Contains("problemen"),
            counts.Contains("klasse") ? configuration.Resolve("terugval.klasse", region, null, null, on).AsCount() : int.MaxValue,
            counts.Contains("bmiz") ? configuration.Resolve("terugval.bmiZ", region, null, null, on).AsNumber() : double.MaxValue);
    }

    /// <summary>The calendar of a region, or of an organisation when one is given, with its closing days.</summary>
    public static CalendarSettings Calendar(
        CareConfiguration configuration, string? region, string? municipality, string? organisation, DateOnly on) => new()
        {
            LiberationDay = CareCodes.TryParseLiberationDay(configuration.Resolve("bevrijdingsdag", region, municipality, organisation, on).Value, out var day) ? day : LiberationDay.Never,
            GoodFridayOff = configuration.Resolve("goedeVrijdag", region, municipality, organisation, on).Value == "ja",
            SchoolRegion = CareCodes.TryParseSchoolRegion(configuration.Resolve("schoolregio", region, municipality, organisation, on).Value, out var school) ? school : null,
            ClosedDays = ClosedPeriod.TryParseAll(configuration.Resolve("sluitingsdagen", region, municipality, organisation, on).Value, out var closed) ? closed : [],
        };
}
