using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>What a stimulus does to the course of the instance: start, answer, repair, end. Each says whether it found something to do.</summary>
internal sealed partial class StepRun
{
    public bool Start(StartInstance start)
    {
        SubStatus = WorkflowSubStatus.Executing;
        Trigger = start.TriggerActivityId;
        Input = start.Input;
        TellWorkflow("Started", Value.Undefined);
        var root = new Execution
        {
            Id = InstanceId,
            Bound = Set.Workflow,
            NodeId = NodeIds.Workflow,
            Status = ExecutionStatus.Running,
            Variables = Set.Workflow.InitialVariables,
        };
        _executions.Add(root);
        BeginWorkflow(root);
        return true;
    }

    public bool CancelInstance(string reason)
    {
        EndInstance(WorkflowSubStatus.Cancelled, reason);
        return true;
    }

    public bool Answer(Guid waitId, string kind, Stimulus stimulus)
    {
        if (DropKeptEvent(waitId))
        {
            return true;
        }

        if (FindWait(waitId) is not var (execution, wait) || wait.Kind != kind)
        {
            return stimulus is ChildEnded late && Heal(late);
        }

        if (SubStatus == WorkflowSubStatus.Faulted)
        {
            return Park(stimulus, wait);
        }

        Consume(execution, wait, stimulus);
        return true;
    }

    public bool Receive(EventReceived received)
    {
        // A faulted instance takes no events, as in Elsa; whoever sent it is told.
        if (SubStatus == WorkflowSubStatus.Faulted)
        {
            return false;
        }

        var waits = new List<(Execution Execution, Bookmark Wait)>();
        foreach (var execution in _executions)
        {
            foreach (var wait in execution.Bookmarks)
            {
                if (wait.Kind == BookmarkKinds.Event && wait.Name == received.Name)
                {
                    waits.Add((execution, wait));
                }
            }
        }

        if (waits.Count == 0)
        {
            KeepEvent(received);
        }

        foreach (var (execution, wait) in waits)
        {
            Consume(execution, wait, received);
        }

        return true;
    }

    public bool Retry(Guid incidentId)
    {
        if (Reopen(incidentId, "retried") is not { } failed)
        {
            return false;
        }

        if (failed.Parent is not { } parent)
        {
            failed.Status = ExecutionStatus.Running;
            BeginWorkflow(failed);
            return true;
        }

        End(failed);
        var again = Schedule(parent, failed.Node, failed.Variables, failed.ByBackEdge);
        if (failed.Node.Container is not null)
        {
            // A loop goes on where it was; running all rounds again would do work twice.
            again.Counter = failed.Counter;
            again.Kept = failed.Kept;
        }

        TakeParked();
        return true;
    }

    public bool Skip(Guid incidentId, string? outcome)
    {
        if (Reopen(incidentId, "skipped") is not { } failed)
        {
            return false;
        }

        failed.Status = ExecutionStatus.Running;
        Complete(failed, outcome is null ? DoneOnly : [outcome]);
        if (!HasEnded)
        {
            TakeParked();
        }

        return true;
    }

    /// <summary>Ends the instance: everything in it is withdrawn in this step.</summary>
    public void EndInstance(WorkflowSubStatus how, string? reason = null)
    {
        if (HasEnded)
        {
            return;
        }

        while (how == WorkflowSubStatus.Finished && _queue.TryDequeue(out var item))
        {
            if (item.Execution is { Detached: true, Status: ExecutionStatus.Scheduled })
            {
                Begin(item.Execution);
            }
        }

        SubStatus = how;
        if (Root is { } root)
        {
            CancelChildren(root);
            DropWaits(root);
            if (root.IsLive)
            {
                End(root);
            }
        }

        foreach (var kept in _keptEvents)
        {
            Emit(new DropWait(kept.Id, BookmarkKinds.Timer, Consumed: false));
        }

        foreach (var incident in _incidents)
        {
            Emit(new CloseIncident(incident.Id, "cancelled"));
        }

        _keptEvents = [];
        _incidents = [];
        _parked = [];
        _results = Bag.Empty;
        _queue.Clear();
        TellWorkflow(
            how == WorkflowSubStatus.Cancelled ? "Canceled" : "Completed",
            reason is null ? Value.Undefined : Value.MapOf(("Reason", Value.Of(reason))));
        TellParent(reason);
    }

