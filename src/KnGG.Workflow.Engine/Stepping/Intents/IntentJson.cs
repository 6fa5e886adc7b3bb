using System.Text;
using System.Text.Json;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping.Intents;

/// <summary>An intent as JSON, to compare decisions. The host writes its own kinds itself.</summary>
public static class IntentJson
{
    /// <summary>The stored name of an intent's kind.</summary>
    public static string KindOf(Intent intent) => intent switch
    {
        SetTimer => "setTimer",
        OpenTask => "openTask",
        AwaitEvent => "awaitEvent",
        DropWait => "dropWait",
        StartChild => "startChild",
        CancelChild => "cancelChild",
        NotifyParent => "notifyParent",
        PublishEventIntent => "publishEvent",
        OpenIncident => "openIncident",
        CloseIncident => "closeIncident",
        HostIntent => "host",
        null => throw new ArgumentNullException(nameof(intent)),
        _ => throw new NotSupportedException($"{intent.GetType().Name} has no stored name."),
    };

    /// <summary>The intent as JSON.</summary>
    public static string Write(Intent intent) => Write(intent, null);

    /// <summary>The intent as JSON; the host's own kinds are written by <paramref name="host"/> into an open object.</summary>
    public static string Write(Intent intent, Action<Utf8JsonWriter, HostIntent>? host)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, EngineJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind", KindOf(intent));
            WriteParts(json, intent, host);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteParts(Utf8JsonWriter json, Intent intent, Action<Utf8JsonWriter, HostIntent>? host)
    {
        switch (intent)
        {
            case SetTimer timer:
                json.WriteString("wait", timer.BookmarkId);
                json.WriteString("due", timer.DueAt);
                json.WriteString("activity", timer.ActivityId);
                break;
            case OpenTask task:
                json.WriteString("wait", task.TaskId);
                json.WriteString("name", task.Name);
                json.WriteString("activity", task.ActivityId);
                json.WriteString("node", task.NodeId);
                json.WritePropertyName("payload");
                task.Payload.WriteTo(json);
                break;
            case AwaitEvent wait:
                json.WriteString("wait", wait.BookmarkId);
                json.WriteString("name", wait.Name);
                json.WriteString("activity", wait.ActivityId);
                break;
            case DropWait drop:
                json.WriteString("wait", drop.BookmarkId);
                json.WriteString("waitKind", drop.Kind);
                json.WriteBoolean("consumed", drop.Consumed);
                break;
            case StartChild child:
                json.WriteString("child", child.ChildId);
                json.WriteString("definition", child.DefinitionId);
                json.WritePropertyName("input");
                Value.Of(child.Input).WriteTo(json);
                json.WriteString("correlation", child.CorrelationId);
                json.WriteString("wait", child.BookmarkId?.ToString());
                json.WriteString("activity", child.ActivityId);
                break;
            case CancelChild cancel:
                json.WriteString("child", cancel.ChildId);
                json.WriteString("reason", cancel.Reason);
                break;
            case NotifyParent notify:
                json.WriteString("parent", notify.ParentInstanceId);
                json.WritePropertyName("ended");
                StimulusJson.Write(json, notify.Ended);
                break;
            case PublishEventIntent published:
                json.WriteString("name", published.Name);
                json.WritePropertyName("payload");
                published.Payload.WriteTo(json);
                json.WriteBoolean("local", published.Local);
                json.WriteString("correlation", published.CorrelationId);
                break;
            case OpenIncident opened:
                WriteIncident(json, opened.Incident);
                break;
            case CloseIncident closed:
                json.WriteString("incident", closed.IncidentId);
                json.WriteString("resolution", closed.Resolution);
                break;
            case HostIntent own when host is not null:
                host(json, own);
                break;
            default:
                throw new NotSupportedException($"{intent.GetType().Name} cannot be written here.");
        }
    }

    private static void WriteIncident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteString("incident", incident.Id);
        json.WriteString("activity", incident.ActivityId);
        json.WriteString("node", incident.NodeId);
        json.WriteString("type", incident.ActivityType);
        json.WriteString("execution", incident.ActivityInstanceId);
        json.WriteString("message", incident.Message);
        json.WriteString("at", incident.At);
    }
}
