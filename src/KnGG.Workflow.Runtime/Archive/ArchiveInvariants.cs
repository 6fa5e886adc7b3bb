using System.Security.Cryptography;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>The promises about the archive: a trajectory lies in one place, whole and unchanged.</summary>
internal sealed class ArchiveInvariants : IInvariants
{
    private const int PageSize = 200;

    private static readonly (string Promise, string Message, string Sql)[] Checks =
    [
        ("archived-twice", "Een instantie staat in het archief en ook nog bij het lopende werk.",
            "SELECT i.id FROM instance i JOIN archived_instance a ON a.id = i.id"),
        ("archived-open", "Een traject in het archief is niet afgesloten, of zijn instanties zijn er niet.",
            """
            SELECT id FROM trajectory t WHERE archived_at IS NOT NULL
                AND (is_open = 1 OR NOT EXISTS (SELECT 1 FROM archived_instance a WHERE a.trajectory_id = t.id))
            """),
        ("archived-without-trajectory", "Een instantie in het archief hoort bij geen traject in het archief.",
            "SELECT a.id FROM archived_instance a WHERE NOT EXISTS (SELECT 1 FROM trajectory t WHERE t.id = a.trajectory_id AND t.archived_at IS NOT NULL)"),
        ("instance-without-set", "Een instantie in het archief verwijst naar een set die er niet is.",
            "SELECT a.id FROM archived_instance a WHERE NOT EXISTS (SELECT 1 FROM definition_set s WHERE s.id = a.set_id)"),
    ];

    /// <inheritdoc/>
    public IEnumerable<InvariantViolation> Check(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var found = new List<InvariantViolation>();
        foreach (var (promise, message, sql) in Checks)
        {
            found.AddRange(transaction.Query(sql, r => new InvariantViolation(promise, r.Key(0), message)));
        }

        var after = Guid.Empty;
        while (transaction.Query(
            "SELECT DISTINCT trajectory_id FROM archived_part WHERE trajectory_id > @after ORDER BY trajectory_id LIMIT @take", r => r.Id(0),
            ("@after", after), ("@take", PageSize)) is { Count: > 0 } page)
        {
            found.AddRange(page.SelectMany(id => OfTrajectory(transaction, id)));
            after = page[^1];
        }

        return found;
    }

    private static IEnumerable<InvariantViolation> OfTrajectory(StepTransaction transaction, Guid id)
    {
        var parts = transaction.Query(
            "SELECT part, rows, content, hash FROM archived_part WHERE trajectory_id = @id",
            r => (Part: r.Text(0), Rows: r.Number(1), Content: r.Bytes(2), Hash: r.Bytes(3)), ("@id", id));
        if (parts.Any(p => !SHA256.HashData(p.Content).AsSpan().SequenceEqual(p.Hash)))
        {
            return [new InvariantViolation("archive-damaged", id.ToString(), "De rijen van een traject in het archief zijn veranderd of beschadigd.")];
        }

        var rows = parts.ToDictionary(p => p.Part, p => (p.Rows, Packed: PackedRows.Unpack(p.Content)), StringComparer.Ordinal);
        return rows.Values.All(p => p.Rows == p.Packed.Count) && IsWhole(transaction, id, rows.ToDictionary(r => r.Key, r => r.Value.Packed, StringComparer.Ordinal))
            ? []
            : [new InvariantViolation("archive-gap", id.ToString(), "Van een traject in het archief ontbreekt een deel: een stap, een toestand of een antwoord.")];
    }

    // Each instance has all its steps and lines, and the state in which the last of them left it.
    private static bool IsWhole(StepTransaction transaction, Guid id, Dictionary<string, PackedRows> parts)
    {
        var steps = Rows(ArchivedTable.Steps, "instance_id, number, fact_count, state_hash", r => (Instance: r.Id(0), Number: r.Number(1), Facts: r.Number(2), Hash: r.Bytes(3)))
            .ToLookup(s => s.Instance);
        var states = Rows(ArchivedTable.Instances, "id, state", r => (Id: r.Id(0), State: r.Utf8(1))).ToDictionary(s => s.Id, s => s.State);
        var answered = Rows(ArchivedTable.Answers, "task_id", r => r.Id(0)).ToHashSet();
        return transaction.Query("SELECT id, version, fact_count FROM archived_instance WHERE trajectory_id = @id", r => (Id: r.Id(0), Version: r.Number(1), Facts: r.Number(2)), ("@id", id))
                .All(i => states.TryGetValue(i.Id, out var state)
                    && steps[i.Id].Select(s => s.Number).Order().SequenceEqual(Enumerable.Range(1, (int)i.Version).Select(n => (long)n))
                    && steps[i.Id].Sum(s => s.Facts) == i.Facts
                    && (i.Version == 0 || steps[i.Id].MaxBy(s => s.Number).Hash.AsSpan().SequenceEqual(SHA256.HashData(state))))
            && Rows(ArchivedTable.Tasks, "id, state", r => (Id: r.Id(0), State: (Tasks.TaskState)r.Number(1))).All(k => k.State != Tasks.TaskState.Completed || answered.Contains(k.Id));

        List<T> Rows<T>(string part, string columns, Func<StepRow, T> read) => parts.TryGetValue(part, out var packed) ? packed.Select(columns, read) : [];
    }
}
