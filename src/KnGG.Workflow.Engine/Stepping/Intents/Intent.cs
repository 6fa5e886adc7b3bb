using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping.Intents;

/// <summary>Something that the commit of a step writes. The engine's own kinds are closed; a host adds its own under <see cref="HostIntent"/>.</summary>
public abstract record Intent
{
    private protected Intent()
    {
    }
}

/// <summary>Base of what the host's own activities want written (care data, human tasks, mails).</summary>
public abstract record HostIntent : Intent;

/// <summary>Wake this bookmark at an instant.</summary>
/// <param name="BookmarkId">The bookmark to wake.</param>
/// <param name="DueAt">When.</param>
/// <param name="ActivityId">The activity that waits.</param>
public sealed record SetTimer(Guid BookmarkId, DateTimeOffset DueAt, string ActivityId) : Intent;

/// <summary>Open a plain task (Elsa's RunTask).</summary>
/// <param name="TaskId">The task's id, which is the waiting bookmark's id.</param>
/// <param name="Name">The task's name.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="Payload">What the task is about.</param>
public sealed record OpenTask(Guid TaskId, string Name, string ActivityId, string NodeId, Value Payload) : Intent;

/// <summary>An event is awaited from now on.</summary>
/// <param name="BookmarkId">The wait.</param>
/// <param name="Name">The event's name.</param>
/// <param name="ActivityId">The activity that waits.</param>
public sealed record AwaitEvent(Guid BookmarkId, string Name, string ActivityId) : Intent;

/// <summary>A wait is over: its row (timer, task, event, child) goes in this commit.</summary>
/// <param name="BookmarkId">The wait.</param>
/// <param name="Kind">One of <see cref="BookmarkKinds"/>.</param>
/// <param name="Consumed">True when its stimulus was taken; false when it was withdrawn unanswered.</param>
public sealed record DropWait(Guid BookmarkId, string Kind, bool Consumed) : Intent;

/// <summary>Start a child workflow, on the version that is published at the commit.</summary>
/// <param name="ChildId">Id of the new instance.</param>
/// <param name="DefinitionId">Which definition.</param>
/// <param name="Input">Its inputs.</param>
/// <param name="CorrelationId">The child's correlation id, or null for the parent's.</param>
/// <param name="BookmarkId">The parent's wait for the child's end, or null when it does not wait.</param>
/// <param name="ActivityId">The activity that starts it.</param>
public sealed record StartChild(Guid ChildId, string DefinitionId, ValueMap Input, string? CorrelationId, Guid? BookmarkId, string ActivityId) : Intent;

/// <summary>Cancel a child workflow that this instance started.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelChild(Guid ChildId, string Reason) : Intent;

/// <summary>Tell the parent that this instance ended.</summary>
/// <param name="ParentInstanceId">The parent.</param>
/// <param name="Ended">What the parent will receive.</param>
public sealed record NotifyParent(Guid ParentInstanceId, Stimuli.ChildEnded Ended) : Intent;

/// <summary>Publish an event, delivered in a later step.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">What comes with it.</param>
/// <param name="Local">Only to this instance.</param>
/// <param name="CorrelationId">Only to instances with this correlation id, or null for all.</param>
public sealed record PublishEventIntent(string Name, Value Payload, bool Local, string? CorrelationId) : Intent;

/// <summary>An incident was opened; the commit gives it an owner.</summary>
/// <param name="Incident">The incident.</param>
public sealed record OpenIncident(Incident Incident) : Intent;

/// <summary>An incident is over.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Resolution">How: retried, skipped, cancelled.</param>
public sealed record CloseIncident(Guid IncidentId, string Resolution) : Intent;
