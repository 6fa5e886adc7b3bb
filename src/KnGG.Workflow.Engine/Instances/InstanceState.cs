using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>Where an instance stands: status, waits, variables, running executions. Immutable; <see cref="Stepping.Stepper"/> makes the next one.</summary>
public sealed partial class InstanceState
{
    /// <summary>The instance's id.</summary>
    public Guid Id { get; internal init; }

    /// <summary>Definition that runs.</summary>
    public string DefinitionId { get; internal init; } = "";

    /// <summary>Version of it to which the instance is pinned.</summary>
    public string DefinitionVersionId { get; internal init; } = "";

    /// <summary>Running or finished.</summary>
    public WorkflowStatus Status { get; internal init; }

    /// <summary>How exactly.</summary>
    public WorkflowSubStatus SubStatus { get; internal init; }

    /// <summary>Correlation id; for care the trajectory id.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>Name set by SetName, or null.</summary>
    public string? Name { get; internal init; }

    /// <summary>The instance that started this one, or null.</summary>
    public Guid? ParentInstanceId { get; internal init; }

    /// <summary>The parent's wait for this instance, or null when it does not wait.</summary>
    public Guid? ParentBookmarkId { get; internal init; }

    /// <summary>The waits, those of kept events included.</summary>
    public IReadOnlyList<Bookmark> Bookmarks { get; internal init; } = [];

    /// <summary>Open incidents.</summary>
    public IReadOnlyList<Incident> Incidents { get; internal init; } = [];

    /// <summary>Events that came before anyone waited for them.</summary>
    public IReadOnlyList<KeptEvent> KeptEvents { get; internal init; } = [];

    /// <summary>Answers that came while the instance was faulted; they are taken when its incidents are repaired.</summary>
    public IReadOnlyList<Stimulus> Parked { get; internal init; } = [];

    /// <summary>Inputs the instance was started with.</summary>
    public ValueMap Input { get; internal init; } = ValueMap.Empty;

    /// <summary>Outputs set so far.</summary>
    public ValueMap Outputs { get; internal init; } = ValueMap.Empty;

    /// <summary>Values of the workflow's own variables, by name.</summary>
    public ValueMap Variables => VariableBag.ToMap();

    internal Bag VariableBag { get; init; } = Bag.Empty;

    /// <summary>What has not ended; parents stand before their children, the workflow itself comes first.</summary>
    internal Execution[] Executions { get; init; } = [];

    /// <summary>The last outputs of activities by id, when an expression of the definition may ask for them.</summary>
    internal Bag Results { get; init; } = Bag.Empty;

    /// <summary>What the activity that ended last gave as its result.</summary>
    internal Value LastResult { get; init; } = Value.Null;
}
