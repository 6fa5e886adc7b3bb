namespace KnGG.Workflow.Care.Offers;

/// <summary>An offer in the order in which it is shown; the family chooses.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Reasons">Dutch remarks: direct start, waiting time, full, recognised, in the own municipality.</param>
/// <param name="StartsDirectly">Whether a start without waiting is known to be possible.</param>
public sealed record RankedOffer(Offer Offer, IReadOnlyList<string> Reasons, bool StartsDirectly);
