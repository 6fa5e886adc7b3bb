using System.Text.Json;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.InstanceMigration;

/// <summary>
/// Moves running instances to the published version of their definition. A batch is rows; each instance moves in a transaction of its own
/// and is recorded as a step, so a process that dies at any moment has moved an instance or has not, and another one goes on.
/// </summary>
public sealed class Migrator
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly DefinitionSets _sets;
    private readonly Mover _mover;

    /// <summary>Made by dependency injection.</summary>
    public Migrator(StepDatabase database, ServiceClock clock, DefinitionSets sets)
    {
        (_database, _clock, _sets) = (database, clock, sets);
        _mover = new Mover(sets);
    }

    /// <summary>What would happen to each running instance of a definition, and of those that use it as an activity. Writes nothing.</summary>
    /// <param name="definitionId">The definition that was published.</param>
    /// <param name="renamed">New activity ids by old ones, or null.</param>
    /// <param name="limit">At most this many instances; null for all.</param>
    public MigrationPreview Preview(string definitionId, IReadOnlyDictionary<string, string>? renamed = null, int? limit = null) => _database.Read(t => new MigrationPreview(
        definitionId,
        [
            .. Candidates(t, definitionId, limit).Select(c => _mover.Work(t, c.InstanceId, c.ToSetId, renamed ?? None) is { } moving ? _mover.Preview(t, moving) : null)
                .OfType<InstancePreview>(),
        ]));

    /// <summary>Makes a batch of every instance of the preview; null when there is none. Items are taken by <see cref="TakeNext"/>.</summary>
    public Guid? Start(string definitionId, IReadOnlyDictionary<string, string>? renamed, Actor actor, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = _clock.Now;
        return _database.Write(t =>
        {
            var candidates = Candidates(t, definitionId, limit);
            if (candidates.Count == 0)
            {
                return (Guid?)null;
            }

            var id = Ids.New(now);
            t.Execute(
                """
                INSERT INTO migration_batch (id, definition_id, renamed, state, started_by, started_at) VALUES (@id, @definition_id, @renamed, 0, @by, @now)
                """,
                ("@id", id), ("@definition_id", definitionId), ("@renamed", JsonSerializer.Serialize(renamed ?? None)), ("@by", actor.Id), ("@now", now));
            for (var i = 0; i < candidates.Count; i++)
            {
                t.Execute(
                    """
                    INSERT INTO migration_item (batch_id, instance_id, number, to_set_id, state, look) VALUES (@batch, @instance, @number, @set, 0, 0)
                    """,
                    ("@batch", id), ("@instance", candidates[i].InstanceId), ("@number", i + 1), ("@set", candidates[i].ToSetId));
            }

            t.Wake(LoopKinds.Migrations);
            return id;
        });
    }

    /// <summary>Stops a running batch for now; false when it does not run.</summary>
    public bool Pause(Guid batch) => SetState(batch, MigrationBatchState.Running, MigrationBatchState.Paused);

    /// <summary>Lets a paused batch go on; false when it is not paused.</summary>
    public bool Resume(Guid batch) => SetState(batch, MigrationBatchState.Paused, MigrationBatchState.Running);

    /// <summary>Takes the next item of any running batch, or of one, or ends a batch without items; false when there is none.</summary>
    public bool TakeNext(Guid? batch = null)
    {
        var (took, over) = _database.Write(t =>
        {
            var item = t.First(
                """
                SELECT i.batch_id, i.instance_id, i.to_set_id, b.renamed, b.started_by FROM migration_batch b JOIN migration_item i ON i.batch_id = b.id AND i.state = 0
                WHERE b.state = 0 AND (b.id = @batch OR @batch IS NULL) ORDER BY b.started_at, b.id, i.number LIMIT 1
                """,
                r => new Item(r.Id(0), r.Id(1), r.Number(2), r.Text(3), r.Text(4)), ("@batch", batch));
            if (item is null)
            {
                return (false, WithoutItems(t, batch));
            }

            Take(t, item);
            CrashPoint.Hit(CrashPoint.MigrationWritten);
            return (true, (List<Guid>)[]);
        });
        CrashPoint.Hit(CrashPoint.MigrationCommitted);
        over.ForEach(End);
        return took || over.Count > 0;
    }

    /// <summary>Whether a batch waits for somebody to take its next item.</summary>
    public DateTimeOffset? NextDue() => _database.Read(t => t.First("SELECT min(started_at) FROM migration_batch WHERE state = 0", r => r.InstantOrNull(0)));

    /// <summary>Reads the moved instances of a batch again and notes how they are: resolved, came back, or unknown.</summary>
    public void Look(Guid batch)
    {
        var moved = _database.Read(t => t.Query(
            "SELECT instance_id, to_set_id FROM migration_item WHERE batch_id = @batch AND state = 1 ORDER BY number", r => (Instance: r.Id(0), Set: r.Number(1)), ("@batch", batch)));
        foreach (var (instance, set) in moved)
        {
            _database.Write(t => LookAt(t, batch, instance, set));
        }
    }

    /// <summary>How far a batch is; null when there is none.</summary>
    public MigrationProgress? Progress(Guid batch) => _database.Read(t => MigrationRows.Batch(t, batch) is { } row ? new MigrationProgress(row, MigrationRows.Items(t, batch)) : null);

    /// <summary>The last batches, the newest first.</summary>
    public IReadOnlyList<MigrationProgress> Batches(int most = 20) => _database.Read(t =>
        MigrationRows.Last(t, most).ConvertAll(b => new MigrationProgress(b, MigrationRows.Items(t, b.Id))));

    private static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    private List<(Guid InstanceId, long ToSetId)> Candidates(StepTransaction transaction, string definitionId, int? limit)
    {
        var found = new List<(Guid, long)>();
        var published = transaction.Query("SELECT definition_id, set_id FROM workflow_definition WHERE is_published = 1 ORDER BY definition_id", r => (Id: r.Text(0), Set: r.NumberOrNull(1)));
        foreach (var (id, setId) in published)
        {
            if (setId is { } set && (id == definitionId || _sets.Get(transaction, set).Used.ContainsKey(definitionId)))
            {
                found.AddRange(transaction.Query(
                    "SELECT id FROM instance WHERE definition_id = @id AND (status = 0 OR sub_status = 5) AND set_id <> @set ORDER BY id LIMIT @most",
                    r => (r.Id(0), set), ("@id", id), ("@set", set), ("@most", (limit ?? int.MaxValue) - found.Count)));
            }
        }

        return found;
    }

    private void Take(StepTransaction transaction, Item item)
    {
        var renamed = JsonSerializer.Deserialize<Dictionary<string, string>>(item.Renamed)!;
        var now = _clock.Now;
        var moving = _mover.Work(transaction, item.InstanceId, item.ToSetId, renamed);
        var (state, reason) = moving switch
        {
            null => (MigrationItemState.Stayed, "Deze workflow bestaat niet meer."),
            { Stays: { } stays } => (MigrationItemState.Stayed, stays),
            { Result: { State: null } refused } => (MigrationItemState.Refused, string.Join(" ", refused.Problems.Select(p => p.Message))),
            _ => (MigrationItemState.Moved, (string?)null),
        };
        if (state == MigrationItemState.Moved)
        {
            MigratedStep.Write(transaction, moving!, new Actor(item.StartedBy, null, null), now);
        }

        transaction.Execute(
            """
            UPDATE migration_item SET state = @state, reason = @reason, from_set_id = @from, taken_at = @now
            WHERE batch_id = @batch AND instance_id = @instance AND state = 0
            """,
            ("@state", (int)state), ("@reason", reason), ("@from", moving?.Before.SetId), ("@now", now), ("@batch", item.BatchId), ("@instance", item.InstanceId));
    }

    private static List<Guid> WithoutItems(StepTransaction transaction, Guid? batch) => transaction.Query(
        """
        SELECT id FROM migration_batch WHERE state = 0 AND (id = @batch OR @batch IS NULL)
           AND NOT EXISTS (SELECT 1 FROM migration_item i WHERE i.batch_id = migration_batch.id AND i.state = 0)
        """,
        r => r.Id(0),
        ("@batch", batch));

    // It ends when everything that moved has been looked at again: whoever dies before that leaves it to the next.
    private void End(Guid batch)
    {
        Look(batch);
        _database.Write(t => t.Execute("UPDATE migration_batch SET state = 2, done_at = @now WHERE id = @id AND state = 0", ("@now", _clock.Now), ("@id", batch)));
    }

    private void LookAt(StepTransaction transaction, Guid batch, Guid instance, long set)
    {
        var (look, reason) = Judge(transaction, instance, set);
        transaction.Execute(
            "UPDATE migration_item SET look = @look, look_reason = @reason, looked_at = @now WHERE batch_id = @batch AND instance_id = @instance",
            ("@look", (int)look), ("@reason", reason), ("@now", _clock.Now), ("@batch", batch), ("@instance", instance));
    }

    private (MigrationLook, string?) Judge(StepTransaction transaction, Guid instance, long set)
    {
        LoadedInstance? loaded;
        try
        {
            loaded = InstanceStore.Load(transaction, _sets, instance);
        }
        catch (InstanceStateException)
        {
            return (MigrationLook.Unknown, "De toestand is niet leesbaar.");
        }

        if (loaded is null)
        {
            return (MigrationLook.Unknown, "Deze workflow bestaat niet meer.");
        }

        if (loaded.SetId != set)
        {
            return (MigrationLook.Unknown, "Deze workflow staat intussen in een andere versie.");
        }

        var incidents = loaded.State.Incidents.Count > 0 || loaded.State.SubStatus == WorkflowSubStatus.Faulted;
        var broken = InstanceWaits.Compare(transaction, instance, loaded.State).FirstOrDefault();
        return broken is not null ? (MigrationLook.CameBack, broken.Message) : incidents ? (MigrationLook.CameBack, "Er staat een storing open.") : (MigrationLook.Resolved, null);
    }

    private bool SetState(Guid batch, MigrationBatchState from, MigrationBatchState to) => _database.Write(t =>
    {
        t.Wake(LoopKinds.Migrations);
        return t.Execute("UPDATE migration_batch SET state = @to WHERE id = @id AND state = @from", ("@to", (int)to), ("@from", (int)from), ("@id", batch)) == 1;
    });

    private sealed record Item(Guid BatchId, Guid InstanceId, long ToSetId, string Renamed, string StartedBy);
}
