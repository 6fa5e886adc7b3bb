using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Repairs;

/// <summary>
/// Repairs stuck trajectories, one or many. A repair is rows; each child is repaired in a transaction of its own, so a process that dies at
/// any moment has repaired a child or has not, and another one goes on. Afterwards each is read again: resolved, came back, or unknown.
/// </summary>
public sealed class RepairDesk
{
    /// <summary>At most so many trajectories in one repair.</summary>
    public const int Most = 10_000;

    private const string Purpose = "herstel van een traject dat vastloopt";

    // So long the second look waits for the work that the repair started.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly StuckList _stuck;

    /// <summary>Made by dependency injection.</summary>
    public RepairDesk(StepDatabase database, ServiceClock clock, StuckList stuck) => (_database, _clock, _stuck) = (database, clock, stuck);

    /// <summary>What would happen to each child. Writes nothing.</summary>
    public RepairPreview Preview(RepairWish wish, StuckReader reader, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var chosen = Chosen(wish, reader);
        var now = _clock.Now;
        return _database.Read(t => new RepairPreview(wish.Action, [.. chosen.Select(id => Forecast(t, wish.Action, id, reader, actor, now))]));
    }

    /// <summary>Makes a repair of every child of the preview; null when it would do nothing. Children are taken by <see cref="TakeNext"/>.</summary>
    public Guid? Start(RepairWish wish, StuckReader reader, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var chosen = Chosen(wish, reader);
        var now = _clock.Now;
        return _database.Write(t =>
        {
            var items = chosen.Select(id => Forecast(t, wish.Action, id, reader, actor, now)).ToList();
            if (!items.Exists(i => i.Will))
            {
                return (Guid?)null;
            }

            var id = Ids.New(now);
            t.Execute(
                "INSERT INTO repair_batch (id, action, state, started_by, account_id, started_at) VALUES (@id, @action, 0, @by, @account, @now)",
                ("@id", id), ("@action", wish.Action), ("@by", ActorJson.Write(actor) ?? ""), ("@account", reader.AccountId), ("@now", now));
            for (var i = 0; i < items.Count; i++)
            {
                t.Execute(
                    """
                    INSERT INTO repair_item (batch_id, trajectory_id, number, cause, state, reason, look) VALUES (@batch, @trajectory, @number, @cause, @state, @reason, 0)
                    """,
                    ("@batch", id), ("@trajectory", items[i].TrajectoryId), ("@number", i + 1), ("@cause", items[i].Cause),
                    ("@state", (int)(items[i].Will ? RepairItemState.Pending : RepairItemState.Refused)), ("@reason", items[i].Will ? null : items[i].Text));
            }

            t.Wake(LoopKinds.Repairs);
            return id;
        });
    }

    /// <summary>Stops a running repair for now; false when it does not run.</summary>
    public bool Pause(Guid batch) => SetState(batch, RepairState.Running, RepairState.Paused);

    /// <summary>Lets a paused repair go on; false when it is not paused.</summary>
    public bool Resume(Guid batch) => SetState(batch, RepairState.Paused, RepairState.Running);

    /// <summary>Looks once more at every child that was repaired; false when the repair is not done.</summary>
    public bool LookAgain(Guid batch) => _database.Write(t =>
    {
        t.Wake(LoopKinds.Repairs);
        return t.Execute(
                "UPDATE repair_batch SET state = 2, looking_since = @now, done_at = NULL WHERE id = @id AND state = 3", ("@now", _clock.RealNow), ("@id", batch)) == 1
            && t.Execute("UPDATE repair_item SET look = 0 WHERE batch_id = @id AND state = 1", ("@id", batch)) >= 0;
    });

