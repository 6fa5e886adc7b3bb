using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping.Facts;

/// <summary>Something that happened in a step: one line of the journal. A closed family; each kind has a stored name of its own.</summary>
/// <param name="ActivityId">The activity, or the definition id for facts of the workflow itself.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution of it.</param>
public abstract record Fact(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId)
{
    /// <summary>The event's name in the journal: Started, Completed, Suspended, Resumed, Canceled, Faulted, or one of our own.</summary>
    public abstract string Event { get; }

    /// <summary>What belongs to it, for the journal; a map.</summary>
    public virtual Value Data => Value.Undefined;
}

/// <summary>An activity began.</summary>
public sealed record ActivityStarted(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Started";
}

/// <summary>An activity ended by its own account.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Outcomes">The outcomes by which it left.</param>
public sealed record ActivityCompleted(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, IReadOnlyList<string> Outcomes)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Completed";

    /// <inheritdoc/>
    public override Value Data => Value.MapOf(("Outcomes", Value.Of((IReadOnlyList<Value>)[.. Outcomes.Select(o => Value.Of(o))])));
}

/// <summary>An activity waits.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Wait">What it waits for: kind, name, due time.</param>
public sealed record ActivitySuspended(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, Value Wait)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Suspended";

    /// <inheritdoc/>
    public override Value Data => Wait;
}

/// <summary>A waiting activity was woken.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="By">By what: kind and name; never the values that came with it.</param>
public sealed record ActivityResumed(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, Value By)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Resumed";

    /// <inheritdoc/>
    public override Value Data => By;
}

/// <summary>An activity was withdrawn before its end.</summary>
public sealed record ActivityCanceled(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Canceled";
}

/// <summary>An activity failed.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Message">What went wrong, in Dutch.</param>
public sealed record ActivityFaulted(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, string Message)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Faulted";

    /// <inheritdoc/>
    public override Value Data => Value.MapOf(("Message", Value.Of(Message)));
}

/// <summary>A line was written (WriteLine).</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Text">The line.</param>
public sealed record LineWritten(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, string Text)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Line";

    /// <inheritdoc/>
    public override Value Data => Value.MapOf(("Text", Value.Of(Text)));
}

/// <summary>A sentence of the story, in plain Dutch, for the people who read the journal.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Type">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Text">The sentence; no names, no measurements.</param>
/// <param name="Details">What a machine may want beside it: rule, outcome; a map or undefined.</param>
public sealed record Narrated(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, string Text, Value Details)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => "Narrated";

    /// <inheritdoc/>
    public override Value Data => Details.Kind == ValueKind.Map
        ? Value.Of(ValueMap.Of(("Text", Value.Of(Text))).With("Details", Details))
        : Value.MapOf(("Text", Value.Of(Text)));
}

/// <summary>The instance itself changed: Started, Completed, Faulted or Canceled, or a kept event was dropped.</summary>
/// <param name="ActivityId">The definition id.</param>
/// <param name="NodeId">Workflow1, the node of the workflow itself.</param>
/// <param name="Type">Elsa.Workflow.</param>
/// <param name="ActivityInstanceId">The instance's id.</param>
/// <param name="What">The event's name.</param>
/// <param name="Details">What belongs to it; a map or undefined.</param>
public sealed record WorkflowChanged(string ActivityId, string NodeId, string Type, Guid ActivityInstanceId, string What, Value Details)
    : Fact(ActivityId, NodeId, Type, ActivityInstanceId)
{
    /// <inheritdoc/>
    public override string Event => What;

    /// <inheritdoc/>
    public override Value Data => Details;
}
