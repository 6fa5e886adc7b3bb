using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// One execution of an activity that has not ended. Changed only by the step that owns it: a step copies the executions of
/// the state it starts from, and what it leaves behind is never changed again.
/// </summary>
internal sealed class Execution
{
    public Guid Id { get; init; }

    /// <summary>The activity; resolved from <see cref="NodeId"/> when the state was read from JSON.</summary>
    public BoundNode? Bound { get; set; }

    public string NodeId { get; init; } = "";

    public Execution? Parent { get; set; }

    /// <summary>Place in the state's list; only valid in a finished state.</summary>
    public int Index { get; set; }

    public ExecutionStatus Status { get; set; }

    /// <summary>Children that have not ended, failed ones included.</summary>
    public int Active { get; set; }

    /// <summary>Whether a Break reached it, so that it ends after the activity that runs now.</summary>
    public bool Breaking { get; set; }

    /// <summary>Cut loose by a Break in a Fork: it runs once and nothing follows from it. Never stored.</summary>
    public bool Detached { get; set; }

    /// <summary>How far a container is: the next child, the current round.</summary>
    public int Counter { get; set; }

    /// <summary>The variables of this scope, or null when it has none.</summary>
    public Bag? Variables { get; set; }

    /// <summary>What the activity keeps for itself.</summary>
    public Bag Kept { get; set; } = Bag.Empty;

    /// <summary>The inputs of a workflow used as an activity.</summary>
    public ValueMap Input { get; set; } = ValueMap.Empty;

    /// <summary>The outputs of a workflow used as an activity, so far.</summary>
    public ValueMap Outputs { get; set; } = ValueMap.Empty;

    public FlowState? Flow { get; set; }

    /// <summary>The flowchart's state as it was read, until the activity is resolved.</summary>
    public StoredFlow? StoredFlow { get; set; }

    public Bookmark[] Bookmarks { get; set; } = [];

    public BoundNode Node => Bound!;

    public bool IsLive => Status != ExecutionStatus.Ended;

    /// <summary>A copy for the next step; its parent is set by the caller.</summary>
    public Execution Copy() => (Execution)MemberwiseClone();
}
