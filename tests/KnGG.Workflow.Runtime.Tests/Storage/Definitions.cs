using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>Small definitions for tests, as Elsa 3 JSON.</summary>
internal static class Definitions
{
    public static string Sequence(string id, params JsonObject[] activities) => Workflow(id, Container("Elsa.Sequence", "root", activities));

    public static string Workflow(string id, JsonObject root) => new JsonObject
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["variables"] = new JsonArray(),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["root"] = root,
    }.ToJsonString();

    public static JsonObject Container(string type, string id, params JsonObject[] activities) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["version"] = 1,
        ["activities"] = new JsonArray([.. activities]),
    };

    /// <summary>Branches that run beside each other; goes on when all have ended.</summary>
    public static JsonObject Fork(string id, params JsonObject[] branches)
    {
        var fork = new JsonObject { ["id"] = id, ["type"] = "Elsa.Fork", ["version"] = 1, ["branches"] = new JsonArray([.. branches]), ["joinMode"] = "WaitAll" };
        return fork;
    }

    public static JsonObject Line(string id, string text) => Activity(id, "Elsa.WriteLine", ("text", text));

    public static JsonObject Delay(string id, TimeSpan length) => Activity(id, "Elsa.Delay", ("timeSpan", length.ToString("c", System.Globalization.CultureInfo.InvariantCulture)));

    public static JsonObject Event(string id, string name) => Activity(id, "Elsa.Event", ("eventName", name));

    public static JsonObject PublishEvent(string id, string name, bool local = false) =>
        Activity(id, "Elsa.PublishEvent", ("eventName", name), ("isLocalEvent", local));

    public static JsonObject RunTask(string id, string name) => Activity(id, "Elsa.RunTask", ("taskName", name));

    public static JsonObject Execute(string id, string definitionId, bool wait = true) =>
        Activity(id, wait ? "Elsa.ExecuteWorkflow" : "Elsa.DispatchWorkflow", ("workflowDefinitionId", definitionId), ("waitForCompletion", wait));

    public static JsonObject Activity(string id, string type, params (string Name, object Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            activity[name] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = JsonSerializer.SerializeToNode(value) },
            };
        }

        return activity;
    }

    /// <summary>A sequence that other definitions may use as an activity.</summary>
    public static string Part(string id, params JsonObject[] activities)
    {
        var json = JsonNode.Parse(Sequence(id, activities))!.AsObject();
        json["options"] = new JsonObject { ["usableAsActivity"] = true };
        return json.ToJsonString();
    }

    /// <summary>A definition used as an activity.</summary>
    public static JsonObject Use(string id, string definitionId)
    {
        var use = Activity(id, definitionId);
        use["workflowDefinitionId"] = definitionId;
        return use;
    }
}
