using System.Text;
using System.Text.Json;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping.Stimuli;

/// <summary>The stored form of a stimulus: a kind with a name of our own, and its parts.</summary>
public static class StimulusJson
{
    /// <summary>The stored name of a stimulus's kind.</summary>
    public static string KindOf(Stimulus stimulus) => stimulus switch
    {
        StartInstance => "start",
        TimerDue => "timer",
        TaskAnswered => "task",
        TaskReturned => "returned",
        EventReceived => "event",
        ChildEnded => "child",
        CancelInstance => "cancel",
        Postpone => "postpone",
        RetryIncident => "retry",
        SkipIncident => "skip",
        null => throw new ArgumentNullException(nameof(stimulus)),
        _ => throw new NotSupportedException($"{stimulus.GetType().Name} has no stored name."),
    };

    /// <summary>The stimulus as JSON.</summary>
    public static string Write(Stimulus stimulus)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, EngineJson.WriterOptions))
        {
            Write(writer, stimulus);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the stimulus as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Stimulus stimulus)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("kind", KindOf(stimulus));
        switch (stimulus)
        {
            case StartInstance start:
                json.WritePropertyName("input");
                Value.Of(start.Input).WriteTo(json);
                Text(json, "trigger", start.TriggerActivityId);
                break;
            case TimerDue due:
                json.WriteString("wait", due.BookmarkId);
                break;
            case TaskAnswered answer:
                json.WriteString("wait", answer.TaskId);
                Text(json, "outcome", answer.Outcome);
                json.WritePropertyName("fields");
                answer.Fields.WriteTo(json);
                break;
            case TaskReturned back:
                json.WriteString("wait", back.TaskId);
                json.WritePropertyName("details");
                back.Details.WriteTo(json);
                break;
            case EventReceived received:
                json.WriteString("name", received.Name);
                json.WritePropertyName("payload");
                received.Payload.WriteTo(json);
                break;
            case ChildEnded child:
                json.WriteString("wait", child.BookmarkId);
                json.WriteString("child", child.ChildInstanceId);
                json.WriteString("status", StatusNames.Of(child.SubStatus));
                json.WritePropertyName("outputs");
                Value.Of(child.Outputs).WriteTo(json);
                Text(json, "message", child.Message);
                break;
            case CancelInstance cancel:
                json.WriteString("reason", cancel.Reason);
                break;
            case Postpone postpone:
                json.WriteString("from", postpone.From);
                json.WriteString("until", postpone.Until);
                break;
            case RetryIncident retry:
                json.WriteString("incident", retry.IncidentId);
                break;
            case SkipIncident skip:
                json.WriteString("incident", skip.IncidentId);
                Text(json, "outcome", skip.Outcome);
                break;
            default:
                throw new NotSupportedException($"{stimulus.GetType().Name} cannot be written.");
        }

        json.WriteEndObject();
    }

    /// <summary>Reads a stored stimulus.</summary>
    /// <exception cref="FormatException">The text is no stimulus.</exception>
    public static Stimulus Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>Reads a stored stimulus.</summary>
    /// <exception cref="FormatException">The JSON is no stimulus.</exception>
    public static Stimulus Read(JsonElement json)
    {
        try
        {
            return json.GetProperty("kind").GetString() switch
            {
                "start" => new StartInstance(Value.FromJson(json.GetProperty("input")).AsMap, Text(json, "trigger")),
                "timer" => new TimerDue(json.GetProperty("wait").GetGuid()),
                "task" => new TaskAnswered(json.GetProperty("wait").GetGuid(), Text(json, "outcome"), Value.FromJson(json.GetProperty("fields"))),
                "returned" => new TaskReturned(json.GetProperty("wait").GetGuid(), Value.FromJson(json.GetProperty("details"))),
                "event" => new EventReceived(json.GetProperty("name").GetString()!, Value.FromJson(json.GetProperty("payload"))),
                "child" => new ChildEnded(
                    json.GetProperty("wait").GetGuid(),
                    json.GetProperty("child").GetGuid(),
                    StatusNames.Parse(json.GetProperty("status").GetString()),
                    Value.FromJson(json.GetProperty("outputs")).AsMap,
                    Text(json, "message")),
                "cancel" => new CancelInstance(json.GetProperty("reason").GetString()!),
                "postpone" => new Postpone(json.GetProperty("from").GetDateTimeOffset(), json.GetProperty("until").GetDateTimeOffset()),
                "retry" => new RetryIncident(json.GetProperty("incident").GetGuid()),
                "skip" => new SkipIncident(json.GetProperty("incident").GetGuid(), Text(json, "outcome")),
                var other => throw new FormatException($"'{other}' is no kind of stimulus."),
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The JSON is no stimulus.", exception);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
