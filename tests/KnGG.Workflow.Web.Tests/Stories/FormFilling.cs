using System.Text.Json.Nodes;
using KnGG.Workflow.Care;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>Fills a form as somebody in a hurry does: what is asked for and no more, by the form's own description.</summary>
internal static class FormFilling
{
    private static readonly Dictionary<string, JsonObject> Forms = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows", "forms"), "*.json")
        .Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject())
        .ToDictionary(f => (string)f["id"]!, StringComparer.Ordinal);

    /// <summary>The fields of an answer.</summary>
    /// <param name="form">Id of the form, or null when the task has none.</param>
    /// <param name="today">The local date.</param>
    /// <param name="given">What the story decides itself.</param>
    internal static JsonObject Fill(string? form, DateOnly today, IEnumerable<(string Name, object Value)> given)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in given)
        {
            fields[name] = value as JsonNode ?? JsonValue.Create(value is DateOnly date ? CareCodes.ToCode(date) : value);
        }

        if (form is null)
        {
            return fields;
        }

        foreach (var field in Forms[form]["fields"]!.AsArray().Select(f => f!.AsObject()))
        {
            var name = (string)field["name"]!;
            if (!fields.ContainsKey(name) && (bool?)field["required"] == true && IsShown(field, fields))
            {
                fields[name] = ValueOf(field, today);
            }
        }

        return fields;
    }

    private static bool IsShown(JsonObject field, JsonObject fields) => field["showIf"] is not JsonObject condition
        || (fields[(string)condition["field"]!] is { } seen && condition["is"]!.AsArray().Any(v => seen is JsonArray several
            ? several.Any(s => (string?)s == (string?)v)
            : seen.ToString() == (string?)v));

    private static JsonNode ValueOf(JsonObject field, DateOnly today) => (string)field["type"]! switch
    {
        "text" or "longtext" => JsonValue.Create("Besproken met het gezin."),
        "number" => JsonValue.Create((double)field["min"]!),
        "date" => JsonValue.Create(CareCodes.ToCode(today)),
        "choice" => JsonValue.Create((string)field["choices"]![0]!["value"]!),
        "several" => new JsonArray((string)field["choices"]![0]!["value"]!),
        "yes-no" or "yes-no-unknown" or "yes-no-unknown-suspected" => JsonValue.Create("yes"),
        var other => throw new NotSupportedException($"A story fills a required field of type {other} itself."),
    };
}
