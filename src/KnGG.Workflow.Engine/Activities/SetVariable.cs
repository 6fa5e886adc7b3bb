using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Gives a variable a value.</summary>
internal sealed class SetVariable : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetVariable",
        Category = "Primitives",
        DisplayName = "Set Variable",
        Description = "Assign a workflow variable a value.",
        Inputs =
        [
            new()
            {
                Name = "Variable",
                TypeName = "Object",
                DisplayName = "Variable",
                Description = "The variable to assign the value to.",
                UiHint = "variable-picker",
                IsWrapped = false,
                IsRequired = true,
            },
            Inputs.Anything("Value", "Value", "The value to assign."),
        ],
    };

    public override void Run(ActivityScope scope)
    {
        var (id, name) = VariableOf(scope.Node);
        if (name is null)
        {
            throw new ActivityFault("Er is geen variabele gekozen.");
        }

        scope.WriteVariable(id, name, scope.Input("Value") is { Kind: not Values.ValueKind.Undefined } value ? value : Values.Value.Null);
        scope.Complete();
    }

    /// <summary>Id and name of the chosen variable, as the designer or a hand-written definition has them.</summary>
    public static (string? Id, string? Name) VariableOf(ActivityNode node)
    {
        if (node.Json["variable"] is JsonObject variable)
        {
            if (variable["expression"] is JsonObject && node.Inputs.TryGetValue("variable", out var wrapped)
                && ExpressionBinder.Bind(wrapped) is BoundExpression.Variable bound)
            {
                return (null, bound.Name);
            }

            return (variable.Text("id"), variable.Text("name") ?? variable.Text("id"));
        }

        return (null, node.Json.Text("variable") ?? node.Json.Text("variableName"));
    }
}
