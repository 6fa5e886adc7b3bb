using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.Regions;

/// <summary>The form that changes one setting: its fields follow from what a value may be.</summary>
internal static class SettingForm
{
    private const string Place = "place";
    private const string Value1 = "value";
    private const string Amount = "amount";
    private const string Unit = "unit";
    private const string FromYears = "fromYears";
    private const string ToYears = "toYears";
    private const string FromGgr = "fromGgr";
    private const string Sometimes = "soms";
    private const string Any = "alle";

    private static readonly SourceLabel[] Labels = [SourceLabel.Regional, SourceLabel.Read, SourceLabel.Recalled, SourceLabel.New];

    internal static Form For(SettingDefinition definition, SettingView view) => new("instelling", definition.Label, "", [],
    [
        new FormField
        {
            Name = Place, Label = "Geldt voor", Type = FieldTypes.Choice, Required = true,
            Choices =
            [
                .. view.Right.MayChange ? (FormChoice[])[new FormChoice("region", "Hele regio " + view.Right.Code)] : [],
                .. view.Municipalities.Select(m => new FormChoice("municipality:" + m.Id, "Gemeente " + m.Name)),
                .. view.Organisations.Where(_ => definition.IsOfOrganisation && view.Right.MayChange).Select(o => new FormChoice("organisation:" + o.Id, o.Name)),
            ],
        },
        .. ValueFields(definition),
        new FormField { Name = "validFrom", Label = "Eerste dag", Help = "Vandaag of later. Wat al besloten is, blijft zoals het was.", Type = FieldTypes.Date, Required = true },
        new FormField
        {
            Name = "sourceLabel", Label = "Herkomst", Type = FieldTypes.Choice, Required = true,
            Choices = [.. Labels.Select(l => new FormChoice(CareCodes.ToCode(l), Capital(SettingWords.Source(l)) + ": " + SettingWords.Explain(l)))],
        },
        new FormField { Name = "basis", Label = "Basis", Help = "Waar de waarde op berust, bijvoorbeeld: besluit van de regionale tafel van 12 maart 2026.", Type = FieldTypes.LongText, Required = true },
    ]);

    /// <summary>The form as it opens: today's value, from today.</summary>
    internal static Value Start(SettingLine line, string place, DateOnly today)
    {
        var fields = new List<(string, Value)>
        {
            (Place, Value.Of(place)), ("validFrom", Value.Of(CareCodes.ToCode(today))), ("sourceLabel", Value.Of(CareCodes.ToCode(SourceLabel.Regional))),
        };
        switch (line.Definition.Kind)
        {
            case SettingKind.Term when Term.TryParse(line.Now.Value, out var term):
                fields.Add((Amount, Value.Of(term.Amount)));
                fields.Add((Unit, Value.Of(CareCodes.ToCode(term.Unit))));
                break;
            case SettingKind.List:
                fields.Add((Value1, Value.Of((IReadOnlyList<Value>)[.. line.Now.AsList().Select(v => Value.Of(v))])));
                break;
            case SettingKind.ForWhom when ForWhom.TryParse(line.Now.Value, out var whom):
                fields.AddRange([(Value1, Value.Of(Sometimes)), (FromYears, Value.Of(whom.FromYears)), (ToYears, Value.Of(whom.ToYears)), (FromGgr, Value.Of(whom.FromGgr is { } ggr ? CareCodes.ToCode(ggr) : Any))]);
                break;
            case SettingKind.ForWhom:
                fields.AddRange([(Value1, Value.Of(line.Now.Value)), (FromGgr, Value.Of(Any))]);
                break;
            case SettingKind.Groups or SettingKind.ClosedDays:
                fields.Add((Value1, Value.Of(line.Now.Value.Replace("; ", ";\n", StringComparison.Ordinal))));
                break;
            case SettingKind.Counted when line.Now.AsCounted() is { } counted:
                fields.Add((Value1, Value.Of(counted)));
                break;
            case SettingKind.Counted:
                break;
            case SettingKind.Number:
                fields.Add((Value1, Value.Of(line.Now.AsNumber())));
                break;
            default:
                fields.Add((Value1, Value.Of(line.Now.Value)));
                break;
        }

        return Value.MapOf([.. fields]);
    }

