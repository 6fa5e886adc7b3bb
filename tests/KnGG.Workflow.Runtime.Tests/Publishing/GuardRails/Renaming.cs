using System.Text.Json.Nodes;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

/// <summary>Gives every definition and every activity another id and another name: nothing may depend on them.</summary>
internal sealed class Renaming
{
    private readonly Dictionary<string, string> _definitions;

    private Renaming(GuardedFolder folder) => _definitions = folder.Ids.Select((id, n) => (id, n)).ToDictionary(d => d.id, d => $"w{d.n}", StringComparer.Ordinal);

    /// <summary>Renames everything. Gives the new id of each definition.</summary>
    public static IReadOnlyDictionary<string, string> All(GuardedFolder folder)
    {
        var renaming = new Renaming(folder);
        folder.Root = renaming._definitions[folder.Root];
        folder.Rewrite(renaming.Rename);
        return renaming._definitions;
    }

    /// <summary>The new id of an activity.</summary>
    public static string Activity(string id) => "a" + string.Concat(id.Reverse());

    private void Rename(JsonObject definition)
    {
        var id = _definitions[(string)definition["definitionId"]!];
        definition["definitionId"] = id;
        definition["id"] = id + "-v1";
        definition["name"] = "Naam van " + id;
        Inside(definition["root"]!.AsObject());
    }

    private void Inside(JsonObject activity)
    {
        var id = (string)activity["id"]!;
        activity["id"] = Activity(id);
        activity["nodeId"] = "n:" + Activity(id);
        activity["name"] = "X" + Activity(id);
        if (activity["metadata"] is JsonObject metadata && metadata.ContainsKey("displayText"))
        {
            metadata["displayText"] = "Blok " + id;
        }

        foreach (var reference in (string[])["workflowDefinitionId", "escalation", "definition"])
        {
            Refer(activity, reference);
        }

        foreach (var child in (activity["activities"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            Inside(child);
        }

        foreach (var end in ((activity["connections"] as JsonArray)?.OfType<JsonObject>() ?? []).SelectMany(l => new[] { l["source"]!, l["target"]! }))
        {
            end["activity"] = Activity((string)end["activity"]!);
        }
    }

    private void Refer(JsonObject activity, string name)
    {
        if (activity[name] is JsonValue plain && _definitions.TryGetValue((string?)plain ?? "", out var used))
        {
            activity[name] = used;
            activity["type"] = "Deel" + used;
        }
        else if (activity[name] is JsonObject { } wrapped && wrapped["expression"] is JsonObject expression && (string?)expression["value"] is { } text)
        {
            expression["value"] = _definitions.TryGetValue(text, out var started) ? started : text.Replace("\"escalatie\"", $"\"{_definitions["escalatie"]}\"", StringComparison.Ordinal);
        }
    }
}
