using System.Text;
using System.Text.Json;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>What a run in memory gave.</summary>
public sealed record SimulationResult
{
    /// <summary>How the root instance stands.</summary>
    public required WorkflowSubStatus Status { get; init; }

    /// <summary>Its outputs.</summary>
    public required ValueMap Outputs { get; init; }

    /// <summary>Its variables.</summary>
    public required ValueMap Variables { get; init; }

    /// <summary>Text of each WriteLine, those of children included.</summary>
    public required IReadOnlyList<string> Console { get; init; }

    /// <summary>What happened.</summary>
    public required IReadOnlyList<SimulationLine> Journal { get; init; }

    /// <summary>What is waited for, in all instances.</summary>
    public required IReadOnlyList<SimulationWait> Waiting { get; init; }

    /// <summary>Open incidents.</summary>
    public required IReadOnlyList<(string ActivityId, string Message)> Incidents { get; init; }

    /// <summary>Mails that would have been sent.</summary>
    public required IReadOnlyList<(DateTimeOffset At, string To, string Template)> Mails { get; init; }

    /// <summary>What the person who runs it should know: unused answers, fields that the form would refuse. For standard error.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Finished, Suspended, Faulted or Cancelled.</summary>
    public string StatusName => Status switch
    {
        WorkflowSubStatus.Finished => "Finished",
        WorkflowSubStatus.Cancelled => "Cancelled",
        WorkflowSubStatus.Faulted => "Faulted",
        _ => "Suspended",
    };

    /// <summary>The document of the contract; the same run gives the same bytes.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, EngineJson.WriterOptions with { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("status", StatusName);
            writer.WritePropertyName("outputs");
            Value.Of(Outputs).WriteTo(writer);
            writer.WritePropertyName("variables");
            Value.Of(Variables).WriteTo(writer);
            List(writer, "console", Console, writer.WriteStringValue);
            List(writer, "journal", Journal, line => Line(writer, line));
            List(writer, "waiting", Waiting, wait => Wait(writer, wait));
            List(writer, "incidents", Incidents, incident =>
            {
                writer.WriteStartObject();
                writer.WriteString("activityId", incident.ActivityId);
                writer.WriteString("message", incident.Message);
                writer.WriteEndObject();
            });
            List(writer, "mails", Mails, mail =>
            {
                writer.WriteStartObject();
                Instant(writer, "at", mail.At);
                writer.WriteString("to", mail.To);
                writer.WriteString("template", mail.Template);
                writer.WriteEndObject();
            });
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Line(Utf8JsonWriter writer, SimulationLine line)
    {
        writer.WriteStartObject();
        Instant(writer, "at", line.At);
        writer.WriteString("activityId", line.ActivityId);
        writer.WriteString("type", line.Type);
        writer.WriteString("event", line.Event);
        writer.WritePropertyName("data");
        (line.Data.Kind == ValueKind.Map ? line.Data : Value.Of(ValueMap.Empty)).WriteTo(writer);
        if (line.Instance > 1)
        {
            writer.WriteNumber("instance", line.Instance);
        }

        writer.WriteEndObject();
    }

    private static void Wait(Utf8JsonWriter writer, SimulationWait wait)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", wait.Kind);
        writer.WriteString("activityId", wait.ActivityId);
        writer.WriteString("name", wait.Name);
        if (wait.DueAt is { } due)
        {
            Instant(writer, "dueAt", due);
        }
        else
        {
            writer.WriteNull("dueAt");
        }

        if (wait.Instance > 1)
        {
            writer.WriteNumber("instance", wait.Instance);
        }

        writer.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        writer.WriteEndArray();
    }

    private static void Instant(Utf8JsonWriter writer, string name, DateTimeOffset at) => writer.WriteString(name, Value.Of(DutchTime.ToLocal(at)).AsText);
}

/// <summary>One line of the journal.</summary>
/// <param name="At">When.</param>
/// <param name="Instance">Which instance: 1 is the root.</param>
/// <param name="ActivityId">The activity.</param>
/// <param name="Type">Its type.</param>
/// <param name="Event">What happened.</param>
/// <param name="Data">What belongs to it.</param>
public sealed record SimulationLine(DateTimeOffset At, int Instance, string ActivityId, string Type, string Event, Value Data);

/// <summary>One wait.</summary>
/// <param name="Kind">timer, task, event or child.</param>
/// <param name="Instance">Which instance: 1 is the root.</param>
/// <param name="ActivityId">The activity.</param>
/// <param name="Name">Task title, event name, or the child's definition.</param>
/// <param name="DueAt">When it is due, or null.</param>
public sealed record SimulationWait(string Kind, int Instance, string ActivityId, string Name, DateTimeOffset? DueAt);
