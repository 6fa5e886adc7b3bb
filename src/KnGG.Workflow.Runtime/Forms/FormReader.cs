using System.Text.Json;

namespace KnGG.Workflow.Runtime.Forms;

/// <summary>Reads a form file and refuses what would surprise somebody in front of a family: a choice without choices, a condition on a field that is not there.</summary>
internal sealed class FormReader(string file)
{
    private static readonly string[] FormMembers = ["id", "title", "intro", "record", "fields"];

    private static readonly string[] FieldMembers =
        ["name", "label", "help", "type", "unit", "min", "max", "decimals", "required", "zone", "decision", "choices", "choicesFrom", "columns", "showIf", "prefill"];

    internal Form Form(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("formulier", "verwacht een object met id, title en fields");
        }

        Known(json, FormMembers, "formulier");
        var id = Text(json, "id", "formulier", required: true);
        var fields = Fields(json, "fields", "formulier", simple: false);
        foreach (var field in fields)
        {
            if (field.ShowIf is { } condition && fields.TakeWhile(f => f.Name != field.Name).All(f => f.Name != condition.Field))
            {
                throw Wrong($"veld '{field.Name}'", $"showIf verwijst naar '{condition.Field}', maar dat veld staat er niet voor");
            }
        }

        return new Form(id, Text(json, "title", "formulier", required: true), Text(json, "intro", "formulier"), Records(json), fields);
    }

    private IReadOnlyList<string> Records(JsonElement json)
    {
        if (!json.TryGetProperty("record", out var record))
        {
            return [];
        }

        var records = Texts(record, "formulier", "record");
        foreach (var code in records)
        {
            if (!FormRecords.All.Contains(code))
            {
                throw Wrong("formulier", $"record '{code}' bestaat niet; kies uit: {string.Join(", ", FormRecords.All)}");
            }
        }

        return records;
    }

    private List<FormField> Fields(JsonElement json, string member, string place, bool simple)
    {
        if (!json.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(place, $"'{member}' ontbreekt of is geen lijst");
        }

        var fields = new List<FormField>();
        foreach (var item in list.EnumerateArray())
        {
            var field = Field(item, $"{place}, veld {fields.Count + 1}", simple);
            if (fields.Any(f => f.Name == field.Name))
            {
                throw Wrong($"veld '{field.Name}'", "deze naam komt twee keer voor");
            }

            fields.Add(field);
        }

        return fields;
    }

    private FormField Field(JsonElement json, string place, bool simple)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(place, "verwacht een object met name, label en type");
        }

        var name = Text(json, "name", place, required: true);
        place = $"veld '{name}'";
        Known(json, FieldMembers, place);
        var type = Text(json, "type", place, required: true);
        if (!FieldTypes.All.Contains(type) || (simple && type == FieldTypes.List))
        {
            throw Wrong(place, $"type '{type}' bestaat hier niet; kies uit: {string.Join(", ", FieldTypes.All.Where(t => !simple || t != FieldTypes.List))}");
        }

        var zone = Text(json, "zone", place) is { Length: > 0 } given ? given : FieldZones.Process;
        if (!FieldZones.All.Contains(zone))
        {
            throw Wrong(place, $"zone '{zone}' bestaat niet; kies uit: {string.Join(", ", FieldZones.All)}");
        }

        var field = new FormField
        {
            Name = name,
            Label = Text(json, "label", place, required: true),
            Help = Text(json, "help", place),
            Type = type,
            Unit = Text(json, "unit", place),
            Min = Number(json, "min", place),
            Max = Number(json, "max", place),
            Decimals = (int?)Number(json, "decimals", place),
            Required = Flag(json, "required", place),
            Zone = zone,
            Decision = Flag(json, "decision", place),
            Choices = Choices(json, place),
            ChoicesFrom = Text(json, "choicesFrom", place) is { Length: > 0 } from ? from : null,
            Columns = type == FieldTypes.List ? Fields(json, "columns", place, simple: true) : [],
            ShowIf = Condition(json, place),
            Prefill = Text(json, "prefill", place) is { Length: > 0 } prefill ? prefill : null,
        };
        if (type is FieldTypes.Choice or FieldTypes.Several && field.Choices.Count == 0)
        {
            throw Wrong(place, "bij dit type horen choices, maar er is niets te kiezen");
        }

        if (field.ChoicesFrom is { } source && (type != FieldTypes.Text || !ChoiceSources.All.Contains(source)))
        {
            throw Wrong(place, $"choicesFrom kan alleen zijn: {string.Join(", ", ChoiceSources.All)}, bij een veld van het type text");
        }

        if (field.Min > field.Max)
        {
            throw Wrong(place, "min is groter dan max");
        }

        return field;
    }

    private FormChoice[] Choices(JsonElement json, string place)
    {
        if (!json.TryGetProperty("choices", out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(place, "'choices' is geen lijst");
        }

        var choices = list.EnumerateArray().Select(c => c.ValueKind == JsonValueKind.Object
            ? new FormChoice(Text(c, "value", place, required: true), Text(c, "label", place, required: true))
            : throw Wrong(place, "elke keuze heeft een value en een label")).ToArray();
        return choices.DistinctBy(c => c.Value).Count() == choices.Length ? choices : throw Wrong(place, "twee keuzes hebben dezelfde value");
    }

    private ShowIf? Condition(JsonElement json, string place)
    {
        if (!json.TryGetProperty("showIf", out var condition))
        {
            return null;
        }

        return condition.ValueKind == JsonValueKind.Object && condition.TryGetProperty("is", out var values)
            ? new ShowIf(Text(condition, "field", place, required: true), Texts(values, place, "showIf.is"))
            : throw Wrong(place, "showIf heeft een field en een lijst is nodig");
    }

    private IReadOnlyList<string> Texts(JsonElement json, string place, string member) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array when json.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => [.. json.EnumerateArray().Select(v => v.GetString()!)],
        _ => throw Wrong(place, $"'{member}' is geen tekst of lijst van teksten"),
    };

    private string Text(JsonElement json, string member, string place, bool required = false)
    {
        if (!json.TryGetProperty(member, out var value))
        {
            return required ? throw Wrong(place, $"'{member}' ontbreekt") : "";
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(place, $"'{member}' is geen tekst");
        return required && text.Length == 0 ? throw Wrong(place, $"'{member}' is leeg") : text;
    }

    private double? Number(JsonElement json, string member, string place) =>
        !json.TryGetProperty(member, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw Wrong(place, $"'{member}' is geen getal");

    private bool Flag(JsonElement json, string member, string place) =>
        json.TryGetProperty(member, out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(place, $"'{member}' is niet true of false"),
        };

    // A misspelled member would silently do nothing: a field that looks required and is not.
    private void Known(JsonElement json, string[] members, string place)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!members.Contains(property.Name))
            {
                throw Wrong(place, $"'{property.Name}' bestaat niet; kies uit: {string.Join(", ", members)}");
            }
        }
    }

    private FormFormatException Wrong(string place, string message) => new($"{file}, {place}: {message}.");
}
