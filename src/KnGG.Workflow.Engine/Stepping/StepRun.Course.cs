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

    /// <summary>Asks every activity that waits what a period of rest means for its moments. A faulted instance is asked too: its waits stay.</summary>
    public bool Postpone(Postpone period)
    {
        foreach (var execution in _executions.FindAll(e => e is { Status: ExecutionStatus.Running, Bookmarks.Length: > 0 }))
        {
            var scope = new ActivityScope(this, execution);
            try
            {
                execution.Node.Activity.Postponed(scope, period);
            }
            catch (ActivityFault fault)
            {
                Fault(execution, fault.Message);
            }
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

        // What a Break cut loose still runs once, also when nothing comes after it.
        while (how == WorkflowSubStatus.Finished && _queue.TryDequeue(out var item))
        {
            if (item.Execution is { Detached: true, Status: ExecutionStatus.Scheduled })
            {
                Begin(item.Execution);
            }
        }

        if (HasEnded)
        {
            return;
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
}
