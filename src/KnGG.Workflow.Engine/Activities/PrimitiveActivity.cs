using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>One of Elsa's own activities without others inside it.</summary>
internal abstract class PrimitiveActivity : Activity
{
    public sealed override void Execute(ActivityContext context) => Run((ActivityScope)context);

    public abstract void Run(ActivityScope scope);
}
