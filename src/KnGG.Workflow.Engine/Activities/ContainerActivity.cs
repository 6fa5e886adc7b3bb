using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>An activity that runs activities inside it, and decides what follows when one of them ends.</summary>
internal abstract class ContainerActivity : Activity
{
    public sealed override void Execute(ActivityContext context) => Enter((ActivityScope)context);

    /// <summary>Runs when the container begins.</summary>
    public abstract void Enter(ActivityScope scope);

    /// <summary>Runs when an activity inside it has completed.</summary>
    public abstract void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes);

    /// <summary>Runs just before the container ends by outcomes.</summary>
    public virtual void Leaving(ActivityScope scope)
    {
    }

    /// <summary>What a Break inside it does here. True ends the search for what to break.</summary>
    public virtual bool TakeBreak(ActivityScope scope)
    {
        scope.Execution.Breaking = true;
        return false;
    }
}
