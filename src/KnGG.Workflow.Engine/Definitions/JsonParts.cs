using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Reads members that may be absent, null or of another kind than expected: the designer and hand-written files differ.</summary>
internal static class JsonParts
{
    public static string? Text(this JsonObject json, string name) =>
        json.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Whole(this JsonObject json, string name) =>
        json.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? Truth(this JsonObject json, string name) =>
        json.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : null;
}
