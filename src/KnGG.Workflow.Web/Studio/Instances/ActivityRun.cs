using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>One execution of an activity, gathered from its lines in the journal.</summary>
internal sealed record ActivityRun(
    Guid Id,
    string ActivityId,
    string NodeId,
    string Type,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string Status,
    bool Waits,
    Value Payload,
    string? Failure,
    Guid? ParentId,
    int Depth)
{
    /// <summary>All executions, in the order in which they began.</summary>
    public static IReadOnlyList<ActivityRun> Of(IReadOnlyList<JournalLine> journal)
    {
        var runs = new Dictionary<Guid, ActivityRun>();
        var order = new List<Guid>();
        // The execution that now runs at a node: what is scheduled inside it belongs to it.
        var open = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var line in journal)
        {
            if (!runs.TryGetValue(line.ActivityInstanceId, out var run))
            {
                var parent = Parent(line.NodeId, open);
                run = new ActivityRun(
                    line.ActivityInstanceId, line.ActivityId, line.NodeId, line.Type, line.At, null, "Running", false, Value.Undefined, null,
                    parent, parent is { } id ? runs[id].Depth + 1 : 0);
                order.Add(run.Id);
                open[line.NodeId] = run.Id;
            }

            runs[run.Id] = line.Event switch
            {
                "Completed" => run with { EndedAt = line.At, Status = "Completed", Waits = false, Payload = line.Data },
                "Canceled" => run with { EndedAt = line.At, Status = "Canceled", Waits = false },
                "Faulted" => run with { EndedAt = line.At, Status = "Faulted", Waits = false, Failure = line.Data["Message"].TextOrNull },
                "Suspended" => run with { Waits = true, Status = "Running", EndedAt = null },
                // Resumed, or begun again after a repair.
                "Resumed" or "Started" => run with { Waits = false, Status = "Running", EndedAt = null, Failure = null },
                _ => run,
            };
        }

        return [.. order.Select(id => runs[id])];
    }

    public JsonObject Summary(string instanceId, ActivityRun? parent, string? name) => new()
    {
        ["id"] = FoundRun.IdOf(instanceId, Id),
        ["workflowInstanceId"] = instanceId,
        ["activityId"] = ActivityId,
        ["activityNodeId"] = NodeId,
        ["activityType"] = Type,
        ["activityTypeVersion"] = 1,
        ["activityName"] = name,
        ["startedAt"] = StartedAt,
        ["completedAt"] = EndedAt,
        ["hasBookmarks"] = Waits,
        ["status"] = Status,
        ["aggregateFaultCount"] = Status == "Faulted" ? 1 : 0,
        ["metadata"] = new JsonObject(),
        ["schedulingActivityExecutionId"] = parent is null ? null : FoundRun.IdOf(instanceId, parent.Id),
        ["schedulingActivityId"] = parent?.ActivityId,
        ["schedulingWorkflowInstanceId"] = null,
        ["callStackDepth"] = Depth,
    };

    public JsonObject Record(string instanceId, ActivityRun? parent, string? name)
    {
        var json = Summary(instanceId, parent, name);
        json["activityState"] = new JsonObject();
        json["payload"] = Payload.Kind == ValueKind.Map ? JsonNode.Parse(Payload.ToJson()) : new JsonObject();
        json["outputs"] = new JsonObject();
        json["properties"] = new JsonObject();
        json["exception"] = Failure is { } message ? InstanceJson.Problem(message) : null;
        return json;
    }

    private static Guid? Parent(string nodeId, Dictionary<string, Guid> open)
    {
        for (var colon = nodeId.LastIndexOf(':'); colon > 0; colon = nodeId.LastIndexOf(':', colon - 1))
        {
            if (open.TryGetValue(nodeId[..colon], out var parent))
            {
                return parent;
            }
        }

        return open.TryGetValue(ActivityJson.Workflow, out var workflow) && nodeId != ActivityJson.Workflow ? workflow : null;
    }
}
