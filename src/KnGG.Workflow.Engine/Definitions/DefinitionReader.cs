using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Reads the JSON of an Elsa 3 workflow definition, as exported, stored or sent by the designer.</summary>
public static class DefinitionReader
{
    /// <summary>Embedded activities nest deeper than the default of the JSON reader allows.</summary>
    internal const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a definition. Parts that are absent or null get their defaults; parts that are not understood are kept.</summary>
    /// <exception cref="DefinitionFormatException">The text is no JSON, or no workflow definition.</exception>
    public static WorkflowDefinition Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var utf8 = Encoding.UTF8.GetBytes(json);
        try
        {
            if (JsonNode.Parse(utf8, documentOptions: Options) is not JsonObject definition)
            {
                throw new DefinitionFormatException("Dit is geen workflowdefinitie: de JSON is geen object.", 1, 1);
            }

            return Read(definition, ActivityLines.Of(utf8));
        }
        catch (JsonException exception) when (exception.LineNumber is null && DuplicateMember.Find(utf8) is var (twice, at))
        {
            throw new DefinitionFormatException($"De JSON noemt '{twice}' twee keer in hetzelfde object, op regel {at}.", at, 1, exception);
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0) + 1;
            var column = (int)(exception.BytePositionInLine ?? 0) + 1;
            throw new DefinitionFormatException($"De JSON is niet leesbaar op regel {line}, kolom {column}.", line, column, exception);
        }
    }

    private static WorkflowDefinition Read(JsonObject json, Dictionary<string, int> lines)
    {
        if (json["root"] is not JsonObject root)
        {
            throw new DefinitionFormatException("Dit is geen workflowdefinitie: 'root' ontbreekt.", 1, 1);
        }

        if (root.Text("type") is null)
        {
            throw new DefinitionFormatException("De startactiviteit ('root') heeft geen 'type'.", 1, 1);
        }

        var options = json["options"] as JsonObject;
        var id = json.Text("definitionId") ?? json.Text("id") ?? "";
        return new WorkflowDefinition
        {
            DefinitionId = id,
            VersionId = json.Text("id") ?? id,
            Version = json.Whole("version") ?? 1,
            Name = json.Text("name") ?? "",
            Description = json.Text("description"),
            UsableAsActivity = options?.Truth("usableAsActivity") ?? false,
            IncidentStrategy = options?.Text("incidentStrategyType")?.Contains("ContinueWithIncidents", StringComparison.Ordinal) == true
                ? IncidentStrategy.ContinueWithIncidents
                : IncidentStrategy.Fault,
            Variables = ActivityReader.Variables(json["variables"]),
            Inputs = Arguments(json["inputs"]),
            Outputs = Arguments(json["outputs"]),
            Outcomes = Texts(json["outcomes"]),
            Root = ActivityReader.Read(root, NodeIds.Workflow),
            Json = json,
            Lines = lines,
        };
    }

    private static ArgumentDefinition[] Arguments(JsonNode? json)
    {
        if (json is not JsonArray list)
        {
            return [];
        }

        var arguments = new List<ArgumentDefinition>();
        foreach (var item in list)
        {
            if (item is JsonObject argument && argument.Text("name") is { } name)
            {
                arguments.Add(new ArgumentDefinition(
                    name,
                    argument.Text("type") ?? "Object",
                    argument.Truth("isArray") ?? false,
                    argument.Text("displayName") ?? name,
                    argument.Text("description") ?? ""));
            }
        }

        return [.. arguments];
    }

    private static string[] Texts(JsonNode? json) =>
        json is JsonArray list ? [.. list.Select(i => i is JsonValue v && v.TryGetValue<string>(out var text) ? text : null).OfType<string>()] : [];
}
