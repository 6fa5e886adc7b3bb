using System.Text;
using System.Text.Json;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping.Facts;

/// <summary>The stored form of a fact: a kind with a name of our own, whose activity, and its data.</summary>
public static class FactJson
{
    /// <summary>The stored name of a fact's kind.</summary>
    public static string KindOf(Fact fact) => fact switch
    {
        ActivityStarted => "started",
        ActivityCompleted => "completed",
        ActivitySuspended => "suspended",
        ActivityResumed => "resumed",
        ActivityCanceled => "canceled",
        ActivityFaulted => "faulted",
        LineWritten => "line",
        Narrated => "narrated",
        WorkflowChanged => "workflow",
        null => throw new ArgumentNullException(nameof(fact)),
        _ => throw new NotSupportedException($"{fact.GetType().Name} has no stored name."),
    };

    /// <summary>The fact as JSON.</summary>
    public static string Write(Fact fact)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, EngineJson.WriterOptions))
        {
            Write(writer, fact);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the fact as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fact);
        json.WriteStartObject();
        json.WriteString("kind", KindOf(fact));
        json.WriteString("activity", fact.ActivityId);
        json.WriteString("node", fact.NodeId);
        json.WriteString("type", fact.Type);
        json.WriteString("execution", fact.ActivityInstanceId);
        if (fact is WorkflowChanged changed)
        {
            json.WriteString("what", changed.What);
        }

        var data = fact.Data;
        if (data.Kind != ValueKind.Undefined)
        {
            json.WritePropertyName("data");
            data.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads a stored fact.</summary>
    /// <exception cref="FormatException">The text is no fact.</exception>
    public static Fact Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>Reads a stored fact.</summary>
    /// <exception cref="FormatException">The JSON is no fact.</exception>
    public static Fact Read(JsonElement json)
    {
        try
        {
            var activity = json.GetProperty("activity").GetString()!;
            var node = json.GetProperty("node").GetString()!;
            var type = json.GetProperty("type").GetString()!;
            var execution = json.GetProperty("execution").GetGuid();
            var data = json.TryGetProperty("data", out var found) ? Value.FromJson(found) : Value.Undefined;
            return json.GetProperty("kind").GetString() switch
            {
                "started" => new ActivityStarted(activity, node, type, execution),
                "completed" => new ActivityCompleted(activity, node, type, execution, [.. data["Outcomes"].AsList.Select(o => o.AsText)]),
                "suspended" => new ActivitySuspended(activity, node, type, execution, data),
                "resumed" => new ActivityResumed(activity, node, type, execution, data),
                "canceled" => new ActivityCanceled(activity, node, type, execution),
                "faulted" => new ActivityFaulted(activity, node, type, execution, data["Message"].AsText),
                "line" => new LineWritten(activity, node, type, execution, data["Text"].AsText),
                "narrated" => new Narrated(activity, node, type, execution, data["Text"].AsText, data["Details"]),
                "workflow" => new WorkflowChanged(activity, node, type, execution, json.GetProperty("what").GetString()!, data),
                var other => throw new FormatException($"'{other}' is no kind of fact."),
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The JSON is no fact.", exception);
        }
    }
}
