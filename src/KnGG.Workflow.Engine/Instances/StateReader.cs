using System.Text.Json;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>Reads schema 1.</summary>
internal static class StateReader
{
    public static InstanceState Read(JsonElement json)
    {
        var id = json.GetProperty("id").GetGuid();
        var definition = json.GetProperty("definition").GetString()!;
        var status = StatusNames.Parse(json.GetProperty("status").GetString());
        var executions = Executions(json, id);
        var events = KeptEvents(json);
        return new InstanceState
        {
            Id = id,
            DefinitionId = definition,
            DefinitionVersionId = json.GetProperty("version").GetString()!,
            SubStatus = status,
            Status = StatusNames.Coarse(status),
            CorrelationId = Text(json, "correlation"),
            Name = Text(json, "name"),
            ParentInstanceId = Text(json, "parent") is { } parent ? Guid.Parse(parent) : null,
            ParentBookmarkId = Text(json, "parentWait") is { } wait ? Guid.Parse(wait) : null,
            Input = Map(json, "input"),
            Outputs = Map(json, "outputs"),
            Executions = executions,
            VariableBag = executions.Length == 0 ? Bag.Of(Map(json, "variables")) : executions[0].Variables ?? Bag.Empty,
            Bookmarks = [.. executions.SelectMany(e => e.Bookmarks), .. events.Select(e => StepRun.TimerOf(e, definition, id))],
            Incidents = Incidents(json),
            KeptEvents = events,
            Parked = json.TryGetProperty("parked", out var parked) ? [.. parked.EnumerateArray().Select(StimulusJson.Read)] : [],
            Results = Bag.Of(Map(json, "results")),
            LastResult = json.TryGetProperty("last", out var last) ? Value.FromJson(last) : Value.Null,
        };
    }

    private static Execution[] Executions(JsonElement json, Guid instance)
    {
        if (!json.TryGetProperty("running", out var running))
        {
            return [];
        }

        var executions = new Execution[running.GetArrayLength()];
        var next = 0;
        foreach (var one in running.EnumerateArray())
        {
            var parent = next == 0 ? null : executions[one.TryGetProperty("in", out var place) ? place.GetInt32() : 0];
            executions[next] = Execution(one, parent, instance, next);
            next++;
        }

        foreach (var execution in executions)
        {
            if (execution.Parent is not null)
            {
                execution.Parent.Active++;
            }
        }

        return executions;
    }

    private static Execution Execution(JsonElement json, Execution? parent, Guid instance, int index)
    {
        var nodeId = parent is null ? NodeIds.Workflow : NodeIds.Of(parent.NodeId, json.GetProperty("activity").GetString()!);
        var execution = new Execution
        {
            Id = parent is null ? instance : json.GetProperty("id").GetGuid(),
            NodeId = nodeId,
            Parent = parent,
            Index = index,
            Status = Text(json, "status") switch
            {
                null => ExecutionStatus.Running,
                "scheduled" => ExecutionStatus.Scheduled,
                "faulted" => ExecutionStatus.Faulted,
                var other => throw new FormatException($"Unknown status '{other}'."),
            },
            Breaking = json.TryGetProperty("breaking", out _),
            Counter = json.TryGetProperty("at", out var counter) ? counter.GetInt32() : 0,
            Variables = json.TryGetProperty("variables", out _) ? Bag.Of(Map(json, "variables")) : null,
            Kept = Bag.Of(Map(json, "kept")),
            Input = Map(json, "input"),
            Outputs = Map(json, "outputs"),
            StoredFlow = Flow(json),
        };
        if (json.TryGetProperty("waits", out var waits))
        {
            execution.Bookmarks = [.. waits.EnumerateArray().Select(w => Wait(w, execution, parent))];
        }

        return execution;
    }

    private static Bookmark Wait(JsonElement json, Execution execution, Execution? parent) => new(
        json.GetProperty("id").GetGuid(),
        json.GetProperty("kind").GetString()!,
        Text(json, "name"),
        parent is null ? execution.NodeId : execution.NodeId[(parent.NodeId.Length + 1)..],
        execution.NodeId,
        execution.Id,
        json.TryGetProperty("due", out var due) ? due.GetDateTimeOffset() : null,
        json.TryGetProperty("payload", out var payload) ? Value.FromJson(payload) : Value.Undefined);

    private static StoredFlow? Flow(JsonElement json)
    {
        if (!json.TryGetProperty("flow", out var flow))
        {
            return null;
        }

        return new StoredFlow(
            flow.GetProperty("start").GetString()!,
            !flow.TryGetProperty("arrived", out var arrived)
                ? []
                : [.. arrived.EnumerateObject().Select(a => (a.Name, (IReadOnlyList<string>)[.. a.Value.EnumerateArray().Select(s => s.GetString()!)]))]);
    }

    private static Incident[] Incidents(JsonElement json) => !json.TryGetProperty("incidents", out var incidents)
        ? []
        : [.. incidents.EnumerateArray().Select(i => new Incident(
            i.GetProperty("id").GetGuid(),
            i.GetProperty("activity").GetString()!,
            i.GetProperty("node").GetString()!,
            i.GetProperty("type").GetString()!,
            i.GetProperty("execution").GetGuid(),
            i.GetProperty("message").GetString()!,
            i.GetProperty("at").GetDateTimeOffset()))];

    private static KeptEvent[] KeptEvents(JsonElement json) => !json.TryGetProperty("events", out var events)
        ? []
        : [.. events.EnumerateArray().Select(e => new KeptEvent(
            e.GetProperty("id").GetGuid(),
            e.GetProperty("name").GetString()!,
            Value.FromJson(e.GetProperty("payload")),
            e.GetProperty("until").GetDateTimeOffset()))];

    private static ValueMap Map(JsonElement json, string name) =>
        json.TryGetProperty(name, out var map) ? Value.FromJson(map).AsMap : ValueMap.Empty;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
