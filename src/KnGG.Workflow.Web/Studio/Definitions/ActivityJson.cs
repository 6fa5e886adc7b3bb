using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>An activity inside another one, in JSON.</summary>
/// <param name="Port">The JSON name of the port: activities, body, then, cases.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Replace">Puts another activity in its place.</param>
internal sealed record InnerActivity(string Port, JsonObject Activity, Action<JsonObject> Replace);

/// <summary>Walks the activities of a definition's JSON, in the way the engine reads them.</summary>
internal static class ActivityJson
{
    /// <summary>The node above the root; every node id begins with it.</summary>
    public const string Workflow = "Workflow1";

    public const string Flowchart = "Elsa.Flowchart";

    public static string? TextOf(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // An expression has a type too, but no id; a variable has an id, but no type.
    public static bool IsActivity(JsonNode? node) => node is JsonObject json && json.TextOf("type") is not null && json.TextOf("id") is not null;

    /// <summary>The activities directly inside one.</summary>
    public static IEnumerable<InnerActivity> Inside(JsonObject activity)
    {
        foreach (var (name, value) in activity.ToList())
        {
            if (name is "metadata" or "customProperties" or "variable" or "variables" or "connections")
            {
                continue;
            }

            if (value is JsonObject inner && inner["expression"] is null && inner["memoryReference"] is null && IsActivity(inner))
            {
                yield return new InnerActivity(name, inner, other => activity[name] = other);
            }
            else if (value is JsonArray list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    var place = i;
                    if (list[i] is JsonObject listed && IsActivity(listed))
                    {
                        yield return new InnerActivity(name, listed, other => list[place] = other);
                    }
                    else if (name == "cases" && list[i] is JsonObject @case && @case["activity"] is JsonObject chosen && IsActivity(chosen))
                    {
                        yield return new InnerActivity(name, chosen, other => @case["activity"] = other);
                    }
                }
            }
        }
    }

    /// <summary>This activity and everything inside it, outermost first.</summary>
    public static IEnumerable<JsonObject> All(JsonObject activity)
    {
        yield return activity;
        foreach (var inner in Inside(activity))
        {
            foreach (var deeper in All(inner.Activity))
            {
                yield return deeper;
            }
        }
    }

    /// <summary>Gives every activity its node id: the parent's, a colon, its own id. The journal uses the same.</summary>
    public static void SetNodeIds(JsonObject activity, string parent = Workflow)
    {
        var nodeId = $"{parent}:{activity.TextOf("id")}";
        activity["nodeId"] = nodeId;
        foreach (var inner in Inside(activity))
        {
            SetNodeIds(inner.Activity, nodeId);
        }
    }

    public static bool IsNumber(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out _);

    public static string PascalCase(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    public static string CamelCase(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
