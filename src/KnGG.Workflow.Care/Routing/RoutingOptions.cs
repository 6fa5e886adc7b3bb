using KnGG.Workflow.Care.Offers;

namespace KnGG.Workflow.Care.Routing;

/// <summary>What a region may decide about routing (requirements 17, 19 and 21).</summary>
/// <param name="CzvAtLicht">Whether a CZV at a light GGR is arranged.</param>
/// <param name="PriorityGroups">Groups that the region gives priority; they add an option to the decision and never change the route.</param>
public sealed record RoutingOptions(CzvAtLicht CzvAtLicht, IReadOnlyList<PriorityGroup> PriorityGroups)
{
    /// <summary>When the municipality uses a kind of social offer; without a rule it always does. They tell what is to be had and never change the route.</summary>
    public IReadOnlyList<MunicipalRule> MunicipalRules { get; init; } = [];

    /// <summary>The national default: nothing recorded, no priority groups.</summary>
    public static RoutingOptions National { get; } = new(CzvAtLicht.Unknown, []);
}
