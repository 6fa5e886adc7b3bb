using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>The life of an execution: queued, completed, cancelled, failed.</summary>
internal sealed partial class StepRun
{
    /// <summary>Puts a child in the queue.</summary>
    public Execution Schedule(Execution parent, BoundNode child, Bag? variables = null)
    {
        var execution = new Execution
        {
            Id = Context.Ids.Next(),
            Bound = child,
            NodeId = child.Node.NodeId,
            Parent = parent,
            Variables = variables,
        };
        parent.Active++;
        _executions.Add(execution);
        _queue.Enqueue(new WorkItem(execution, null, null));
        return execution;
    }

    /// <summary>Ends an execution by outcomes and tells its container.</summary>
    public void Complete(Execution execution, string[] outcomes)
    {
        if (execution.Status != ExecutionStatus.Running)
        {
            return;
        }

        CancelChildren(execution);
        DropWaits(execution);
        if (execution.Parent is not { } parent)
        {
            EndInstance(WorkflowSubStatus.Finished);
            return;
        }

        if (!TryLeave(execution))
        {
            return;
        }

        var node = execution.Node.Node;
        End(execution);
        Tell(new ActivityCompleted(node.Id, node.NodeId, node.Type, execution.Id, outcomes));
        if (execution.Detached || parent.Status != ExecutionStatus.Running)
        {
            return;
        }

        try
        {
            parent.Node.Container!.ChildCompleted(new ActivityScope(this, parent), execution, outcomes);
        }
        catch (ActivityFault fault)
        {
            Fault(parent, fault.Message);
        }
    }

    /// <summary>Ends an execution without telling its container: what comes next is decided elsewhere.</summary>
    public void CompleteAlone(Execution execution, string[] outcomes)
    {
        var node = execution.Node.Node;
        DropWaits(execution);
        End(execution);
        Tell(new ActivityCompleted(node.Id, node.NodeId, node.Type, execution.Id, outcomes));
    }

    /// <summary>Withdraws an execution with everything inside it.</summary>
    public void Cancel(Execution execution)
    {
        if (!execution.IsLive)
        {
            return;
        }

        CancelChildren(execution);
        var node = execution.Node;
        if (execution.Status == ExecutionStatus.Faulted)
        {
            CloseIncidents(execution, "cancelled");
        }

        if (execution.Status != ExecutionStatus.Scheduled)
        {
            if (execution.Status == ExecutionStatus.Running)
            {
                node.Activity.Cancel(new ActivityScope(this, execution));
            }

            Tell(new ActivityCanceled(node.Node.Id, node.Node.NodeId, node.Node.Type, execution.Id));
        }

        DropWaits(execution);
        End(execution);
    }

    /// <summary>Withdraws everything inside an execution.</summary>
    public void CancelChildren(Execution execution)
    {
        // Backwards: what began last goes first. The list may grow meanwhile, never before the place we are at.
        for (var i = _executions.Count - 1; i >= 0 && execution.Active > 0; i--)
        {
            if (_executions[i].Parent == execution && _executions[i] is { IsLive: true, Detached: false })
            {
                Cancel(_executions[i]);
            }
        }
    }

    /// <summary>The executions inside one that have not ended, in the order in which they began.</summary>
    public List<Execution> LiveChildren(Execution parent) => _executions.FindAll(e => e.Parent == parent && e.IsLive);

    /// <summary>Whether an execution inside a flowchart that has not ended stands at one of these places.</summary>
    public bool IsAnyLive(Execution flowchart, bool[] places)
    {
        foreach (var execution in _executions)
        {
            if (execution.Parent == flowchart && execution.IsLive && places[execution.Node.Place])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Turns an execution into an incident. It keeps its place, so that its container waits for the repair.</summary>
    public void Fault(Execution execution, string message)
    {
        if (execution.Status is ExecutionStatus.Ended or ExecutionStatus.Faulted)
        {
            return;
        }

        DropWaits(execution);
        execution.Status = ExecutionStatus.Faulted;
        var node = execution.Node.Node;
        var incident = new Incident(Context.Ids.Next(), node.Id, node.NodeId, node.Type, execution.Id, message, Context.Now);
        _incidents = [.. _incidents, incident];
        Tell(new ActivityFaulted(node.Id, node.NodeId, node.Type, execution.Id, message));
        Emit(new OpenIncident(incident));
    }

    /// <summary>Turns an execution that has just completed into an incident: what should follow it cannot.</summary>
    public void FaultCompleted(Execution execution, string message)
    {
        execution.Status = ExecutionStatus.Running;
        execution.Parent!.Active++;
        _ended--;
        Fault(execution, message);
    }

    /// <summary>Gives an execution the variables that its activity declares, beside those that its container gave it.</summary>
    public static void Declare(Execution execution)
    {
        if (execution.Node.InitialVariables is { } declared)
        {
            execution.Variables = execution.Variables is { } given ? given.With(declared) : declared;
        }
    }

    /// <summary>Lets what is already queued inside an execution run once more, by itself: what a Break leaves of a Fork.</summary>
    public void Detach(Execution container)
    {
        foreach (var execution in _executions)
        {
            if (execution.Status != ExecutionStatus.Scheduled || execution.Detached)
            {
                continue;
            }

            for (var at = execution.Parent; at is not null; at = at.Parent)
            {
                if (at == container)
                {
                    execution.Detached = true;
                    execution.Parent!.Active--;
                    break;
                }
            }
        }
    }

    public void KeepResult(BoundNode node, string output, Value value)
    {
        // What people filled in has no place in the state unless an expression asks for it.
        if (!Set.KeepsResults)
        {
            return;
        }

        LastResult = value;
        var known = _results.Find(node.Node.Id);
        var map = known < 0 ? ValueMap.Empty : _results.At(known).AsMap;
        _results = _results.With(node.Node.Id, Value.Of(map.With(output, value)));
    }

    public bool TryGetResult(string activity, string? output, out Value value)
    {
        value = Value.Undefined;
        var place = _results.Find(activity);
        if (place < 0 && Set.IdsByName.TryGetValue(activity, out var id))
        {
            place = _results.Find(id);
        }

        return place >= 0 && _results.At(place).AsMap.TryGetValue(output ?? "Result", out value);
    }

    // A container hands its outputs on before it ends; one that does not fit its variable is a fault.
    private bool TryLeave(Execution execution)
    {
        if (execution.Node.Container is not { } container)
        {
            return true;
        }

        try
        {
            container.Leaving(new ActivityScope(this, execution));
            return true;
        }
        catch (ActivityFault fault)
        {
            Fault(execution, fault.Message);
            return false;
        }
    }

    private void End(Execution execution)
    {
        execution.Status = ExecutionStatus.Ended;
        _ended++;
        if (execution is { Parent: { } parent, Detached: false })
        {
            parent.Active--;
        }
    }
}
