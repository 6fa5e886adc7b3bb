using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>The guard rails that need nothing but the engine: what a definition does wrong by itself, found before it is published.</summary>
public static class DefinitionCheck
{
    /// <summary>Checks a text. A text that cannot be read gives one problem with its line.</summary>
    /// <param name="json">The text of the definition.</param>
    /// <param name="catalog">The activity types that can run.</param>
    /// <param name="resolve">Gives the definition that a definition id stands for, or null when there is none.</param>
    public static IReadOnlyList<DefinitionProblem> Run(string json, ActivityCatalog catalog, Func<string, WorkflowDefinition?> resolve)
    {
        try
        {
            return Run(DefinitionReader.Parse(json), catalog, resolve);
        }
        catch (DefinitionFormatException exception)
        {
            return [new DefinitionProblem("unreadable", "error", null, exception.Line, exception.Message)];
        }
    }

    /// <summary>Checks a definition, with the definitions that it uses as activities as far as they can be found.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="catalog">The activity types that can run.</param>
    /// <param name="resolve">Gives the definition that a definition id stands for, or null when there is none.</param>
    public static IReadOnlyList<DefinitionProblem> Run(WorkflowDefinition definition, ActivityCatalog catalog, Func<string, WorkflowDefinition?> resolve)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var built = DefinitionSet.Build(definition, resolve, catalog);
        var problems = new ProblemList(definition);
        problems.AddRange(built.Problems);
        foreach (var node in OwnNodes(built.Set.Workflow))
        {
            ActivityChecks.Check(node, problems);
            if (node.Activity is Flowchart)
            {
                FlowChecks.Check(node, problems);
            }
        }

        IdChecks.Check(OwnNodes(built.Set.Workflow), problems);
        VariableChecks.Check(definition, problems);
        return problems.InOrder();
    }

    // What is inside a used definition is checked when that one is published.
    private static List<BoundNode> OwnNodes(BoundNode workflow)
    {
        var own = new List<BoundNode>();
        var open = new Stack<BoundNode>(workflow.Children);
        while (open.TryPop(out var node))
        {
            own.Add(node);
            if (node.Definition is null)
            {
                for (var i = node.Children.Length - 1; i >= 0; i--)
                {
                    open.Push(node.Children[i]);
                }
            }
        }

        return own;
    }
}
