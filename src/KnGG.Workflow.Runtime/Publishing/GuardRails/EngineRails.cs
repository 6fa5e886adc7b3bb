using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>What the engine finds by itself, except where care knows better.</summary>
internal static class EngineRails
{
    public static IEnumerable<DefinitionProblem> Check(OwnRails rails)
    {
        var byId = rails.Nodes.DistinctBy(n => n.Id).ToDictionary(n => n.Id, StringComparer.Ordinal);
        return DefinitionCheck.Run(rails.Definition, rails.Context.Catalog, rails.Context.Resolve)
            .Where(p => p.ActivityId is null || !byId.TryGetValue(p.ActivityId, out var node) || !IsSaidBetter(p, node, rails));
    }

    private static bool IsSaidBetter(DefinitionProblem problem, ActivityNode node, OwnRails rails) => problem.Code switch
    {
        "missing-input" => node.Type == CareTypes.HumanTask,
        "outcome-not-connected" or "unknown-outcome" => OutcomeRails.Judges(node, rails),
        "endless-loop" => TakesTime(node, rails),
        _ => false,
    };

    // A loop in which people or the clock come by does not run for ever: it listens, or it comes round every so often.
    private static bool TakesTime(ActivityNode node, OwnRails rails)
    {
        foreach (var place in rails.Map.Places.Where(p => p.Node == node))
        {
            var loop = rails.Map.After(place).Where(p => p == place || rails.Map.After(p).Contains(place));
            if (loop.Any(p => CareTypes.Waits(p.Type) || p.Node.WorkflowDefinitionId is not null))
            {
                return true;
            }
        }

        return false;
    }
}