    /// <summary>What the form asks for.</summary>
    internal static SetSetting Read(SettingDefinition definition, string region, Value values)
    {
        var place = (values[Place].TextOrNull ?? "").Split(':', 2);
        return new SetSetting(
            region,
            definition.Key,
            CareCodes.TryParseSettingLevel(place[0], out var level) ? level : SettingLevel.National,
            place.Length > 1 ? place[1] : "",
            ValueOf(definition, values),
            CareCodes.TryParseDate(values["validFrom"].TextOrNull, out var from) ? from : null,
            CareCodes.TryParseSourceLabel(values["sourceLabel"].TextOrNull, out var label) ? label : SourceLabel.New,
            values["basis"].TextOrNull ?? "");
    }

    /// <summary>The field at which a refusal is shown.</summary>
    internal static string FieldOf(string field, SettingDefinition definition) => field switch
    {
        "level" or "scope" => Place,
        "value" => definition.Kind == SettingKind.Term ? Amount : Value1,
        var other => other,
    };

    private static IEnumerable<FormField> ValueFields(SettingDefinition definition) => definition.Kind switch
    {
        SettingKind.Term =>
        [
            new FormField { Name = Amount, Label = "Duur", Type = FieldTypes.Number, Min = 0, Max = 999, Decimals = 0, Required = true },
            new FormField
            {
                Name = Unit, Label = "Eenheid", Type = FieldTypes.Choice, Required = true,
                Choices = [new FormChoice("wd", "werkdagen"), new FormChoice("d", "dagen"), new FormChoice("wk", "weken"), new FormChoice("mo", "maanden")],
            },
        ],
        SettingKind.Terms => [new FormField { Name = Value1, Label = "Momenten", Help = "Met komma's ertussen: 3mo,6mo,12mo. Zo schrijft u ze: wd werkdagen, d dagen, wk weken, mo maanden, y jaren." + (definition.MayBeNone ? " Zijn er geen, schrijf dan: geen." : ""), Type = FieldTypes.Text, Required = true }],
        SettingKind.Count => [new FormField { Name = Value1, Label = "Aantal", Type = FieldTypes.Number, Min = 0, Decimals = 0, Required = true }],
        SettingKind.Number => [new FormField { Name = Value1, Label = "Waarde", Type = FieldTypes.Number, Min = 0, Required = true }],
        SettingKind.List => [new FormField { Name = Value1, Label = "Keuzes", Type = FieldTypes.Several, Required = true, Choices = Listed(definition) }],
        SettingKind.Choice => [new FormField { Name = Value1, Label = "Keuze", Type = FieldTypes.Choice, Required = true, Choices = [.. definition.Choices.Select(c => new FormChoice(c, Capital(SettingWords.Choice(c))))] }],
        SettingKind.ForWhom =>
        [
            new FormField
            {
                Name = Value1, Label = "Wanneer zet de gemeente dit in?", Type = FieldTypes.Choice, Required = true,
                Choices = [new FormChoice(ForWhom.Always, "Altijd"), new FormChoice(Sometimes, "Alleen bij een leeftijd of GGR"), new FormChoice(ForWhom.Never, "Nooit")],
            },
            new FormField { Name = FromYears, Label = "Vanaf welke leeftijd", Type = FieldTypes.Number, Unit = "jaar", Min = 0, Max = 18, Decimals = 0, Required = true, ShowIf = new ShowIf(Value1, [Sometimes]) },
            new FormField { Name = ToYears, Label = "Tot en met welke leeftijd", Type = FieldTypes.Number, Unit = "jaar", Min = 0, Max = 18, Decimals = 0, Required = true, ShowIf = new ShowIf(Value1, [Sometimes]) },
            new FormField
            {
                Name = FromGgr, Label = "Vanaf welk GGR", Help = "Is het GGR nog niet bekend, dan blijft het aanbod open.", Type = FieldTypes.Choice, ShowIf = new ShowIf(Value1, [Sometimes]),
                Choices = [new FormChoice(Any, "Elk GGR"), .. ((Ggr[])[Ggr.Licht, Ggr.Matig, Ggr.Sterk, Ggr.Extreem]).Select(g => new FormChoice(CareCodes.ToCode(g), Capital(CareCodes.ToCode(g)) + " verhoogd"))],
            },
        ],
        SettingKind.Groups =>
        [
            new FormField
            {
                Name = Value1, Label = "Groepen", Type = FieldTypes.LongText, Required = true,
                Help = "Elke groep op een eigen regel: naam, dubbele punt, leeftijden, en zo nodig vanaf welk GGR. Bijvoorbeeld: basisschool: 4-12 vanaf matig. Zijn er geen groepen, schrijf dan: geen.",
            },
        ],
        SettingKind.ClosedDays =>
        [
            new FormField
            {
                Name = Value1, Label = "Gesloten op", Type = FieldTypes.LongText, Required = true,
                Help = "Elke dag of periode op een eigen regel, met de reden erachter. Schrijf een datum als jaar-maand-dag. Bijvoorbeeld: 2026-12-28 t/m 2026-12-31 kerstsluiting. Zijn er geen, schrijf dan: geen. Officiële feestdagen hoeft u niet te noemen.",
            },
        ],
        SettingKind.Counted => [new FormField { Name = Value1, Label = "Aantal", Help = "Niet geteld? Laat het veld leeg.", Type = FieldTypes.Number, Min = 0 }],
        _ => [new FormField { Name = Value1, Label = "Waarde", Type = FieldTypes.Text, Required = true }],
    };

