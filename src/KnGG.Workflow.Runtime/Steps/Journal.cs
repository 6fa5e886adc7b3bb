using System.Buffers;
using System.Text;
using System.Text.Json;
using KnGG.Workflow.Engine;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Archive;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>One line of an instance's journal.</summary>
/// <param name="Number">Its number in the instance, from 1, without gaps.</param>
/// <param name="Step">The step in which it happened.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who caused the step: account id, or "system".</param>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Event">Started, Completed, Suspended, Resumed, Canceled, Faulted, Line, Narrated, ...</param>
/// <param name="Data">What belongs to it; a map or undefined.</param>
public sealed record JournalLine(
    long Number, long Step, DateTimeOffset At, string Actor, string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, string Event, Value Data);

/// <summary>
/// Reads and writes journals. The facts of a step are stored together in its row: one insert a step instead of one a fact,
/// and the names that repeat within a step are written once.
/// </summary>
public static class Journal
{
    /// <summary>Where the steps of instance @id lie: where they are divided by time, nowhere else has to be looked.</summary>
    internal const string InItsPlace = " AND started = (SELECT created_at FROM instance WHERE id = @id)";

    private const string Columns = "number, at, actor, first_fact, facts, instance_id";

    /// <summary>The journal of an instance, oldest first, also of one in the archive.</summary>
    /// <param name="transaction">A reading or writing transaction.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="skip">How many lines to leave out at the beginning.</param>
    /// <param name="take">At most this many.</param>
    public static IReadOnlyList<JournalLine> Read(StepTransaction transaction, Guid instanceId, long skip = 0, int take = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var steps = transaction.Query(
            "SELECT " + Columns + " FROM step WHERE instance_id = @id" + InItsPlace + " AND first_fact + fact_count > @after AND first_fact <= @until ORDER BY number",
            ReadStep,
            ("@id", instanceId), ("@after", skip + 1), ("@until", take == int.MaxValue ? long.MaxValue : skip + take));
        if (steps.Count == 0 && ArchiveReader.TrajectoryOf(transaction, instanceId) is { } trajectory)
        {
            steps = [.. ArchiveReader.Rows(transaction, trajectory, ArchivedTable.Steps, Columns, ReadStep).Where(s => s.Instance == instanceId).OrderBy(s => s.Number)];
        }

        return [.. steps.SelectMany(s => s.Lines).Where(l => l.Number > skip).Take(take)];
    }

    /// <summary>The journals of a trajectory's instances together, as the steps were committed; also of one in the archive.</summary>
    /// <param name="transaction">A reading or writing transaction.</param>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="instances">Only of these instances; null is all.</param>
    public static IEnumerable<JournalLine> OfTrajectory(StepTransaction transaction, Guid trajectoryId, IReadOnlySet<Guid>? instances = null)
    {
        ArgumentNullException.ThrowIfNull(transaction);

        // Many steps can have one moment; their rows were added one after the other.
        var steps = transaction.Query(
            """
            SELECT s.number, s.at, s.actor, s.first_fact, s.facts, s.instance_id FROM step s JOIN instance i ON i.id = s.instance_id AND i.created_at = s.started
            WHERE i.trajectory_id = @id ORDER BY s.at, s.rowid
            """,
            ReadStep,
            ("@id", trajectoryId));
        if (steps.Count == 0)
        {
            steps = ArchiveReader.Rows(transaction, trajectoryId, ArchivedTable.Steps, Columns, ReadStep);
        }

        return steps.Where(s => instances is null || instances.Contains(s.Instance)).SelectMany(s => s.Lines);
    }

    private static (long Number, Guid Instance, List<JournalLine> Lines) ReadStep(StepRow row) =>
        (row.Number(0), row.Id(5), Unpack(row.Number(0), row.Instant(1), ActorJson.Read(row.TextOrNull(2)).Id, row.Number(3), row.Text(4)));

    internal static string Pack(IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0)
        {
            return "";
        }

        var executions = new List<Guid>(8);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, EngineJson.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var fact in facts)
            {
                json.WriteStartArray();
                var place = executions.IndexOf(fact.ActivityInstanceId);
                if (place >= 0)
                {
                    json.WriteNumberValue(place);
                }
                else
                {
                    executions.Add(fact.ActivityInstanceId);
                    json.WriteBase64StringValue(fact.ActivityInstanceId.ToByteArray(bigEndian: true));
                    json.WriteStringValue(fact.ActivityId);
                    json.WriteStringValue(fact.NodeId);
                    json.WriteStringValue(fact.Type);
                }

                json.WriteStringValue(fact.Event);
                if (fact.Data is { Kind: not ValueKind.Undefined } data)
                {
                    data.WriteTo(json);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static List<JournalLine> Unpack(long step, DateTimeOffset at, string actor, long firstFact, string packed)
    {
        var lines = new List<JournalLine>();
        if (packed.Length == 0)
        {
            return lines;
        }

        using var document = JsonDocument.Parse(packed);
        var executions = new List<(Guid Id, string ActivityId, string NodeId, string Type)>();
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var next = 1;
            (Guid Id, string ActivityId, string NodeId, string Type) execution;
            if (item[0].ValueKind == JsonValueKind.Number)
            {
                execution = executions[item[0].GetInt32()];
            }
            else
            {
                execution = (new Guid(item[0].GetBytesFromBase64(), bigEndian: true), item[1].GetString()!, item[2].GetString()!, item[3].GetString()!);
                executions.Add(execution);
                next = 4;
            }

            var data = item.GetArrayLength() > next + 1 ? Value.FromJson(item[next + 1]) : Value.Undefined;
            lines.Add(new JournalLine(
                firstFact + lines.Count, step, at, actor, execution.ActivityId, execution.NodeId, execution.Type, execution.Id, item[next].GetString()!, data));
        }

        return lines;
    }
}
