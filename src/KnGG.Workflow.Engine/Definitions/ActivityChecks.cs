using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Schedules;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Problems of one activity: its type, its inputs, its expressions.</summary>
internal static class ActivityChecks
{
    public static void Check(BoundNode bound, ProblemList problems)
    {
        var node = bound.Node;
        if (bound.Activity is NotFoundActivity)
        {
            if (node.WorkflowDefinitionId is null)
            {
                var missing = node.Json.Text("missingTypeName") ?? node.Type;
                problems.Error("unknown-activity", node, $"'{node.DisplayName}' is van het type '{missing}', maar dat type bestaat hier niet.");
            }

            return;
        }

        foreach (var input in bound.Inputs)
        {
            CheckExpression(node, input.Name, input.Expression, problems);
            CheckConstant(bound, input, problems);
        }

        foreach (var one in bound.Cases)
        {
            CheckExpression(node, one.Label, one.Condition, problems);
        }

        if (bound.Definition is null)
        {
            CheckRequired(bound, problems);
        }

        if (bound.Activity is While)
        {
            CheckEndless(bound, problems);
        }
    }

    private static void CheckExpression(ActivityNode node, string name, BoundExpression? expression, ProblemList problems)
    {
        if (expression is BoundExpression.Refused refused)
        {
            problems.Error(
                "expression-refused",
                node,
                $"'{node.DisplayName}', '{name}', regel {refused.Line}, kolom {refused.Column} van de expressie: {refused.Message}");
        }
    }

    private static void CheckConstant(BoundNode bound, BoundInput input, ProblemList problems)
    {
        if (input.Expression is not BoundExpression.Constant constant || input.IsAbsent)
        {
            return;
        }

        var text = constant.Value.TextOrNull ?? "";
        var why = (bound.Activity, input.Name) switch
        {
            // A condition never fails: whatever it is, it is true or false.
            (If or While or FlowDecision, "Condition") => null,
            (Delay, _) or (Activities.Timer, _) => InputValues.IsLength(text) ? null : InputValues.Complain(input.Name, $"'{text}' is geen tijdsduur."),
            (StartAt, _) => InputValues.TryInstant(text, out _) ? null : InputValues.Complain(input.Name, $"'{text}' is geen tijdstip."),
            (Cron, _) => CronSchedule.TryParse(text, out _, out var problem) ? null : InputValues.Complain(input.Name, problem),
            _ => input.ConstantFault,
        };
        if (why is not null)
        {
            problems.Error("bad-value", bound.Node, $"'{bound.Node.DisplayName}': {why}");
        }
    }

    private static void CheckRequired(BoundNode bound, ProblemList problems)
    {
        var node = bound.Node;
        foreach (var input in bound.Activity.Descriptor.Inputs)
        {
            if (!input.IsRequired)
            {
                continue;
            }

            var absent = bound.Activity is SetVariable && input.Name == "Variable"
                ? SetVariable.VariableOf(node).Name is null
                : input.IsWrapped || node.Json[char.ToLowerInvariant(input.Name[0]) + input.Name[1..]] is null
                    ? bound.Input(input.Name) is not { IsAbsent: false }
                        || bound.Input(input.Name)!.Expression is BoundExpression.Constant { Value.TextOrNull: "" }
                    : false;
            if (absent)
            {
                problems.Error("missing-input", node, $"'{node.DisplayName}' heeft geen '{input.DisplayName}'.");
            }
        }
    }

    private static void CheckEndless(BoundNode bound, ProblemList problems)
    {
        var always = bound.Input("Condition")!.Expression switch
        {
            BoundExpression.Constant constant => InputValues.Holds(constant.Value),
            BoundExpression.Script script => script.Compiled.Text.Trim().TrimEnd(';') is "true" or "return true",
            _ => false,
        };
        if (always && !HasExit(bound))
        {
            problems.Error("endless-loop", bound.Node, $"'{bound.Node.DisplayName}' is een lus zonder uitgang: de voorwaarde is altijd waar.");
        }
    }

    private static bool HasExit(BoundNode bound) =>
        bound.Activity is Break or Finish or Complete || Array.Exists(bound.Children, c => c.Definition is null && HasExit(c));
}
