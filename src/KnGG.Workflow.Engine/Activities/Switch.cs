using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Runs the activity of the first case that applies, or of every one.</summary>
internal sealed class Switch : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Switch",
        Category = "Branching",
        DisplayName = "Switch",
        Description = "Evaluate a set of case conditions and schedule the activity for a matching case.",
        Inputs = [Cases("switch-editor"), Mode()],
        EmbeddedPorts = ["Default"],
    };

    public static InputDescriptor Cases(string editor) => new()
    {
        Name = "Cases",
        TypeName = "Object",
        DisplayName = "Cases",
        Description = "The cases, each with a label and a condition.",
        UiHint = editor,
        IsWrapped = false,
    };

    public static InputDescriptor Mode() =>
        Inputs.Choice("Mode", "Mode", "Whether the first matching case is taken, or every matching case.", "MatchFirst", "MatchAny");

    /// <summary>The cases that apply, in order.</summary>
    public static List<BoundCase> Matching(ActivityScope scope)
    {
        var all = scope.Input("Mode").TextOrNull == "MatchAny";
        var matching = new List<BoundCase>();
        foreach (var one in scope.Bound.Cases)
        {
            if (InputValues.Holds(one.Condition.Evaluate(scope)))
            {
                matching.Add(one);
                if (!all)
                {
                    break;
                }
            }
        }

        return matching;
    }

    public override void Enter(ActivityScope scope)
    {
        var matching = Matching(scope);
        foreach (var one in matching)
        {
            if (one.Child is not null)
            {
                scope.Schedule(one.Child);
            }
        }

        if (matching.Count == 0 && scope.Bound.Child("default") is { } otherwise)
        {
            scope.Schedule(otherwise);
        }

        EndWhenEmpty(scope);
    }

    public override void ChildCompleted(ActivityScope scope, Execution child, string[] outcomes) => EndWhenEmpty(scope);

    private static void EndWhenEmpty(ActivityScope scope)
    {
        if (scope.Execution.Active == 0 || scope.Execution.Breaking)
        {
            scope.Complete();
        }
    }
}