    /// <summary>Takes the next child of any running repair; false when there is none.</summary>
    public bool TakeNext()
    {
        var took = _database.Write(t =>
        {
            var item = t.First(
                """
                SELECT i.batch_id, i.trajectory_id, b.action, b.started_by FROM repair_batch b JOIN repair_item i ON i.batch_id = b.id AND i.state = 0
                WHERE b.state = 0 ORDER BY b.started_at, b.id, i.number LIMIT 1
                """,
                r => new Item(r.Id(0), r.Id(1), r.Text(2), r.Text(3)));
            if (item is null)
            {
                return t.Execute(
                    "UPDATE repair_batch SET state = 2, looking_since = @now WHERE state = 0 AND NOT EXISTS (SELECT 1 FROM repair_item i WHERE i.batch_id = repair_batch.id AND i.state = 0)",
                    ("@now", _clock.RealNow)) > 0;
            }

            Take(t, item);
            CrashPoint.Hit(CrashPoint.RepairWritten);
            return true;
        });
        CrashPoint.Hit(CrashPoint.RepairCommitted);
        return took;
    }

    /// <summary>Reads the next repaired child again, when what the repair started has been done; false when there is none to look at yet.</summary>
    public bool LookNext() => _database.Write(t =>
    {
        var now = _clock.Now;
        foreach (var (batch, action, since) in t.Query(
            "SELECT id, action, looking_since FROM repair_batch WHERE state = 2 ORDER BY started_at, id", r => (r.Id(0), r.Text(1), r.Instant(2))))
        {
            var late = _clock.RealNow - since > Patience;
            var waiting = false;
            foreach (var item in RepairRows.Items(t, batch).Where(i => i is { State: RepairItemState.Applied, Look: RepairLook.None }))
            {
                var busy = IsBusy(t, item.TrajectoryId, now);
                if (busy && !late)
                {
                    waiting = true;
                    continue;
                }

                var (look, reason) = busy ? (RepairLook.Unknown, "Wat het herstel in gang zette, is nog niet klaar.") : Judge(t, item, action, now);
                t.Execute(
                    "UPDATE repair_item SET look = @look, look_reason = @reason, looked_at = @now WHERE batch_id = @batch AND trajectory_id = @trajectory",
                    ("@look", (int)look), ("@reason", reason), ("@now", now), ("@batch", batch), ("@trajectory", item.TrajectoryId));
                return true;
            }

            if (!waiting)
            {
                return t.Execute("UPDATE repair_batch SET state = 3, done_at = @now WHERE id = @batch AND state = 2", ("@now", now), ("@batch", batch)) == 1;
            }
        }

        return false;
    });

    /// <summary>Whether a repair waits for somebody to go on with it.</summary>
    public DateTimeOffset? NextDue() => _database.Read(t => t.First("SELECT min(started_at) FROM repair_batch WHERE state IN (0, 2)", r => r.InstantOrNull(0)));

    /// <summary>How far a repair is; null when there is none, or when it was started by somebody else and the reader does not look after the process.</summary>
    public RepairProgress? Progress(Guid batch, StuckReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return _database.Read(t => RepairRows.Batch(t, batch) is { } row && (reader.SeesProcess || row.AccountId == reader.AccountId)
            ? new RepairProgress(row, RepairRows.Items(t, batch))
            : null);
    }

    /// <summary>The last repairs, the newest first.</summary>
    public IReadOnlyList<RepairProgress> Batches(int most = 10) => _database.Read(t => RepairRows.Last(t, most).ConvertAll(b => new RepairProgress(b, RepairRows.Items(t, b.Id))));

    private List<Guid> Chosen(RepairWish wish, StuckReader reader)
    {
        if (wish.Trajectories is { } named)
        {
            return [.. named.Distinct().Take(Most)];
        }

        if (!reader.SeesProcess)
        {
            return [];
        }

        var chosen = new List<Guid>();
        for (var page = 1; chosen.Count < Most && _stuck.Page(wish.Filter, page, 200).Items is { Count: > 0 } lines; page++)
        {
            chosen.AddRange(lines.Select(l => l.TrajectoryId));
        }

        return chosen;
    }

