using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>The waits of the instance: made, taken, withdrawn; and the events that nobody waited for yet.</summary>
internal sealed partial class StepRun
{
    /// <summary>How long an event without a taker is kept.</summary>
    public static readonly TimeSpan EventsAreKept = TimeSpan.FromHours(24);

    /// <summary>The tag of the timer that ends a kept event.</summary>
    public const string KeptEventTag = "kept-event";

    public Bookmark AddWait(Execution execution, Guid id, string kind, string? name, DateTimeOffset? dueAt, Value payload)
    {
        if (execution.Status != ExecutionStatus.Running)
        {
            throw new InvalidOperationException($"Activity {execution.NodeId} has ended and cannot wait.");
        }

        var wait = NewWait(execution, id, kind, name, dueAt, payload);
        execution.Bookmarks = [.. execution.Bookmarks, wait];
        return wait;
    }

    /// <summary>Takes a kept event of this name for an execution that begins to wait for it; null when there is none.</summary>
    public Guid? TakeKeptEvent(Execution execution, string name, Value payload)
    {
        for (var i = 0; i < _keptEvents.Count; i++)
        {
            var kept = _keptEvents[i];
            if (kept.Name != name)
            {
                continue;
            }

            _keptEvents = [.. _keptEvents.Where(k => k != kept)];
            Emit(new DropWait(kept.Id, BookmarkKinds.Timer, Consumed: false));
            var wait = NewWait(execution, Context.Ids.Next(), BookmarkKinds.Event, name, null, payload);
            _queue.Enqueue(new WorkItem(execution, wait, new EventReceived(name, kept.Payload)));
            return wait.Id;
        }

        return null;
    }

    public void DropWait(Execution execution, Guid id)
    {
        var wait = Array.Find(execution.Bookmarks, b => b.Id == id);
        if (wait is not null)
        {
            execution.Bookmarks = Array.FindAll(execution.Bookmarks, b => b.Id != id);
            Withdraw(wait);
        }
    }

    private static Bookmark NewWait(Execution execution, Guid id, string kind, string? name, DateTimeOffset? dueAt, Value payload) =>
        new(id, kind, name, execution.Node.Node.Id, execution.NodeId, execution.Id, dueAt, payload);

    private void DropWaits(Execution execution)
    {
        var waits = execution.Bookmarks;
        if (waits.Length == 0)
        {
            return;
        }

        execution.Bookmarks = [];
        foreach (var wait in waits)
        {
            Withdraw(wait);
        }
    }

    private void Withdraw(Bookmark wait)
    {
        if (_parked.Count > 0 && _parked.Any(p => p.WaitId == wait.Id))
        {
            // Its row went when the answer was parked.
            _parked = [.. _parked.Where(p => p.WaitId != wait.Id)];
            return;
        }

        Emit(new DropWait(wait.Id, wait.Kind, Consumed: false));
        if (wait.Kind == BookmarkKinds.Child && Waits.ChildOf(wait) is { } child)
        {
            Emit(new CancelChild(child, "De activiteit die op deze workflow wachtte, is ingetrokken."));
        }
    }

    private (Execution Execution, Bookmark Wait)? FindWait(Guid id)
    {
        foreach (var execution in _executions)
        {
            foreach (var wait in execution.Bookmarks)
            {
                if (wait.Id == id)
                {
                    return (execution, wait);
                }
            }
        }

        return null;
    }

    private void Consume(Execution execution, Bookmark wait, Stimulus stimulus, bool rowIsGone = false)
    {
        execution.Bookmarks = execution.Bookmarks.Length == 1 ? [] : Array.FindAll(execution.Bookmarks, b => b.Id != wait.Id);
        if (!rowIsGone)
        {
            Emit(new DropWait(wait.Id, wait.Kind, Consumed: true));
        }

        _queue.Enqueue(new WorkItem(execution, wait, stimulus));
    }

    private void KeepEvent(EventReceived received)
    {
        var kept = new KeptEvent(Context.Ids.Next(), received.Name, received.Payload, Context.Now + EventsAreKept);
        _keptEvents = [.. _keptEvents, kept];
        Emit(new SetTimer(kept.Id, kept.Until, Set.Root.DefinitionId));
        TellWorkflow("EventKept", Value.MapOf(("Name", Value.Of(kept.Name)), ("Until", Value.Of(kept.Until))));
    }

    private bool DropKeptEvent(Guid timer)
    {
        foreach (var kept in _keptEvents)
        {
            if (kept.Id == timer)
            {
                _keptEvents = [.. _keptEvents.Where(k => k != kept)];
                Emit(new DropWait(kept.Id, BookmarkKinds.Timer, Consumed: true));
                TellWorkflow("EventDropped", Value.MapOf(("Name", Value.Of(kept.Name))));
                return true;
            }
        }

        return false;
    }

    private Bookmark[] AllBookmarks(Execution[] executions, int count)
    {
        if (count + _keptEvents.Count == 0)
        {
            return [];
        }

        var all = new Bookmark[count + _keptEvents.Count];
        var next = 0;
        foreach (var execution in executions)
        {
            foreach (var wait in execution.Bookmarks)
            {
                all[next++] = wait;
            }
        }

        foreach (var kept in _keptEvents)
        {
            all[next++] = TimerOf(kept, Set.Root.DefinitionId, InstanceId);
        }

        return all;
    }

    internal static Bookmark TimerOf(KeptEvent kept, string definitionId, Guid instanceId) =>
        new(kept.Id, BookmarkKinds.Timer, KeptEventTag, definitionId, NodeIds.Workflow, instanceId, kept.Until, Value.Undefined);
}
