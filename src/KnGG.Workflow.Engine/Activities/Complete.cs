using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>
/// Ends what it stands in, by chosen outcomes: a nested flowchart, a workflow used as an activity, or the workflow itself.
/// </summary>
internal sealed class Complete : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Complete",
        Category = "Composition",
        DisplayName = "Complete",
        Description = "Signals the current composite activity to complete itself as a whole.",
        IsTerminal = true,
        Inputs =
        [
            new()
            {
                Name = "Outcomes",
                TypeName = "Object",
                DisplayName = "Outcomes",
                Description = "The outcome or set of outcomes to complete this activity with.",
                UiHint = "outcome-picker",
            },
        ],
    };

    public override void Run(ActivityScope scope)
    {
        var outcomes = OutcomesOf(scope.Input("Outcomes"));
        var target = Target(scope.Execution);
        scope.Run.CompleteAlone(scope.Execution, outcomes);
        scope.Run.Complete(target, outcomes);
    }

    // The root flowchart of a workflow is the workflow; only a flowchart inside something else is a scope of its own.
    private static Execution Target(Execution from)
    {
        var at = from.Parent!;
        while (at.Node.Definition is null)
        {
            if (at.Node.Activity is Flowchart && at.Parent!.Node.Definition is null)
            {
                return at;
            }

            at = at.Parent!;
        }

        return at;
    }

    private static string[] OutcomesOf(Value value)
    {
        // The picker writes one text, or the JSON of a list of texts.
        if (value.TextOrNull is { } text && text.TrimStart().StartsWith('['))
        {
            try
            {
                value = Value.Parse(text);
            }
            catch (System.Text.Json.JsonException)
            {
                return [text];
            }
        }

        string[] outcomes = value.Kind switch
        {
            ValueKind.Text => [value.AsText],
            ValueKind.List => [.. value.AsList.Select(v => v.TextOrNull).OfType<string>()],
            _ => [],
        };
        outcomes = [.. outcomes.Where(o => o.Length > 0)];
        return outcomes.Length == 0 ? ["Done"] : outcomes;
    }
}
