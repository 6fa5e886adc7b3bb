using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs its body in rounds, one after the other. Each round has a scope of its own, so that an inner loop never touches the outer one.</summary>
internal abstract class LoopActivity : ContainerActivity
{
    protected static readonly string[] LoopVariables = ["CurrentIndex", "CurrentValue"];

    public override void Enter(ActivityScope scope) => Next(scope);

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => Next(scope);

    public override bool TakeBreak(ActivityScope scope)
    {
        scope.Execution.Breaking = true;
        return true;
    }

    /// <summary>The variables of the next round; null when the loop is over.</summary>
    protected abstract Bag? NextRound(ActivityScope scope);

    protected static Bag Round(int index, Value value) => Bag.Of(LoopVariables, [Value.Of(index), value]);

    private void Next(ActivityScope scope)
    {
        // A loop without a body has nothing to do, and must not run its rounds one call inside the other.
        if (!scope.Execution.Breaking && scope.Bound.Child("body") is { } body && NextRound(scope) is { } round)
        {
            scope.Schedule(body, round.Count == 0 ? null : round);
            return;
        }

        scope.Complete();
    }
}
