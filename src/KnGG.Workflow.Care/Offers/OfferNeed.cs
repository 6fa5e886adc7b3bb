using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Offers;

/// <summary>What a family looks for; it follows from a conversation about what is needed, never from weight alone (requirement 20).</summary>
/// <param name="Category">Category.</param>
/// <param name="Municipality">Municipality of the family.</param>
/// <param name="AgeYears">Age of the child in completed years.</param>
/// <param name="On">The day.</param>
/// <param name="Ggr">GGR, or null; only a kinder-GLI asks for it.</param>
public sealed record OfferNeed(OfferCategory Category, string Municipality, int AgeYears, DateOnly On, Ggr? Ggr = null);