    public void TellWorkflow(string what, Value details) =>
        Tell(new WorkflowChanged(Set.Root.DefinitionId, NodeIds.Workflow, NodeIds.WorkflowType, InstanceId, what, details));

    private void BeginWorkflow(Execution root)
    {
        try
        {
            Input = InputValues.Arguments(Set.Root.Inputs, Input);
            Schedule(root, Set.Workflow.Children[0]);
        }
        catch (ActivityFault fault)
        {
            Fault(root, fault.Message);
        }
    }

    // Incidents decide: under the fault strategy one open incident stops the instance until it is repaired.
    private void Settle()
    {
        var faulted = _incidents.Count > 0 && Set.Root.IncidentStrategy == IncidentStrategy.Fault;
        SubStatus = faulted ? WorkflowSubStatus.Faulted : _executions.Count == 0 ? WorkflowSubStatus.Pending : WorkflowSubStatus.Suspended;
        if (faulted && _before.SubStatus != WorkflowSubStatus.Faulted)
        {
            TellWorkflow("Faulted", Value.Undefined);
            TellParent(_incidents[0].Message);
        }
    }

    private void TellParent(string? message)
    {
        if (_before is { ParentInstanceId: { } parent, ParentBookmarkId: { } wait })
        {
            Emit(new NotifyParent(parent, new ChildEnded(wait, InstanceId, SubStatus, Outputs, message)));
        }
    }

    private Execution? Reopen(Guid incidentId, string resolution)
    {
        var incident = _incidents.FirstOrDefault(i => i.Id == incidentId);
        var failed = incident is null ? null : _executions.Find(e => e.Id == incident.ActivityInstanceId && e.Status == ExecutionStatus.Faulted);
        if (failed is null)
        {
            return null;
        }

        CloseIncidents(failed, resolution);
        return failed;
    }

    private void CloseIncidents(Execution execution, string resolution)
    {
        foreach (var incident in _incidents)
        {
            if (incident.ActivityInstanceId == execution.Id)
            {
                Emit(new CloseIncident(incident.Id, resolution));
            }
        }

        _incidents = [.. _incidents.Where(i => i.ActivityInstanceId != execution.Id)];
        if (_incidents.Count == 0 && SubStatus == WorkflowSubStatus.Faulted)
        {
            SubStatus = WorkflowSubStatus.Executing;
        }
    }

    // A failed child that was repaired and ended after all: its parent's incident is over, and its outputs arrive.
    private bool Heal(ChildEnded ended)
    {
        var failed = ended.SubStatus == WorkflowSubStatus.Faulted
            ? null
            : _executions.Find(e => e.Status == ExecutionStatus.Faulted && e.Kept.Find(ended.BookmarkId.ToString("N")) >= 0);
        if (failed is null)
        {
            return false;
        }

        CloseIncidents(failed, "child-ended");
        failed.Status = ExecutionStatus.Running;
        var wait = NewWait(failed, ended.BookmarkId, BookmarkKinds.Child, null, null, Value.MapOf((Waits.ChildId, Value.Of(ended.ChildInstanceId.ToString()))));
        _queue.Enqueue(new WorkItem(failed, wait, ended));
        TakeParked();
        return true;
    }

    // While an instance is faulted nothing in it moves, but an answer that people gave or a date that came is not lost.
    private bool Park(Stimulus stimulus, Bookmark wait)
    {
        if (_parked.Any(p => Answers.WaitOf(p) == wait.Id))
        {
            return false;
        }

        _parked = [.. _parked, stimulus];
        Emit(new DropWait(wait.Id, wait.Kind, Consumed: true));
        TellWorkflow("AnswerKept", Value.MapOf(("Kind", Value.Of(wait.Kind)), ("Name", Value.Of(wait.Name))));
        return true;
    }

    private void TakeParked()
    {
        if (SubStatus == WorkflowSubStatus.Faulted)
        {
            return;
        }

        foreach (var execution in _executions)
        {
            // Left behind by a step that ran too long; everything new is already in the queue.
            if (execution.Status == ExecutionStatus.Scheduled && !_queue.Any(w => w.Execution == execution))
            {
                _queue.Enqueue(new WorkItem(execution, null, null));
            }
        }

        var parked = _parked;
        _parked = [];
        foreach (var stimulus in parked)
        {
            if (Answers.WaitOf(stimulus) is { } id && FindWait(id) is var (execution, wait))
            {
                Consume(execution, wait, stimulus, rowIsGone: true);
            }
        }
    }
}
