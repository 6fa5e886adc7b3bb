using System.Globalization;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Signals;

/// <summary>The form of a signal. It belongs to the product, not to a region: a signal is what starts everything.</summary>
internal static class SignalForm
{
    // Names in the interface to names on the form; the rest is the same.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["child.ref"] = "ref",
        ["child.birthDate"] = "birthDate",
        ["birth_date"] = "birthDate",
        ["child.sex"] = "sex",
        ["child.municipality"] = "municipality",
        ["child.givenName"] = "givenName",
        ["measurement.on"] = "on",
        ["measured_on"] = "on",
        ["measurement.heightCm"] = "heightCm",
        ["height_cm"] = "heightCm",
        ["measurement.weightKg"] = "weightKg",
        ["weight_kg"] = "weightKg",
    };

    internal static Form For(IReadOnlyList<string> municipalities) => new("signaal", "Nieuw signaal", "", [],
    [
        new FormField { Name = "ref", Label = "Kenmerk van het kind", Help = "Het nummer waarmee uw organisatie het kind kent.", Type = FieldTypes.Text, Required = true, Zone = FieldZones.Identity },
        new FormField { Name = "givenName", Label = "Voornaam", Type = FieldTypes.Text, Zone = FieldZones.Identity },
        new FormField { Name = "birthDate", Label = "Geboortedatum", Type = FieldTypes.Date, Required = true, Zone = FieldZones.Identity },
        new FormField { Name = "sex", Label = "Geslacht", Type = FieldTypes.Choice, Required = true, Choices = [new("female", "Meisje"), new("male", "Jongen")] },
        new FormField { Name = "municipality", Label = "Gemeente", Type = municipalities.Count > 0 ? FieldTypes.Choice : FieldTypes.Text, Required = true, Choices = [.. municipalities.Select(m => new FormChoice(m, m))] },
        new FormField { Name = "measured", Label = "Zijn lengte en gewicht gemeten?", Help = "Wat ouders of kind zelf zeggen is geen meting.", Type = FieldTypes.YesNo, Required = true },
        new FormField { Name = "on", Label = "Datum van de meting", Type = FieldTypes.Date, Required = true, Zone = FieldZones.Health, ShowIf = new ShowIf("measured", ["yes"]) },
        new FormField { Name = "heightCm", Label = "Lengte", Type = FieldTypes.Number, Unit = "cm", Min = 30, Max = 250, Decimals = 1, Required = true, Zone = FieldZones.Health, ShowIf = new ShowIf("measured", ["yes"]) },
        new FormField { Name = "weightKg", Label = "Gewicht", Type = FieldTypes.Number, Unit = "kg", Min = 0.5, Max = 400, Decimals = 1, Required = true, Zone = FieldZones.Health, ShowIf = new ShowIf("measured", ["yes"]) },
        new FormField { Name = "clothed", Label = "Met kleren gewogen?", Type = FieldTypes.YesNo, Zone = FieldZones.Health, ShowIf = new ShowIf("measured", ["yes"]) },
        Question("psychosocial", "Zijn er psychosociale problemen bij kind of gezin?"),
        Question("socioeconomic", "Zijn er sociaal-maatschappelijke problemen in het gezin?"),
        Question("lackOfCoherence", "Is er te weinig samenhang in de ondersteuning?"),
        Question("coordinationNeed", "Is er behoefte aan extra regie?"),
    ]);

    /// <summary>What is filled in, as the body of the interface.</summary>
    internal static Value Body(Value values, Viewer viewer)
    {
        var isMeasured = values["measured"].TextOrNull == "yes";
        var body = ValueMap.Of(
            ("child", Value.MapOf(
                ("ref", values["ref"]), ("birthDate", values["birthDate"]), ("sex", values["sex"]), ("municipality", values["municipality"]),
                ("givenName", values["givenName"].IsNullish ? Value.Null : values["givenName"]))),
            ("source", Value.Of(viewer.Roles.Count > 0 ? viewer.Roles[0].Role : "anders")),
            ("psychosocial", Answer(values, "psychosocial")),
            ("socioeconomic", Answer(values, "socioeconomic")),
            ("lackOfCoherence", Answer(values, "lackOfCoherence")),
            ("coordinationNeed", Answer(values, "coordinationNeed")),
            ("risk", Value.Of("unknown")));
        return Value.Of(isMeasured
            ? body.With("measurement", Value.MapOf(
                ("on", values["on"]), ("heightCm", Number(values["heightCm"])), ("weightKg", Number(values["weightKg"])), ("clothed", Value.Of(values["clothed"].TextOrNull == "yes"))))
            : body);
    }

    /// <summary>The field on the form of a field of the interface.</summary>
    internal static string FieldOf(string name) => Fields.GetValueOrDefault(name, name);

    private static FormField Question(string name, string label) => new() { Name = name, Label = label, Type = FieldTypes.YesNoUnknownSuspected, Zone = FieldZones.Social };

    private static Value Answer(Value values, string name) => values[name].IsNullish ? Value.Of("unknown") : values[name];

    private static Value Number(Value value) =>
        value.TextOrNull is { } text && double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : value;
}
