using System.Collections.Frozen;
using System.Security.Cryptography;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Writes everything that one decision gave, always in the same order of tables: state, record, stimulus, intents, audit.</summary>
internal sealed class StepCommit
{
    private readonly InstanceStarter _starter;
    private readonly IncidentWriter _incidents;
    private readonly ICareRows _care;
    private readonly FrozenDictionary<Type, IIntentWriter> _writers;

    public StepCommit(InstanceStarter starter, IncidentWriter incidents, ICareRows care, IEnumerable<IIntentWriter> writers)
    {
        _starter = starter;
        _incidents = incidents;
        _care = care;
        _writers = writers.ToFrozenDictionary(w => w.Intent);
    }

    public void Write(StepTransaction transaction, ClaimedStimulus? claimed, Stimulus stimulus, LoadedInstance before, StepContext context, StepResult result)
    {
        if (claimed is not null)
        {
            StimulusClaim.Consume(transaction, claimed, before.Version);
        }

        if (result.Ignored && result.Facts.Count == 0 && result.Intents.Count == 0)
        {
            return;
        }

        var json = EngineDoor.WriteState(result.State);
        InstanceStore.Update(transaction, before, result.State, json, result.Facts.Count, context.Now);
        WriteRecord(transaction, stimulus, before, context, result, json);
        var origin = new IntentOrigin(
            before.State.Id, before.State.DefinitionId, InstanceStore.TrajectoryOf(result.State), context.Now, context.Actor, context.Ids);
        var touchesFile = result.CareRead;
        foreach (var intent in result.Intents)
        {
            touchesFile |= intent is HostIntent;
            Write(transaction, origin, result.State, intent);
        }

        CloseIncidentsOfEnded(transaction, before, result.State, context);
        if (touchesFile && origin.TrajectoryId is { } trajectory)
        {
            AuditLog.Write(transaction, trajectory, context.Actor, context.Now, new AuditEntry(
                result.CareRead ? "read+write" : "write", "stap " + (before.Version + 1) + " van " + before.State.DefinitionId, "uitvoering van de ketenaanpak"));
        }
    }

    private void WriteRecord(StepTransaction transaction, Stimulus stimulus, LoadedInstance before, StepContext context, StepResult result, byte[] state)
    {
        var (kind, bookmarkId, payload) = StoredStimulus.Write(stimulus);
        transaction.Send(
            """
            INSERT INTO step (instance_id, number, started, at, set_id, kind, bookmark_id, payload, actor, id_seed, care, state_hash, first_fact, fact_count, facts)
            VALUES (@instance_id, @number, @started, @at, @set_id, @kind, @bookmark_id, @payload, @actor, @id_seed, @care, @state_hash, @first_fact, @fact_count, @facts)
            """,
            ("@instance_id", before.State.Id), ("@number", before.Version + 1), ("@started", before.CreatedAt), ("@at", context.Now), ("@set_id", before.SetId), ("@kind", kind),
            ("@bookmark_id", bookmarkId), ("@payload", payload), ("@actor", ActorJson.Write(context.Actor)), ("@id_seed", context.Ids.Seed),
            ("@care", result.CareRead && context.Care is { } care ? _care.Store(care) : null), ("@state_hash", SHA256.HashData(state)),
            ("@first_fact", before.FactCount + 1), ("@fact_count", result.Facts.Count), ("@facts", Journal.Pack(result.Facts)));
    }

