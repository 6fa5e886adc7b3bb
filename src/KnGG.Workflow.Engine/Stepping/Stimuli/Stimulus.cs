using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping.Stimuli;

/// <summary>Something that makes an instance take a step. A closed family; each kind has a stored name of its own.</summary>
public abstract record Stimulus
{
    private protected Stimulus()
    {
    }

    /// <summary>The wait that it answers; null when it answers none, or every one of a name.</summary>
    public virtual Guid? WaitId => null;
}

/// <summary>Starts an instance.</summary>
/// <param name="Input">Values for the definition's inputs, by name.</param>
/// <param name="TriggerActivityId">The activity to begin at, or null for the definition's own start.</param>
public sealed record StartInstance(ValueMap Input, string? TriggerActivityId = null) : Stimulus;

/// <summary>The due time of a bookmark has come.</summary>
/// <param name="BookmarkId">The bookmark that is due.</param>
public sealed record TimerDue(Guid BookmarkId) : Stimulus
{
    /// <inheritdoc/>
    public override Guid? WaitId => BookmarkId;
}

/// <summary>A task was answered.</summary>
/// <param name="TaskId">The task, which is the bookmark that waits for it.</param>
/// <param name="Outcome">The chosen outcome, or null for the default.</param>
/// <param name="Fields">The filled-in fields by name (a map), or the task's result.</param>
public sealed record TaskAnswered(Guid TaskId, string? Outcome, Value Fields) : Stimulus
{
    /// <inheritdoc/>
    public override Guid? WaitId => TaskId;
}

/// <summary>A task is sent back instead of answered: the activity that waits for it decides what has to be done first.</summary>
/// <param name="TaskId">The task, which is the bookmark that waits for it.</param>
/// <param name="Details">What the host knows about why and to whom; a map.</param>
public sealed record TaskReturned(Guid TaskId, Value Details) : Stimulus
{
    /// <inheritdoc/>
    public override Guid? WaitId => TaskId;
}

/// <summary>An event reached this instance: it resumes every wait of that name in the instance.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">What came with it; an empty map when nothing did.</param>
public sealed record EventReceived(string Name, Value Payload) : Stimulus;

/// <summary>A child workflow ended.</summary>
/// <param name="BookmarkId">The wait for it.</param>
/// <param name="ChildInstanceId">The child.</param>
/// <param name="SubStatus">How it ended.</param>
/// <param name="Outputs">The child's outputs by name.</param>
/// <param name="Message">Why it could not start or failed, or null.</param>
public sealed record ChildEnded(Guid BookmarkId, Guid ChildInstanceId, WorkflowSubStatus SubStatus, ValueMap Outputs, string? Message = null) : Stimulus
{
    /// <inheritdoc/>
    public override Guid? WaitId => BookmarkId;
}

/// <summary>Ends the instance now: every wait, timer, task and child of it is withdrawn in the same commit.</summary>
/// <param name="Reason">Why, one sentence for the journal.</param>
public sealed record CancelInstance(string Reason) : Stimulus;

/// <summary>
/// Nothing is expected of anybody during a period: every activity that waits is asked what that means for its moments. A period that runs
/// backwards (<paramref name="Until"/> before <paramref name="From"/>) takes back what an earlier one gave.
/// </summary>
/// <param name="From">When the period begins.</param>
/// <param name="Until">When it ends.</param>
public sealed record Postpone(DateTimeOffset From, DateTimeOffset Until) : Stimulus;

/// <summary>Runs the activity of an incident again.</summary>
/// <param name="IncidentId">The incident that is repaired.</param>
public sealed record RetryIncident(Guid IncidentId) : Stimulus;

/// <summary>Goes on past the activity of an incident as if it had completed.</summary>
/// <param name="IncidentId">The incident that is repaired.</param>
/// <param name="Outcome">The outcome to leave by, or null for Done.</param>
public sealed record SkipIncident(Guid IncidentId, string? Outcome) : Stimulus;