    // Hidden is the same as not there: nobody learns from a repair that a trajectory exists.
    private RepairForecast Forecast(StepTransaction transaction, string action, Guid id, StuckReader reader, Actor actor, DateTimeOffset now)
    {
        if ((!reader.SeesProcess && !TrajectoryList.IsVisible(transaction, id, reader.AccountId)) || _stuck.Of(transaction, id, reader, now) is not { } state)
        {
            return new RepairForecast(id, "", false, "Er is geen lopend traject met dit nummer.");
        }

        if (state.Cause is not { } cause)
        {
            return new RepairForecast(id, "", false, "Dit traject loopt niet vast.");
        }

        if (!state.Actions.Contains(action) && !state.Others.Any(o => StuckActions.Against(o).Contains(action) && reader.SeesProcess))
        {
            return new RepairForecast(id, cause, false, StuckActions.Against(cause).Contains(action) ? "U mag dit bij dit traject niet doen." : "Dit helpt niet tegen deze oorzaak.");
        }

        var plan = RepairPlan.For(transaction, action, id, actor, now);
        return new RepairForecast(id, cause, plan.Will, plan.Text);
    }

    private void Take(StepTransaction transaction, Item item)
    {
        var now = _clock.Now;
        var actor = item.StartedBy.Length == 0 ? Actor.System : ActorJson.Read(item.StartedBy);
        var plan = RepairPlan.For(transaction, item.Action, item.TrajectoryId, actor, now);
        foreach (var write in plan.Writes)
        {
            write(transaction);
        }

        var state = plan.Will ? RepairItemState.Applied : StuckList.IsStuck(transaction, item.TrajectoryId, now) ? RepairItemState.Refused : RepairItemState.NotNeeded;
        transaction.Execute(
            "UPDATE repair_item SET state = @state, reason = @reason, taken_at = @now WHERE batch_id = @batch AND trajectory_id = @trajectory AND state = 0",
            ("@state", (int)state), ("@reason", plan.Text), ("@now", now), ("@batch", item.BatchId), ("@trajectory", item.TrajectoryId));
        if (plan.Will)
        {
            AuditLog.Write(transaction, item.TrajectoryId, actor, now, new AuditEntry("write", "herstel: " + item.Action, Purpose));
        }
    }

    // What the repair started: a step that is due, a mail on its way, a move to another version.
    private static bool IsBusy(StepTransaction transaction, Guid trajectory, DateTimeOffset now) => transaction.First(
        """
        SELECT 1 FROM instance i WHERE i.trajectory_id = @id AND (
            EXISTS (SELECT 1 FROM stimulus s WHERE s.instance_id = i.id AND s.state = 0 AND s.due_at <= @now)
            OR EXISTS (SELECT 1 FROM migration_item m JOIN migration_batch b ON b.id = m.batch_id AND b.state = 0 WHERE m.instance_id = i.id AND m.state = 0))
        UNION ALL
        SELECT 1 FROM incident i JOIN mail m ON m.id = i.mail_id WHERE i.trajectory_id = @id AND m.state IN (0, 1, 3)
        LIMIT 1
        """,
        r => true, ("@id", trajectory), ("@now", now));

    private static (RepairLook Look, string? Reason) Judge(StepTransaction transaction, RepairItemRow item, string action, DateTimeOffset now)
    {
        if (transaction.First("SELECT is_open FROM trajectory WHERE id = @id", r => (bool?)r.Flag(0), ("@id", item.TrajectoryId)) is not { } open)
        {
            return (RepairLook.Unknown, "Dit traject bestaat niet meer.");
        }

        if (!open || StuckList.CausesOf(transaction, item.TrajectoryId, now).TrueForAll(f => f.Cause != item.Cause))
        {
            return (RepairLook.Resolved, null);
        }

        return action == StuckActions.Remind
            ? (RepairLook.Unknown, "De herinnering is verstuurd; nu is een mens aan zet.")
            : (RepairLook.CameBack, $"Het loopt weer vast: {StuckCauses.Find(item.Cause)?.Name ?? item.Cause}.");
    }

    private bool SetState(Guid batch, RepairState from, RepairState to) => _database.Write(t =>
    {
        t.Wake(LoopKinds.Repairs);
        return t.Execute("UPDATE repair_batch SET state = @to WHERE id = @id AND state = @from", ("@to", (int)to), ("@from", (int)from), ("@id", batch)) == 1;
    });

    private sealed record Item(Guid BatchId, Guid TrajectoryId, string Action, string StartedBy);
}
