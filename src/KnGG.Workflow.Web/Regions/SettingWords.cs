using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.Regions;

/// <summary>Settings in words: values, levels, where a value comes from.</summary>
internal static class SettingWords
{
    private static readonly Dictionary<string, string> Choices = new(StringComparer.Ordinal)
    {
        ["unknown"] = "nog niet bekend",
        ["arranged"] = "geregeld",
        ["not-arranged"] = "niet geregeld",
        ["iotf-2012"] = "IOTF 2012",
        ["cole-2000"] = "Cole 2000",
        ["off"] = "niets",
        ["warn"] = "waarschuwen",
        ["block"] = "tegenhouden",
        ["stop"] = "stoppen",
        ["continue"] = "doorgaan",
        ["never"] = "nooit",
        ["lustrum"] = "eens in de vijf jaar",
        ["every-year"] = "elk jaar",
        ["klasse"] = "hogere gewichtsklasse",
        ["bmiz"] = "hogere BMI-z",
        ["problemen"] = "nieuwe problemen",
    };

    /// <summary>The groups of the page, in order.</summary>
    internal static IReadOnlyList<string> Groups { get; } = ["Keuzes van de regio", "Wanneer de gemeente sociaal aanbod inzet", "Termijnen van de keten", "Grenzen van de verzekering", "Capaciteit", "Kern van het landelijk model"];

    internal static string GroupOf(SettingDefinition definition) => definition switch
    {
        { Kind: SettingKind.Core } => Groups[5],
        { Key: var key } when key.StartsWith("capaciteit.", StringComparison.Ordinal) => Groups[4],
        { Key: var key } when key.StartsWith("gli.", StringComparison.Ordinal) || key.StartsWith("verzekering.", StringComparison.Ordinal) || key is "czv.verzekerd.max" or "czv.declaratie.eenheid" => Groups[3],
        { Kind: SettingKind.ForWhom } => Groups[1],
        { Kind: SettingKind.Choice or SettingKind.List or SettingKind.Groups or SettingKind.ClosedDays } => Groups[0],
        _ => Groups[2],
    };

    internal static string Value(SettingDefinition definition, string value) => definition.Kind switch
    {
        SettingKind.Term => Term.TryParse(value, out var term) ? term.ToDutch() : value,
        SettingKind.Terms => string.Join(", ", value.Split(',').Select(v => Term.TryParse(v, out var t) ? t.ToDutch() : v)),
        SettingKind.Number => value.Replace('.', ','),
        SettingKind.Choice => Choice(value),
        SettingKind.List => string.Join(", ", value.Split(',').Select(v => Choice(v.Trim()))),
        SettingKind.Core => "staat vast",
        SettingKind.ForWhom => ForWhom.TryParse(value, out var whom) ? "alleen van " + whom.ToDutch() : value,
        SettingKind.Groups => PriorityGroup.TryParseAll(value, out var groups) && groups.Count > 0
            ? string.Join("; ", groups.Select(g => $"{g.Name} ({new ForWhom(g.FromYears, g.ToYears, g.FromGgr).ToDutch()})")) : value,
        SettingKind.ClosedDays => ClosedPeriod.TryParseAll(value, out var closed) && closed.Count > 0
            ? string.Join("; ", closed.Select(c => (c.From == c.Until ? When.Long(c.From) : $"{When.Long(c.From)} tot en met {When.Long(c.Until)}") + $" ({c.Why})")) : value,
        SettingKind.Counted => value == Setting.Unknown ? "niet geteld" : value.Replace('.', ','),
        _ => value,
    };

    internal static string Choice(string code) => Choices.TryGetValue(code, out var words) ? words : RoleNames.Of(code);

    internal static string Level(SettingLevel level) => level switch
    {
        SettingLevel.National => "landelijk",
        SettingLevel.Region => "regio",
        SettingLevel.Municipality => "gemeente",
        _ => "organisatie",
    };

    /// <summary>Where a value comes from, in a word for a badge.</summary>
    internal static string Source(SourceLabel label) => label switch
    {
        SourceLabel.Seed => "handreiking",
        SourceLabel.Read => "gelezen bron",
        SourceLabel.Recalled => "praktijk",
        SourceLabel.New => "voorstel",
        _ => "eigen afspraak",
    };

    /// <summary>The same in a sentence.</summary>
    internal static string Explain(SourceLabel label) => label switch
    {
        SourceLabel.Seed => "staat in de Handreiking van mei 2026",
        SourceLabel.Read => "staat in een andere bron, die erbij genoemd is",
        SourceLabel.Recalled => "is gebruikelijk in de praktijk, maar er is geen bron bij",
        SourceLabel.New => "is bedacht voor dit systeem; spreek in uw regio af of het klopt",
        _ => "is afgesproken in uw regio, gemeente of organisatie",
    };

    /// <summary>Whether the basis tells more than its badge does: most defaults only say that they have no source.</summary>
    internal static bool SaysMore(Setting setting) => !setting.Basis.EndsWith("zonder bron", StringComparison.Ordinal);

    internal static string Badge(SourceLabel label) => label switch
    {
        SourceLabel.Seed or SourceLabel.Read => "utrecht-status-badge--safe",
        SourceLabel.Regional => "utrecht-status-badge--active",
        _ => "utrecht-status-badge--warning",
    };
}
