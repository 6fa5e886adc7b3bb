using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>Decides the next step of an instance, without any IO: the same input gives the same output on every machine.</summary>
public static class Stepper
{
    /// <summary>Activities that one step may run. A loop that never waits would otherwise hold a worker for ever.</summary>
    public const int MostActivitiesInAStep = 100_000;

    /// <summary>The state of a new instance, before its start.</summary>
    /// <param name="id">The instance's id.</param>
    /// <param name="definitions">The set to which it is pinned.</param>
    /// <param name="correlationId">Correlation id, or null.</param>
    /// <param name="parent">The instance that starts it and its wait, or null.</param>
    public static InstanceState NewInstance(Guid id, DefinitionSet definitions, string? correlationId, (Guid InstanceId, Guid? BookmarkId)? parent = null)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return new()
        {
            Id = id,
            DefinitionId = definitions.Root.DefinitionId,
            DefinitionVersionId = definitions.Root.VersionId,
            SubStatus = WorkflowSubStatus.Pending,
            CorrelationId = correlationId,
            ParentInstanceId = parent?.InstanceId,
            ParentBookmarkId = parent?.BookmarkId,
        };
    }

    /// <summary>Decides one step: runs until every branch waits or has ended.</summary>
    public static StepResult Decide(DefinitionSet definitions, InstanceState state, Stimulus stimulus, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(stimulus);
        ArgumentNullException.ThrowIfNull(context);
        var run = new StepRun(definitions, state, context);
        if (!Take(run, stimulus))
        {
            return new StepResult(state, [], [], Ignored: true);
        }

        run.Drain();
        return run.Finish();
    }

    private static bool Take(StepRun run, Stimulus stimulus)
    {
        if (run.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
        {
            return false;
        }

        if (stimulus is StartInstance start)
        {
            return run.SubStatus == WorkflowSubStatus.Pending && run.Start(start);
        }

        return stimulus switch
        {
            CancelInstance cancel => run.CancelInstance(cancel.Reason),
            TimerDue due => run.Answer(due.BookmarkId, BookmarkKinds.Timer, due),
            TaskAnswered answer => run.Answer(answer.TaskId, BookmarkKinds.Task, answer),
            TaskReturned back => run.Answer(back.TaskId, BookmarkKinds.Task, back),
            ChildEnded child => run.Answer(child.BookmarkId, BookmarkKinds.Child, child),
            EventReceived received => run.Receive(received),
            Postpone postpone => run.Postpone(postpone),
            RetryIncident retry => run.Retry(retry.IncidentId),
            SkipIncident skip => run.Skip(skip.IncidentId, skip.Outcome),
            _ => throw new NotSupportedException($"There is no step for {stimulus.GetType().Name}."),
        };
    }
}
