using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Decisions;

/// <summary>
/// A stored decision in words. It reads the JSON by name and not by a type of today: what an older or newer version of a rule stored is shown
/// as far as it is there.
/// </summary>
internal sealed record DecisionText(
    string Source,
    IReadOnlyList<(string Label, string Value)> Inputs,
    IReadOnlyList<string> Missing,
    bool? Conflict,
    IReadOnlyList<(string Payer, string Source)> Readings,
    IReadOnlyList<(string Text, bool? Met)> Conditions,
    string? Agreement,
    IReadOnlyList<string> Options)
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["sex"] = "Geslacht",
        ["birthDate"] = "Geboren",
        ["measuredOn"] = "Gemeten op",
        ["heightCm"] = "Lengte (cm)",
        ["weightKg"] = "Gewicht (kg)",
        ["clothed"] = "Met kleren gewogen",
        ["selfReported"] = "Zelf opgegeven",
        ["risk"] = "Risico en comorbiditeit",
        ["on"] = "Voor de dag",
        ["ggr"] = "GGR",
        ["psychosocial"] = "Psychosociale problemen",
        ["socioeconomic"] = "Sociaal-maatschappelijke problemen",
        ["lackOfCoherence"] = "Te weinig samenhang",
        ["coordinationNeed"] = "Behoefte aan extra regie",
        ["weightClass"] = "Gewichtsklasse",
        ["startedOn"] = "Traject gestart op",
        ["medicalQuestion"] = "Medische vraag",
        ["component"] = "Onderdeel",
        ["gli"] = "Kinder-GLI in het plan",
        ["region"] = "Regio",
        ["inPlanOfCzv"] = "In het plan van de CZV",
        ["byLifestyleCoach"] = "Door een kinderleefstijlcoach",
        ["programmeRecognised"] = "Programma erkend",
        ["insurerConditionsMet"] = "Voorwaarden van de verzekeraar",
        ["foodExerciseBehaviour"] = "Voeding, bewegen en gedrag",
        ["paidAsProgramme"] = "Als één geheel betaald",
        ["newProblems"] = "Nieuwe problemen",
        ["classesUp"] = "Grens: klassen omhoog",
        ["zUp"] = "Grens: stijging van de BMI-z",
        ["baseline"] = "Bij het begin van de nazorg",
        ["now"] = "Nu",
    };

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["yes"] = "ja",
        ["no"] = "nee",
        ["suspected"] = "vermoeden",
        ["unknown"] = "niet bekend",
        ["female"] = "meisje",
        ["male"] = "jongen",
        ["recognised"] = "ja, erkend",
        ["not-recognised"] = "ja, niet erkend",
        ["undecided"] = "nog niet besloten",
    };

    internal static DecisionText Empty { get; } = new("", [], [], null, [], [], null, []);

    /// <summary>Reads a stored decision; what is not there stays empty.</summary>
    internal static DecisionText Of(string json)
    {
        if (json.Length == 0)
        {
            return Empty;
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new DecisionText(
            Get(root, "source") ?? "",
            root.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.Object ? ReadInputs(input) : [],
            [.. Items(root, "missing").Select(m => Words.Field(m.GetString() ?? ""))],
            root.TryGetProperty("conflict", out var conflict) && conflict.ValueKind is JsonValueKind.True or JsonValueKind.False ? conflict.GetBoolean() : null,
            [.. Items(root, "readings").Select(r => (Words.Payer(Get(r, "payer")), Get(r, "source") ?? ""))],
            [.. Items(root, "conditions").Select(c => (Get(c, "text") ?? "", c.TryGetProperty("met", out var met) && met.ValueKind is JsonValueKind.True or JsonValueKind.False ? met.GetBoolean() : (bool?)null))],
            root.TryGetProperty("agreement", out var agreement) && agreement.ValueKind == JsonValueKind.Object ? AgreementText(agreement) : null,
            [.. Items(root, "options").Select(o => o.GetString() ?? "")]);
    }

    /// <summary>One text of a JSON object; empty when it is not there.</summary>
    internal static string TextOf(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return Get(document.RootElement, name) ?? "";
    }

    private static List<(string, string)> ReadInputs(JsonElement input)
    {
        var rows = new List<(string, string)>();
        foreach (var property in input.EnumerateObject())
        {
            var text = property.Value.ValueKind == JsonValueKind.Object ? Nested(property.Value) : Plain(property.Name, property.Value);
            if (text is not null)
            {
                rows.Add((Labels.GetValueOrDefault(property.Name, property.Name), text));
            }
        }

        return rows;
    }

    // A nested decision (a classification inside a relapse check) is told by what it found.
    private static string? Nested(JsonElement value) =>
        Get(value, "weightClass") is { } weightClass
            ? Words.WeightClass(weightClass) + (value.TryGetProperty("bmiZ", out var z) && z.ValueKind == JsonValueKind.Number ? ", BMI-z " + Number(z.GetDouble()) : "")
            : value.TryGetProperty("knowledge", out var knowledge) ? Risk(value, knowledge.GetString()) : null;

    private static string Risk(JsonElement value, string? knowledge)
    {
        var codes = Items(value, "codes").Select(c => c.GetString()).ToArray();
        return codes.Length > 0 ? string.Join(", ", codes) : knowledge == "none" ? "geen" : "niet bekend";
    }

    private static string? Plain(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "ja",
        JsonValueKind.False => "nee",
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.String when CareCodes.TryParseDate(value.GetString(), out var date) => When.Long(date),
        JsonValueKind.String when name == "weightClass" => Words.WeightClass(value.GetString()),
        JsonValueKind.String when name == "component" => Words.Component(value.GetString() ?? ""),
        JsonValueKind.String when name == "gli" && value.GetString() == "none" => "nee",
        JsonValueKind.String when name == "risk" && value.GetString() == "none" => "geen",
        JsonValueKind.String => Codes.GetValueOrDefault(value.GetString() ?? "", value.GetString() ?? ""),
        JsonValueKind.Null when name is "medicalQuestion" or "region" => null,
        JsonValueKind.Null => "niet bekend",
        _ => value.GetRawText(),
    };

    private static string AgreementText(JsonElement agreement)
    {
        var on = CareCodes.TryParseDate(Get(agreement, "agreedOn"), out var date) ? When.Long(date) : "onbekende datum";
        return $"Afspraak van de regio, getekend op {on} door {string.Join(", ", Items(agreement, "signatories").Select(s => s.GetString()))}.";
    }

    private static string? Get(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement[] Items(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',');
}
