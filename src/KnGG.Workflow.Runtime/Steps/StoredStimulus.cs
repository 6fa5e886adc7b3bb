using KnGG.Workflow.Engine.Stepping.Stimuli;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>
/// How a stimulus stands in its row: kind and bookmark in columns of their own, and the engine's JSON beside them, except for timers,
/// of which there may be a million: their two columns say all.
/// </summary>
internal static class StoredStimulus
{
    /// <summary>The engine's stored name of <see cref="TimerDue"/>.</summary>
    public const string Timer = "timer";

    public static (string Kind, Guid? BookmarkId, string? Payload) Write(Stimulus stimulus) => stimulus switch
    {
        TimerDue timer => (Timer, timer.BookmarkId, null),
        TaskAnswered task => (StimulusJson.KindOf(task), task.TaskId, StimulusJson.Write(task)),
        TaskReturned back => (StimulusJson.KindOf(back), back.TaskId, StimulusJson.Write(back)),
        ChildEnded child => (StimulusJson.KindOf(child), child.BookmarkId, StimulusJson.Write(child)),
        _ => (StimulusJson.KindOf(stimulus), null, StimulusJson.Write(stimulus)),
    };

    public static Stimulus Read(string kind, Guid? bookmarkId, string? payload) => (kind, bookmarkId, payload) switch
    {
        (Timer, { } bookmark, _) => new TimerDue(bookmark),
        (_, _, { } json) => StimulusJson.Read(json),
        _ => throw new InvalidOperationException($"A stimulus of kind '{kind}' has no content."),
    };
}