    // A list without choices of its own is a list of roles.
    private static FormChoice[] Listed(SettingDefinition definition) => definition.Choices.Count > 0
        ? [.. definition.Choices.Select(c => new FormChoice(c, Capital(SettingWords.Choice(c))))]
        : [.. RoleCodes.All.Where(r => r.Sees == RoleView.Case && r.Code is not ("ouder" or "kind" or RoleCodes.Werkverdeler)).Select(r => new FormChoice(r.Code, RoleNames.Of(r.Code)))];

    private static string ValueOf(SettingDefinition definition, Value values) => definition.Kind switch
    {
        SettingKind.Term => Plain(values[Amount]) + (values[Unit].TextOrNull ?? ""),
        SettingKind.List => values[Value1].Kind == ValueKind.List ? string.Join(",", values[Value1].AsList.Select(v => v.TextOrNull)) : values[Value1].TextOrNull ?? "",
        SettingKind.Terms => (values[Value1].TextOrNull ?? "").Replace(" ", "", StringComparison.Ordinal),
        SettingKind.ForWhom when values[Value1].TextOrNull == Sometimes => $"{Plain(values[FromYears])}-{Plain(values[ToYears])}"
            + (values[FromGgr].TextOrNull is { Length: > 0 } ggr and not Any ? " vanaf " + ggr : ""),
        SettingKind.Groups or SettingKind.ClosedDays => string.Join(
            "; ", (values[Value1].TextOrNull ?? "").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        SettingKind.Counted => Plain(values[Value1]) is { Length: > 0 } counted ? counted : Setting.Unknown,
        _ => Plain(values[Value1]),
    };

    private static string Plain(Value value) => value.Kind == ValueKind.Number
        ? value.AsNumber.ToString(CultureInfo.InvariantCulture)
        : (value.TextOrNull ?? "").Trim().Replace(',', '.');

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
