namespace KnGG.Workflow.Engine.Stepping.Stimuli;

/// <summary>Which wait a stimulus answers.</summary>
internal static class Answers
{
    public static Guid? WaitOf(Stimulus stimulus) => stimulus switch
    {
        TimerDue due => due.BookmarkId,
        TaskAnswered answer => answer.TaskId,
        TaskReturned back => back.TaskId,
        ChildEnded child => child.BookmarkId,
        _ => null,
    };
}
