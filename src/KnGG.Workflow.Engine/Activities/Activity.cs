using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>
/// One type of activity: what it needs, and what it does when it is scheduled or woken. Pure: everything comes in through
/// the context and goes out through it. One instance serves all workflows, so it holds no state.
/// </summary>
public abstract class Activity
{
    /// <summary>How Studio and publishing know this activity.</summary>
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Whether the activity reads <see cref="ActivityContext.Care"/>; then the host must load it before the step.</summary>
    public virtual bool NeedsCare => false;

    /// <summary>Runs when the activity is scheduled. It must complete, wait, schedule a child or fault; otherwise it stays as it is.</summary>
    public abstract void Execute(ActivityContext context);

    /// <summary>Runs when one of the activity's waits is answered. The bookmark is already gone; other waits of the activity stay.</summary>
    public virtual void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus) => context.Complete();

    /// <summary>Runs when a period begins in which nothing is expected of anybody; an activity whose moments stand still then waits anew.</summary>
    public virtual void Postponed(ActivityContext context, Postpone period)
    {
    }

    /// <summary>Runs when the activity is withdrawn; its own waits are dropped by the engine afterwards.</summary>
    public virtual void Cancel(ActivityContext context)
    {
    }
}
