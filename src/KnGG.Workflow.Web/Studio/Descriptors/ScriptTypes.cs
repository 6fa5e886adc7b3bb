using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>What the code editor suggests: the accessors that the engine's expressions have, and the names in this definition.</summary>
internal static class ScriptTypes
{
    public static string Of(JsonObject definition)
    {
        var lines = new List<string>();
        var variables = Names(definition["variables"]);
        var inputs = Names(definition["inputs"]);
        lines.Add($"declare function getVariable(name: {Choice(variables)}): any;");
        lines.Add($"declare function getInput(name: {Choice(inputs)}): any;");
        lines.Add("declare function getOutputFrom(activity: string, output?: string): any;");
        lines.Add("declare function getLastResult(): any;");
        lines.Add("declare function getCorrelationId(): string;");
        lines.Add("declare function getWorkflowInstanceId(): string;");
        lines.Add("declare function isNullOrWhiteSpace(text: string): boolean;");
        lines.Add("declare function isNullOrEmpty(text: string): boolean;");
        lines.Add($"declare const variables: {{ {string.Join(" ", variables.Where(IsName).Select(v => $"{v}: any;"))} }};");
        foreach (var name in variables.Where(IsName))
        {
            lines.Add($"declare function get{ActivityJson.PascalCase(name)}(): any;");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static List<string> Names(JsonNode? list) =>
        [.. (list as JsonArray ?? []).OfType<JsonObject>().Select(v => v.TextOf("name")).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string Choice(List<string> names) => names.Count == 0 ? "string" : string.Join(" | ", names.Select(n => JsonSerializer.Serialize(n, StudioJson.Options)));

    private static bool IsName(string text) => text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] is '_' or '$') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');
}
