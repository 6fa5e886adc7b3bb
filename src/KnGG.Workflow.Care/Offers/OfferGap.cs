namespace KnGG.Workflow.Care.Offers;

/// <summary>A category that families of a municipality can not reach (requirement 38).</summary>
/// <param name="Municipality">Municipality.</param>
/// <param name="Category">Category.</param>
/// <param name="Text">Dutch sentence for the municipality, without persons.</param>
public sealed record OfferGap(string Municipality, OfferCategory Category, string Text);
