using System.Text.Json;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>Writes schema 1. What has its ordinary value is left out.</summary>
internal static class StateWriter
{
    public static void Write(Utf8JsonWriter json, InstanceState state)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", InstanceStateJson.Schema);
        json.WriteString("id", state.Id);
        json.WriteString("definition", state.DefinitionId);
        json.WriteString("version", state.DefinitionVersionId);
        json.WriteString("status", StatusNames.Of(state.SubStatus));
        Text(json, "correlation", state.CorrelationId);
        Text(json, "name", state.Name);
        Text(json, "parent", state.ParentInstanceId?.ToString());
        Text(json, "parentWait", state.ParentBookmarkId?.ToString());
        Map(json, "input", state.Input);
        Map(json, "outputs", state.Outputs);
        if (state.Executions.Length == 0)
        {
            Bag(json, "variables", state.VariableBag);
        }
        else
        {
            json.WriteStartArray("running");
            foreach (var execution in state.Executions)
            {
                Execution(json, execution);
            }

            json.WriteEndArray();
        }

        Incidents(json, state.Incidents);
        KeptEvents(json, state.KeptEvents);
        if (state.Parked.Count > 0)
        {
            json.WriteStartArray("parked");
            foreach (var stimulus in state.Parked)
            {
                StimulusJson.Write(json, stimulus);
            }

            json.WriteEndArray();
        }

        Bag(json, "results", state.Results);
        if (!state.LastResult.IsNullish)
        {
            json.WritePropertyName("last");
            state.LastResult.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void Execution(Utf8JsonWriter json, Execution execution)
    {
        json.WriteStartObject();
        if (execution.Parent is { } parent)
        {
            json.WriteString("id", execution.Id);
            json.WriteString("activity", execution.NodeId.AsSpan(parent.NodeId.Length + 1));
            if (parent.Index != 0)
            {
                json.WriteNumber("in", parent.Index);
            }
        }

        if (execution.Status != ExecutionStatus.Running)
        {
            json.WriteString("status", execution.Status == ExecutionStatus.Faulted ? "faulted" : "scheduled");
        }

        Flag(json, "breaking", execution.Breaking);
        if (execution.Counter != 0)
        {
            json.WriteNumber("at", execution.Counter);
        }

        if (execution.Variables is { } variables)
        {
            Bag(json, "variables", variables);
        }

        Bag(json, "kept", execution.Kept);
        Map(json, "input", execution.Input);
        Map(json, "outputs", execution.Outputs);
        Flow(json, execution);
        if (execution.Bookmarks.Length > 0)
        {
            json.WriteStartArray("waits");
            foreach (var wait in execution.Bookmarks)
            {
                Wait(json, wait);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Flow(Utf8JsonWriter json, Execution execution)
    {
        if ((execution.Flow is null ? execution.StoredFlow : StoredFlow.Of(execution)) is not { } flow)
        {
            return;
        }

        json.WriteStartObject("flow");
        json.WriteString("start", flow.Start);
        if (flow.Meetings.Count > 0)
        {
            json.WriteStartObject("arrived");
            foreach (var (id, arrived) in flow.Meetings)
            {
                json.WriteStartArray(id);
                foreach (var source in arrived)
                {
                    json.WriteStringValue(source);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Wait(Utf8JsonWriter json, Bookmark wait)
    {
        json.WriteStartObject();
        json.WriteString("id", wait.Id);
        json.WriteString("kind", wait.Kind);
        Text(json, "name", wait.Name);
        if (wait.DueAt is { } due)
        {
            json.WriteString("due", due);
        }

        if (wait.Payload.Kind != ValueKind.Undefined)
        {
            json.WritePropertyName("payload");
            wait.Payload.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void Incidents(Utf8JsonWriter json, IReadOnlyList<Incident> incidents)
    {
        if (incidents.Count == 0)
        {
            return;
        }

        json.WriteStartArray("incidents");
        foreach (var incident in incidents)
        {
            json.WriteStartObject();
            json.WriteString("id", incident.Id);
            json.WriteString("activity", incident.ActivityId);
            json.WriteString("node", incident.NodeId);
            json.WriteString("type", incident.ActivityType);
            json.WriteString("execution", incident.ActivityInstanceId);
            json.WriteString("message", incident.Message);
            json.WriteString("at", incident.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void KeptEvents(Utf8JsonWriter json, IReadOnlyList<KeptEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        json.WriteStartArray("events");
        foreach (var kept in events)
        {
            json.WriteStartObject();
            json.WriteString("id", kept.Id);
            json.WriteString("name", kept.Name);
            json.WritePropertyName("payload");
            kept.Payload.WriteTo(json);
            json.WriteString("until", kept.Until);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Bag(Utf8JsonWriter json, string name, Bag bag)
    {
        if (bag.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        for (var i = 0; i < bag.Count; i++)
        {
            json.WritePropertyName(bag.Name(i));
            bag.At(i).WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter json, string name, ValueMap map)
    {
        if (map.Count > 0)
        {
            json.WritePropertyName(name);
            Value.Of(map).WriteTo(json);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool flag)
    {
        if (flag)
        {
            json.WriteBoolean(name, true);
        }
    }
}