    private void Write(StepTransaction transaction, IntentOrigin origin, InstanceState state, Intent intent)
    {
        switch (intent)
        {
            case SetTimer timer:
                StimulusWriter.Insert(transaction, origin.InstanceId, timer.DueAt, StoredStimulus.Timer, timer.BookmarkId, null, null);
                break;
            case OpenTask task:
                TaskWrites.OpenPlain(transaction, origin, task);
                break;
            case AwaitEvent wait:
                EventDelivery.Await(transaction, origin.InstanceId, state.CorrelationId, wait.BookmarkId, wait.Name, wait.ActivityId, origin.Now);
                break;
            case DropWait drop:
                Drop(transaction, drop, origin.Now);
                break;
            case StartChild child:
                Start(transaction, origin, state, child);
                break;
            case CancelChild cancel:
                transaction.CancelInStep(cancel.ChildId, cancel.Reason);
                break;
            case NotifyParent notify:
                StimulusWriter.Add(transaction, notify.ParentInstanceId, notify.Ended, origin.Actor, origin.Now);
                break;
            case PublishEventIntent { Local: true } local:
                EventDelivery.Send(transaction, origin.InstanceId, local.Name, local.Payload, origin.Actor, origin.Now);
                break;
            case PublishEventIntent published:
                EventDelivery.Publish(transaction, published.Name, published.Payload, published.CorrelationId, origin.Actor, origin.Now);
                break;
            case OpenIncident open:
                _incidents.Open(transaction, open.Incident, origin.InstanceId, origin.TrajectoryId);
                break;
            case CloseIncident close:
                IncidentWriter.Close(transaction, close.IncidentId, close.Resolution, origin.Actor, origin.Now);
                break;
            case HostIntent host:
                WriterOf(host).Write(transaction, origin, host);
                break;
            default:
                throw new NotSupportedException($"Nothing writes an intent of type {intent.GetType().Name}.");
        }
    }

    private IIntentWriter WriterOf(HostIntent intent) => _writers.TryGetValue(intent.GetType(), out var writer)
        ? writer
        : throw new NotSupportedException($"No writer is registered for an intent of type {intent.GetType().Name}.");

    private static void Drop(StepTransaction transaction, DropWait drop, DateTimeOffset now)
    {
        switch (drop.Kind)
        {
            // The row of a timer that has come is the stimulus itself, which this commit consumes.
            case BookmarkKinds.Timer when !drop.Consumed:
                StimulusWriter.DropTimer(transaction, drop.BookmarkId);
                break;
            case BookmarkKinds.Task when !drop.Consumed:
                TaskWrites.Withdraw(transaction, drop.BookmarkId, now);
                break;
            case BookmarkKinds.Event:
                transaction.Send("DELETE FROM event_wait WHERE bookmark_id = @bookmark_id", ("@bookmark_id", drop.BookmarkId));
                break;
        }
    }

    private void Start(StepTransaction transaction, IntentOrigin origin, InstanceState state, StartChild child)
    {
        var correlation = child.CorrelationId ?? state.CorrelationId;
        if (_starter.StartAs(transaction, child.ChildId, child.DefinitionId, child.Input, correlation, (origin.InstanceId, child.BookmarkId), origin.Actor, origin.Now))
        {
            return;
        }

        var message = $"Workflow '{child.DefinitionId}' kan niet starten: er is geen gepubliceerde versie van.";
        if (child.BookmarkId is { } bookmark)
        {
            StimulusWriter.Add(
                transaction, origin.InstanceId, new ChildEnded(bookmark, child.ChildId, WorkflowSubStatus.Faulted, ValueMap.Empty, message), Actor.System, origin.Now);
        }
        else
        {
            _incidents.ChildMissing(transaction, origin.InstanceId, origin.TrajectoryId, child.ActivityId, message, origin.Now);
        }
    }

    // An instance that was ended has nothing left to repair; a faulted one keeps its incidents.
    private static void CloseIncidentsOfEnded(StepTransaction transaction, LoadedInstance before, InstanceState state, StepContext context)
    {
        if (before.State.Incidents.Count > 0 && state is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted })
        {
            transaction.Send(
                """
                UPDATE incident SET closed_at = @now, closed_by = @by, resolution = 'ended'
                WHERE instance_id = @instance_id AND kind = 'activity' AND closed_at IS NULL
                """,
                ("@now", context.Now), ("@by", context.Actor.Id), ("@instance_id", state.Id));
        }
    }
}
