using System.Security.Cryptography;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>
/// Moves how a finished trajectory went out of the tables in which work is done: its instances, steps, tasks, answers and mails become one packed
/// row for each of those tables. The file itself, its place in lists and figures, and the audit log stay where they are (ADR 0046).
/// </summary>
public sealed class Archiver
{
    /// <summary>Setting: how long after its end a trajectory stays among the others.</summary>
    public const string Keeping = "archief.na";

    // Nothing of it can move any more, and nobody has to look at it.
    private const string IsQuiet =
        """
        NOT EXISTS (SELECT 1 FROM instance i WHERE i.trajectory_id = trajectory.id AND (i.status = 0 OR i.sub_status = 5
                OR EXISTS (SELECT 1 FROM stimulus s WHERE s.instance_id = i.id) OR EXISTS (SELECT 1 FROM event_wait w WHERE w.instance_id = i.id)
                OR EXISTS (SELECT 1 FROM migration_item x WHERE x.instance_id = i.id AND x.state = 0)))
            AND NOT EXISTS (SELECT 1 FROM task k WHERE k.trajectory_id = trajectory.id AND k.state < 2)
            AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.trajectory_id = trajectory.id AND m.state IN (0, 1, 3, 6, 7))
            AND NOT EXISTS (SELECT 1 FROM incident x WHERE x.trajectory_id = trajectory.id AND x.closed_at IS NULL)
        """;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly Lazy<IReadOnlyList<ArchivedTable>> _tables;

    /// <summary>Made by dependency injection.</summary>
    public Archiver(StepDatabase database, ServiceClock clock, IServiceScopeFactory scopes)
    {
        (_database, _clock) = (database, clock);
        _tables = new(() =>
        {
            using var scope = scopes.CreateScope();
            return ArchivedTable.Of(scope.ServiceProvider.GetRequiredService<WorkflowDb>());
        });
    }

    /// <summary>Finished trajectories whose time has come, the longest finished of each place first; at most this many.</summary>
    public IReadOnlyList<Guid> Due(int most)
    {
        var today = DutchTime.ToLocalDate(_clock.Now);
        return _database.Read(transaction =>
        {
            var due = new List<Guid>();
            var places = transaction.Query(
                "SELECT DISTINCT region, municipality FROM trajectory WHERE closed_at IS NOT NULL AND archived_at IS NULL ORDER BY region, municipality",
                r => (Region: r.Text(0), Municipality: r.Text(1)));
            foreach (var (region, municipality) in places)
            {
                var term = PlaceStore.Read(transaction, municipality, region).Configuration.Resolve(Keeping, region, municipality, null, today).AsTerm();
                due.AddRange(transaction.Query(
                    $"""
                    SELECT id FROM trajectory
                    WHERE closed_at < @before AND archived_at IS NULL AND region = @region AND municipality = @municipality AND {IsQuiet}
                    ORDER BY closed_at, id LIMIT @most
                    """,
                    r => r.Id(0),
                    ("@before", DutchTime.StartOf(WorkCalendar.National.Subtract(today, term).AddDays(1))), ("@region", region), ("@municipality", municipality),
                    ("@most", most - due.Count)));
            }

            return due;
        });
    }

    /// <summary>Moves one trajectory, in one transaction. False when it is there already, or something of it still moves.</summary>
    public bool Move(Guid trajectoryId)
    {
        var now = _clock.Now;
        var moved = _database.WriteBeside(transaction => Move(transaction, trajectoryId, now));
        if (moved)
        {
            CrashPoint.Hit(CrashPoint.ArchiveCommitted);
        }

        return moved;
    }

    private bool Move(StepTransaction transaction, Guid id, DateTimeOffset now)
    {
        if (transaction.TryHold([id]).Value.Count > 0 || transaction.Execute(
            $"UPDATE trajectory SET archived_at = @now, revision = revision + 1 WHERE id = @id AND closed_at IS NOT NULL AND archived_at IS NULL AND {IsQuiet}",
            ("@now", now), ("@id", id)) == 0)
        {
            return false;
        }

        var rows = _tables.Value.Select(table => (Table: table, Rows: transaction.Query(table.Select, table.Read, ("@id", id)))).ToList();
        transaction.Send(
            """
            INSERT INTO archived_instance (id, trajectory_id, definition_id, definition_version_id, set_id, start_correlation_id, name, parent_instance_id,
                   parent_bookmark_id, status, sub_status, version, fact_count, incident_count, created_at, updated_at, finished_at)
            SELECT id, trajectory_id, definition_id, definition_version_id, set_id, start_correlation_id, name, parent_instance_id,
                   parent_bookmark_id, status, sub_status, version, fact_count, incident_count, created_at, updated_at, finished_at
            FROM instance WHERE trajectory_id = @id
            """,
            ("@id", id));
        transaction.Send(
            """
            INSERT INTO archived_set (set_id) SELECT DISTINCT set_id FROM step WHERE (instance_id, started) IN (SELECT id, created_at FROM instance WHERE trajectory_id = @id)
            ON CONFLICT DO NOTHING
            """,
            ("@id", id));
        foreach (var (table, values) in rows.Where(r => r.Rows.Count > 0))
        {
            Keep(transaction, id, table, values);
        }

        AuditLog.Write(transaction, id, Actor.System, now, new AuditEntry("archive", "stappen, taken, antwoorden en mails naar het archief", "bewaren van het dossier"));
        CrashPoint.Hit(CrashPoint.ArchiveWritten);
        return true;
    }

    private static void Keep(StepTransaction transaction, Guid id, ArchivedTable table, List<object?[]> rows)
    {
        var content = PackedRows.Pack(table.Columns, rows);
        transaction.Send(
            "INSERT INTO archived_part (trajectory_id, part, rows, content, hash) VALUES (@id, @part, @rows, @content, @hash)",
            ("@id", id), ("@part", table.Name), ("@rows", (long)rows.Count), ("@content", content), ("@hash", SHA256.HashData(content)));
        var removed = transaction.Execute(table.Delete, ("@id", id));
        if (removed != rows.Count)
        {
            throw new InvalidOperationException($"Of {table.Name} {rows.Count} rows were packed and {removed} removed; nothing is moved.");
        }
    }
}
