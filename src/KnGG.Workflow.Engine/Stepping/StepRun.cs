using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>
/// One step while it is being decided: a private copy of the executions, a queue, and what the step has produced so far.
/// First in, first out across the whole instance, so that branches take turns.
/// </summary>
internal sealed partial class StepRun
{
    private static readonly string[] DoneOnly = ["Done"];

    private readonly InstanceState _before;
    private readonly List<Fact> _facts = new(16);
    private readonly List<Intent> _intents = new(4);
    private readonly Queue<WorkItem> _queue = new(8);
    private readonly List<Execution> _executions;
    private int _ended;
    private int _ran;
    private IReadOnlyList<Incident> _incidents;
    private IReadOnlyList<KeptEvent> _keptEvents;
    private IReadOnlyList<Stimulus> _parked;
    private Bag _results;

    public StepRun(DefinitionSet set, InstanceState before, StepContext context)
    {
        _before = before;
        Set = set;
        Context = context;
        SubStatus = before.SubStatus;
        CorrelationId = before.CorrelationId;
        Name = before.Name;
        Input = before.Input;
        Outputs = before.Outputs;
        _incidents = before.Incidents;
        _keptEvents = before.KeptEvents;
        _parked = before.Parked;
        _results = before.Results;
        LastResult = before.LastResult;
        _executions = new List<Execution>(before.Executions.Length + 8);
        foreach (var execution in before.Executions)
        {
            var copy = execution.Copy();
            copy.Parent = execution.Parent is null ? null : _executions[execution.Parent.Index];
            Resolve(copy);
            _executions.Add(copy);
        }
    }

    public DefinitionSet Set { get; }

    public StepContext Context { get; }

    public WorkflowSubStatus SubStatus { get; private set; }

    public Guid InstanceId => _before.Id;

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public ValueMap Input { get; set; }

    public ValueMap Outputs { get; set; }

    public Value LastResult { get; set; }

    /// <summary>The activity at which this start begins, until it has begun.</summary>
    public string? Trigger { get; set; }

    public bool CareRead { get; set; }

    public bool HasEnded => SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled;

    /// <summary>Runs the queue until it is empty: every branch waits, has ended or has failed.</summary>
    public void Drain()
    {
        while (!HasEnded && _queue.TryDequeue(out var item))
        {
            // Ended executions stay in the list until there are many: removing each at once would cost a walk each time.
            if (_ended > 64 && _ended > _executions.Count / 2)
            {
                _ended -= _executions.RemoveAll(e => !e.IsLive);
            }

            var execution = item.Execution;
            if (item.Bookmark is null)
            {
                if (execution.Status != ExecutionStatus.Scheduled)
                {
                    continue;
                }

                if (++_ran > Stepper.MostActivitiesInAStep)
                {
                    Fault(execution, $"Na {Stepper.MostActivitiesInAStep} activiteiten zonder te wachten is de stap gestopt. Waarschijnlijk zit er een lus zonder uitgang in de workflow.");
                    return;
                }

                Begin(execution);
            }
            else if (execution.Status == ExecutionStatus.Running)
            {
                Wake(execution, item.Bookmark, item.Stimulus!);
            }
        }
    }

    /// <summary>The result: the next state, with only what has not ended.</summary>
    public StepResult Finish()
    {
        if (!HasEnded)
        {
            Settle();
        }

        var executions = new Execution[_executions.Count - _ended];
        var bookmarks = 0;
        var next = 0;
        foreach (var execution in _executions)
        {
            if (execution.IsLive)
            {
                execution.Index = next;
                executions[next++] = execution;
                bookmarks += execution.Bookmarks.Length;
            }
        }

        var state = new InstanceState
        {
            Id = _before.Id,
            DefinitionId = _before.DefinitionId,
            DefinitionVersionId = _before.DefinitionVersionId,
            ParentInstanceId = _before.ParentInstanceId,
            ParentBookmarkId = _before.ParentBookmarkId,
            Status = StatusNames.Coarse(SubStatus),
            SubStatus = SubStatus,
            CorrelationId = CorrelationId,
            Name = Name,
            Bookmarks = AllBookmarks(executions, bookmarks),
            Incidents = _incidents,
            KeptEvents = _keptEvents,
            Parked = _parked,
            Input = Input,
            Outputs = Outputs,
            VariableBag = Root?.Variables ?? _before.VariableBag,
            Executions = executions,
            Results = _results,
            LastResult = LastResult,
        };
        return new StepResult(state, _facts, _intents, Ignored: false, CareRead);
    }

    public Execution? Root => _executions.Count == 0 ? null : _executions[0];

    public void Tell(Fact fact) => _facts.Add(fact);

    public void Emit(Intent intent) => _intents.Add(intent);

    /// <summary>Puts a child in the queue.</summary>
    public Execution Schedule(Execution parent, BoundNode child, Bag? variables = null, bool byBackEdge = false)
    {
        var execution = new Execution
        {
            Id = Context.Ids.Next(),
            Bound = child,
            NodeId = child.Node.NodeId,
            Parent = parent,
            Variables = variables,
            ByBackEdge = byBackEdge,
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

    private void Begin(Execution execution)
    {
        execution.Status = ExecutionStatus.Running;
        var node = execution.Node.Node;
        Tell(new ActivityStarted(node.Id, node.NodeId, node.Type, execution.Id));
        var scope = new ActivityScope(this, execution);
        try
        {
            // A workflow used as an activity first reads its inputs outside.
            if (execution.Node.Definition is null)
            {
                Declare(execution);
            }

            execution.Node.Activity.Execute(scope);
        }
        catch (ActivityFault fault)
        {
            Fault(execution, fault.Message);
        }

        After(scope, execution);
    }

    private void Wake(Execution execution, Bookmark bookmark, Stimulus stimulus)
    {
        var node = execution.Node.Node;
        Tell(new ActivityResumed(node.Id, node.NodeId, node.Type, execution.Id, Waits.By(bookmark)));
        var scope = new ActivityScope(this, execution);
        try
        {
            execution.Node.Activity.Resume(scope, bookmark, stimulus);
        }
        catch (ActivityFault fault)
        {
            Fault(execution, fault.Message);
        }

        After(scope, execution);
    }

    private void After(ActivityScope scope, Execution execution)
    {
        if (execution.Detached)
        {
            // Cut loose: it has run once, and nothing may stay behind.
            Cancel(execution);
        }
        else if (execution.Status == ExecutionStatus.Running && scope.FirstNewWait is { } wait)
        {
            var node = execution.Node.Node;
            Tell(new ActivitySuspended(node.Id, node.NodeId, node.Type, execution.Id, Waits.Describe(wait)));
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

    // A state that was read from JSON, or that was made with another set, names its activities by node id.
    private void Resolve(Execution execution)
    {
        if (execution.Bound is { } bound && ReferenceEquals(bound.Root, Set.Workflow))
        {
            return;
        }

        var flow = execution.StoredFlow ?? (execution.Flow is null ? null : StoredFlow.Of(execution));
        execution.Bound = Set.Nodes.TryGetValue(execution.NodeId, out var found)
            ? found
            : throw new InstanceStateException($"De workflow heeft geen activiteit '{execution.NodeId}', terwijl deze instantie daar bezig is.");
        execution.Flow = flow?.For(found);
        execution.StoredFlow = null;
    }
}
