using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>Stored names of the kinds of waits.</summary>
public static class BookmarkKinds
{
    /// <summary>Waits for an instant.</summary>
    public const string Timer = "timer";

    /// <summary>Waits for a task to be answered.</summary>
    public const string Task = "task";

    /// <summary>Waits for an event by name.</summary>
    public const string Event = "event";

    /// <summary>Waits for a child workflow.</summary>
    public const string Child = "child";
}

/// <summary>One wait of an instance. Each bookmark has exactly one row outside the state: a timer, a task, an event wait or a child.</summary>
/// <param name="Id">The wait's id, and the id of its row.</param>
/// <param name="Kind">One of <see cref="BookmarkKinds"/>.</param>
/// <param name="Name">Event name, task name or a tag that the activity gave.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="ActivityInstanceId">Which execution of it.</param>
/// <param name="DueAt">When it is due, for timers.</param>
/// <param name="Payload">What the activity wants back when it is woken.</param>
public sealed record Bookmark(
    Guid Id,
    string Kind,
    string? Name,
    string ActivityId,
    string NodeId,
    Guid ActivityInstanceId,
    DateTimeOffset? DueAt,
    Value Payload);

/// <summary>Something that failed in an instance and needs a person.</summary>
/// <param name="Id">The incident's id.</param>
/// <param name="ActivityId">The activity that failed.</param>
/// <param name="NodeId">Its node id.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="ActivityInstanceId">Which execution.</param>
/// <param name="Message">What went wrong, one Dutch sentence that names the value and the place.</param>
/// <param name="At">When.</param>
public sealed record Incident(Guid Id, string ActivityId, string NodeId, string ActivityType, Guid ActivityInstanceId, string Message, DateTimeOffset At);

/// <summary>Elsa's coarse status.</summary>
public enum WorkflowStatus
{
    /// <summary>Not ended.</summary>
    Running = 0,

    /// <summary>Ended, in whatever way.</summary>
    Finished = 1,
}

/// <summary>Elsa's fine status.</summary>
public enum WorkflowSubStatus
{
    /// <summary>Made, not started.</summary>
    Pending = 0,

    /// <summary>In a step.</summary>
    Executing = 1,

    /// <summary>Waits.</summary>
    Suspended = 2,

    /// <summary>Ended by its own account.</summary>
    Finished = 3,

    /// <summary>Ended from outside.</summary>
    Cancelled = 4,

    /// <summary>Ended by a fault.</summary>
    Faulted = 5,
}
