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
        Care = context.Care;
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

    /// <summary>What the host read, with what this step has written so far.</summary>
    public object? Care { get; set; }

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
