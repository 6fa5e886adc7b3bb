using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Stored names of the kinds of stimuli. They stand in databases: never rename one.</summary>
public static class StimulusKinds
{
    /// <summary><see cref="StartInstance"/>.</summary>
    public const string Start = "start";

    /// <summary><see cref="TimerDue"/>.</summary>
    public const string Timer = "timerDue";

    /// <summary><see cref="TaskAnswered"/>.</summary>
    public const string Task = "taskAnswered";

    /// <summary><see cref="EventReceived"/>.</summary>
    public const string Event = "event";

    /// <summary><see cref="ChildEnded"/>.</summary>
    public const string Child = "childEnded";

    /// <summary><see cref="CancelInstance"/>.</summary>
    public const string Cancel = "cancel";

    /// <summary><see cref="RetryIncident"/>.</summary>
    public const string Retry = "retryIncident";

    /// <summary><see cref="SkipIncident"/>.</summary>
    public const string Skip = "skipIncident";
}

/// <summary>How a stimulus is stored: its kind and bookmark in columns of their own, the rest as JSON.</summary>
internal static class StimulusJson
{
    public static (string Kind, Guid? BookmarkId, string? Payload) Write(Stimulus stimulus) => stimulus switch
    {
        TimerDue timer => (StimulusKinds.Timer, timer.BookmarkId, null),
        StartInstance start => (StimulusKinds.Start, null, start.Input.Count == 0 && start.TriggerActivityId is null
            ? null
            : Json(("input", Value.Of(start.Input)), ("trigger", Value.Of(start.TriggerActivityId)))),
        TaskAnswered task => (StimulusKinds.Task, task.TaskId, Json(("outcome", Value.Of(task.Outcome)), ("fields", task.Fields))),
        EventReceived received => (StimulusKinds.Event, null, Json(("name", Value.Of(received.Name)), ("payload", received.Payload))),
        ChildEnded child => (StimulusKinds.Child, child.BookmarkId, Json(
            ("child", Value.Of(child.ChildInstanceId.ToString())),
            ("subStatus", Value.Of(Names[(int)child.SubStatus])),
            ("outputs", Value.Of(child.Outputs)),
            ("message", Value.Of(child.Message)))),
        CancelInstance cancel => (StimulusKinds.Cancel, null, Json(("reason", Value.Of(cancel.Reason)))),
        RetryIncident retry => (StimulusKinds.Retry, null, Json(("incident", Value.Of(retry.IncidentId.ToString())))),
        SkipIncident skip => (StimulusKinds.Skip, null, Json(("incident", Value.Of(skip.IncidentId.ToString())), ("outcome", Value.Of(skip.Outcome)))),
        _ => throw new NotSupportedException($"A stimulus of type {stimulus.GetType().Name} has no stored name."),
    };

    public static Stimulus Read(string kind, Guid? bookmarkId, string? payload)
    {
        var json = payload is null ? default : Value.Parse(payload);
        return kind switch
        {
            StimulusKinds.Timer => new TimerDue(Bookmark()),
            StimulusKinds.Start => new StartInstance(MapOf("input"), json["trigger"].TextOrNull),
            StimulusKinds.Task => new TaskAnswered(Bookmark(), json["outcome"].TextOrNull, json["fields"]),
            StimulusKinds.Event => new EventReceived(json["name"].AsText, json["payload"]),
            StimulusKinds.Child => new ChildEnded(
                Bookmark(), Guid.Parse(json["child"].AsText), (WorkflowSubStatus)Array.IndexOf(Names, json["subStatus"].AsText), MapOf("outputs"), json["message"].TextOrNull),
            StimulusKinds.Cancel => new CancelInstance(json["reason"].AsText),
            StimulusKinds.Retry => new RetryIncident(Guid.Parse(json["incident"].AsText)),
            StimulusKinds.Skip => new SkipIncident(Guid.Parse(json["incident"].AsText), json["outcome"].TextOrNull),
            _ => throw new NotSupportedException($"A stimulus of kind '{kind}' is unknown to this version of the program."),
        };

        Guid Bookmark() => bookmarkId ?? throw new InvalidOperationException($"A stimulus of kind '{kind}' needs a bookmark.");

        ValueMap MapOf(string name) => json[name] is { Kind: ValueKind.Map } map ? map.AsMap : ValueMap.Empty;
    }

    private static readonly string[] Names = ["pending", "executing", "suspended", "finished", "cancelled", "faulted"];

    private static string Json(params (string Key, Value Value)[] members) =>
        Value.MapOf([.. members.Where(m => m.Value.Kind is not (ValueKind.Null or ValueKind.Undefined) || m.Key is "fields" or "payload")]).ToJson();
}
