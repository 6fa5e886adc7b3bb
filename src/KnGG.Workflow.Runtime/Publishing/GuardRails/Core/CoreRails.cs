using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>
/// What no region and no designer may take out of the chain (requirement 69), held against everything that is reached from the
/// definition of a trajectory.
/// </summary>
internal static class CoreRails
{
    public static IEnumerable<DefinitionProblem> Check(WorkflowDefinition definition, GuardRailContext context)
    {
        if (context.Resolve(context.RootDefinition) is not { } root || !Reaches(root, definition.DefinitionId, context))
        {
            return [];
        }

        var problems = Find(root, context).Select(f => (Finding: f, Problem: Of(f, definition))).DistinctBy(f => f.Problem).ToArray();
        if (definition.DefinitionId == root.DefinitionId)
        {
            return problems.Select(f => f.Problem);
        }

        if (context.Before is not { } before)
        {
            return problems.Where(f => IsIn(f.Finding.At, definition)).Select(f => f.Problem);
        }

        var old = context with { Resolve = id => id == before.DefinitionId ? before : context.Resolve(id) };
        var known = Find(old.Resolve(context.RootDefinition)!, old).Select(f => (f.Code, f.Say(root))).ToHashSet();
        return problems.Where(f => !known.Contains((f.Finding.Code, f.Finding.Say(root)))).Select(f => f.Problem);
    }

    private static IEnumerable<CoreFinding> Find(WorkflowDefinition root, GuardRailContext context)
    {
        var chain = new Chain(root, context);
        return StepRules.Check(chain)
            .Concat(RouteRules.Check(chain))
            .Concat(HandoverRules.Check(chain))
            .Concat(PlanRules.Check(chain))
            .Concat(AftercareRules.Check(chain))
            .Concat(PeopleRules.Check(chain));
    }

    private static bool Reaches(WorkflowDefinition root, string definitionId, GuardRailContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { root.DefinitionId };
        var open = new Stack<WorkflowDefinition>([root]);
        while (open.TryPop(out var next))
        {
            foreach (var id in Uses(next.Root, context))
            {
                if (seen.Add(id) && context.Resolve(id) is { } used)
                {
                    open.Push(used);
                }
            }
        }

        return seen.Contains(definitionId);
    }

    private static IEnumerable<string> Uses(ActivityNode node, GuardRailContext context) =>
        (node.WorkflowDefinitionId is { } id ? [id] : Array.Empty<string>())
            .Concat(ReferenceRails.StartedBy(node, context))
            .Concat(node.Children.SelectMany(c => Uses(c.Node, context)));

    // The activity itself, or the one in this definition by which the other definition is used.
    private static DefinitionProblem Of(CoreFinding finding, WorkflowDefinition definition)
    {
        var at = PlaceIn(finding.At, definition);
        return new DefinitionProblem(finding.Code, "error", at?.Node.Id, definition.LineOf(at?.Node.Id), finding.Say(definition));
    }

    private static FlowPlace? PlaceIn(FlowPlace? place, WorkflowDefinition definition)
    {
        while (place is not null && place.Scope.Owner.DefinitionId != definition.DefinitionId)
        {
            place = place.Scope.Caller;
        }

        return place;
    }

    private static bool IsIn(FlowPlace? place, WorkflowDefinition definition) => PlaceIn(place, definition) is not null;
}
