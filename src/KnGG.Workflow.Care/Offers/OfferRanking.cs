namespace KnGG.Workflow.Care.Offers;

/// <summary>The offers that fit a need, best first.</summary>
/// <param name="Offers">Offers in order; empty is a gap.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">What is not known: <c>ggr</c>.</param>
/// <param name="Need">The need.</param>
public sealed record OfferRanking(IReadOnlyList<RankedOffer> Offers, string Reason, string Source, string Rule, IReadOnlyList<string> Missing, OfferNeed Need)
{
    /// <summary>Whether there is nothing to choose because the municipality does not use this kind of offer here.</summary>
    public bool IsUnused { get; init; }
}
