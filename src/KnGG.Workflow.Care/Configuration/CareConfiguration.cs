using System.Collections.Frozen;
using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Configuration;

/// <summary>
/// Settings by level, each with the day from which it holds and its source label (requirements 67 and 68). A configuration never changes: setting a value gives a new one,
/// so a decision can always be explained with the configuration of its own day. The core of the chain can not be configured away (requirement 69).
/// </summary>
public sealed class CareConfiguration
{
    private static readonly FrozenDictionary<string, SettingDefinition> Known =
        Configuration.NationalDefaults.All.ToFrozenDictionary(d => d.Key, StringComparer.Ordinal);

    private readonly IReadOnlyList<SettingValue> _values;
    private readonly ILookup<string, SettingValue> _byKey;

    private CareConfiguration(IReadOnlyList<SettingValue> values)
    {
        _values = values;
        _byKey = values.ToLookup(v => v.Key, StringComparer.Ordinal);
    }

    /// <summary>Only the national defaults.</summary>
    public static CareConfiguration NationalDefaults { get; } = new([]);

    /// <summary>Every setting that exists, in the order of the screen.</summary>
    public static IReadOnlyList<SettingDefinition> Definitions => Configuration.NationalDefaults.All;

    /// <summary>The values that levels have set, in the order set.</summary>
    public IReadOnlyList<SettingValue> Values => _values;

    /// <summary>The definition of a key, or null.</summary>
    public static SettingDefinition? Find(string key) => Known.GetValueOrDefault(key);

    /// <summary>A configuration from stored values. Values that are not allowed (any more) are left out and reported.</summary>
    public static CareConfiguration From(IEnumerable<SettingValue> values, out IReadOnlyList<FieldError> refusals)
    {
        var kept = new List<SettingValue>();
        var refused = new List<FieldError>();
        foreach (var value in values)
        {
            if (Check(value) is { } error)
            {
                refused.Add(error);
            }
            else
            {
                kept.Add(value);
            }
        }

        refusals = refused;
        return new CareConfiguration(kept);
    }

    /// <summary>The configuration with one more value, or the same one with a refusal in Dutch.</summary>
    public CareConfiguration With(SettingValue value, out FieldError? refusal)
    {
        refusal = Check(value);
        return refusal is null ? new CareConfiguration([.. _values, value]) : this;
    }

    /// <summary>
    /// The value that holds on a day: organisation before municipality before region before national; within a level the one that began last, and of two that
    /// began on one day the one set last. Throws when the key does not exist: keys stand in code and definitions, not in input of people.
    /// </summary>
    public Setting Resolve(string key, string? region, string? municipality, string? organisation, DateOnly onDate)
    {
        var definition = Find(key) ?? throw new ArgumentException($"Unknown setting '{key}'.", nameof(key));
        SettingValue? best = null;
        foreach (var value in _byKey[key])
        {
            if (Applies(value, region, municipality, organisation) && value.ValidFrom <= onDate
                && (best is null || value.Level > best.Level || (value.Level == best.Level && value.ValidFrom >= best.ValidFrom)))
            {
                best = value;
            }
        }

        return best is null
            ? new Setting(key, definition.Value, SettingLevel.National, definition.SourceLabel, definition.Basis, null, definition.Label)
            : new Setting(key, best.Value, best.Level, best.SourceLabel, best.Basis, best.ValidFrom, definition.Label);
    }

    private static bool Applies(SettingValue value, string? region, string? municipality, string? organisation) => value.Level switch
    {
        SettingLevel.National => true,
        SettingLevel.Region => Same(value.Scope, region),
        SettingLevel.Municipality => Same(value.Scope, municipality),
        _ => Same(value.Scope, organisation),
    };

    private static bool Same(string? a, string? b) => a is not null && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static FieldError? Check(SettingValue value)
    {
        if (Find(value.Key) is not { } definition)
        {
            return new FieldError("key", value.Key, $"De instelling '{value.Key}' bestaat niet.");
        }

        if (definition.Kind == SettingKind.Core && value.Value != definition.Value)
        {
            return new FieldError("value", value.Value, $"'{definition.Label}' hoort bij de kern van het landelijk model en kan niet worden uitgezet ({definition.Basis}).");
        }

        if (definition.IsServiceWide && value.Level != SettingLevel.National)
        {
            return new FieldError("level", CareCodes.ToCode(value.Level), $"'{definition.Label}' geldt voor de hele service. De beheerder zet het aan of uit op de pagina Publiceren.");
        }

        if ((value.Level == SettingLevel.National) != string.IsNullOrWhiteSpace(value.Scope))
        {
            return new FieldError("scope", value.Scope ?? "", value.Level == SettingLevel.National
                ? "Een landelijke waarde geldt overal; laat regio, gemeente en organisatie leeg."
                : "Geef aan voor welke regio, gemeente of organisatie de waarde geldt.");
        }

        if (string.IsNullOrWhiteSpace(value.Basis))
        {
            return new FieldError("basis", "", "Schrijf op waar de waarde op berust, bijvoorbeeld een afspraak met datum.");
        }

        return Fits(definition, value.Value) ? null : new FieldError("value", value.Value, $"'{value.Value}' past niet bij '{definition.Label}'; verwacht {Expected(definition)}.");
    }

    private static bool Fits(SettingDefinition definition, string value) => definition.Kind switch
    {
        SettingKind.Term => Term.TryParse(value, out _),
        SettingKind.Terms => (definition.MayBeNone && value == Setting.None) || Split(value) is { Length: > 0 } parts && parts.All(p => Term.TryParse(p, out _)),
        SettingKind.Count => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        SettingKind.Number => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        SettingKind.Choice => definition.Choices.Contains(value, StringComparer.Ordinal),
        SettingKind.List => Split(value).Length > 0 && (definition.Choices.Count == 0 || Split(value).All(p => definition.Choices.Contains(p, StringComparer.Ordinal))),
        SettingKind.Date => CareCodes.TryParseDate(value, out _),
        SettingKind.ForWhom => value is ForWhom.Always or ForWhom.Never || ForWhom.TryParse(value, out _),
        SettingKind.Groups => PriorityGroup.TryParseAll(value, out _),
        SettingKind.ClosedDays => ClosedPeriod.TryParseAll(value, out _),
        SettingKind.Counted => value == Setting.Unknown || double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private static string[] Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Expected(SettingDefinition definition) => definition.Kind switch
    {
        SettingKind.Term => "een termijn zoals 10wd, 6wk, 3mo of 3.5y",
        SettingKind.Terms => "termijnen met komma's, zoals 3mo,6mo,12mo" + (definition.MayBeNone ? ", of " + Setting.None : ""),
        SettingKind.Count => "een heel getal vanaf 0",
        SettingKind.Number => "een getal vanaf 0, met een punt",
        SettingKind.Choice => "een van: " + string.Join(", ", definition.Choices),
        SettingKind.List => definition.Choices.Count == 0 ? "codes met komma's" : "een of meer van: " + string.Join(", ", definition.Choices),
        SettingKind.ForWhom => $"{ForWhom.Always}, {ForWhom.Never}, of {ForWhom.Expected}",
        SettingKind.Groups => PriorityGroup.Expected,
        SettingKind.ClosedDays => ClosedPeriod.Expected,
        SettingKind.Counted => $"een getal vanaf 0 met een punt, of {Setting.Unknown}",
        _ => "een datum zoals 2026-05-01",
    };
}
