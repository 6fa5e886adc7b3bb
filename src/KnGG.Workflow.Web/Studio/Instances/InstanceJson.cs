using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>Instances and journals in the shape that Studio reads.</summary>
internal static class InstanceJson
{
    public static JsonObject Row(InstanceHead head) => new()
    {
        ["id"] = head.Id,
        ["definitionId"] = head.DefinitionId,
        ["definitionVersionId"] = head.DefinitionVersionId,
        ["version"] = head.Version,
        ["status"] = head.Status.ToString(),
        ["subStatus"] = head.SubStatus.ToString(),
        ["correlationId"] = head.CorrelationId,
        ["name"] = head.Name,
        ["incidentCount"] = head.IncidentCount,
        ["createdAt"] = head.CreatedAt,
        ["updatedAt"] = head.UpdatedAt,
        ["finishedAt"] = head.FinishedAt,
    };

    public static JsonObject Full(InstanceView view)
    {
        var head = view.Head;
        var json = Row(head);
        json["workflowState"] = new JsonObject
        {
            ["id"] = head.Id,
            ["definitionId"] = head.DefinitionId,
            ["definitionVersionId"] = head.DefinitionVersionId,
            ["definitionVersion"] = head.Version,
            ["correlationId"] = head.CorrelationId,
            ["status"] = head.Status.ToString(),
            ["subStatus"] = head.SubStatus.ToString(),
            ["bookmarks"] = new JsonArray([.. view.Bookmarks.Select(b => (JsonNode)Wait(b))]),
            ["incidents"] = new JsonArray([.. view.Incidents.Select(i => (JsonNode)Failure(i))]),
            // Studio finds the node of the whole workflow, for its own execution record, by the context without parent.
            ["activityExecutionContexts"] = new JsonArray(new JsonObject
            {
                ["id"] = head.Id,
                ["parentContextId"] = null,
                ["scheduledActivityNodeId"] = ActivityJson.Workflow,
                ["ownerActivityNodeId"] = null,
                ["properties"] = new JsonObject(),
                ["activityState"] = new JsonObject(),
                ["dynamicVariables"] = new JsonArray(),
            }),
            ["completionCallbacks"] = new JsonArray(),
            ["input"] = Map(view.Input),
            ["output"] = Map(view.Outputs),
            ["properties"] = new JsonObject(),
            ["createdAt"] = head.CreatedAt,
            ["updatedAt"] = head.UpdatedAt,
            ["finishedAt"] = head.FinishedAt,
        };
        return json;
    }

    public static JsonObject Line(JournalLine line, string instanceId, Guid? parentExecution, string? activityName) => new()
    {
        ["id"] = $"{instanceId}:{line.Number}",
        ["activityInstanceId"] = FoundRun.IdOf(instanceId, line.ActivityInstanceId),
        ["parentActivityInstanceId"] = parentExecution is { } parent ? FoundRun.IdOf(instanceId, parent) : null,
        ["activityId"] = line.ActivityId,
        ["activityType"] = line.Type,
        ["activityTypeVersion"] = 1,
        ["activityName"] = activityName,
        ["nodeId"] = line.NodeId,
        ["timestamp"] = line.At,
        ["sequence"] = line.Number,
        ["eventName"] = line.Event,
        ["message"] = line.Data["Message"].TextOrNull ?? line.Data["Text"].TextOrNull,
        ["source"] = null,
        ["activityState"] = null,
        ["payload"] = line.Data.Kind == ValueKind.Map ? JsonNode.Parse(line.Data.ToJson()) : null,
    };

    public static JsonObject Map(ValueMap map)
    {
        var json = new JsonObject();
        foreach (var (name, value) in map)
        {
            json[name] = JsonNode.Parse(value.ToJson());
        }

        return json;
    }

    public static JsonObject Problem(string message) => new() { ["type"] = "Incident", ["message"] = message, ["stackTrace"] = null, ["innerException"] = null };

    private static JsonObject Wait(Bookmark bookmark) => new()
    {
        ["id"] = bookmark.Id.ToString(),
        ["name"] = bookmark.Name ?? bookmark.Kind,
        ["hash"] = bookmark.Kind,
        ["payload"] = new JsonObject { ["kind"] = bookmark.Kind, ["dueAt"] = bookmark.DueAt },
        ["activityNodeId"] = bookmark.NodeId,
        ["activityInstanceId"] = bookmark.ActivityInstanceId.ToString(),
        ["autoBurn"] = true,
        ["callbackMethodName"] = null,
        ["metadata"] = null,
    };

    private static JsonObject Failure(Incident incident) => new()
    {
        ["activityId"] = incident.ActivityId,
        ["activityNodeId"] = incident.NodeId,
        ["activityType"] = incident.ActivityType,
        ["message"] = incident.Message,
        ["exception"] = Problem(incident.Message),
        ["timestamp"] = incident.At,
    };
}
