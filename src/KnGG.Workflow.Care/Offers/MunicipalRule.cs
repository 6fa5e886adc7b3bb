using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Offers;

/// <summary>When a municipality uses a category of its social base (Handreiking mei 2026, H2; requirement 19): its own choice, with a basis.</summary>
/// <param name="Municipality">Municipality.</param>
/// <param name="Category">Category.</param>
/// <param name="FromYears">Lowest age in completed years.</param>
/// <param name="ToYears">Highest age in completed years, included.</param>
/// <param name="FromGgr">Lowest GGR, or null for any.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day, or null.</param>
/// <param name="Basis">Dutch text of the basis, for example the decision of the municipality.</param>
public sealed record MunicipalRule(string Municipality, OfferCategory Category, int FromYears, int ToYears, Ggr? FromGgr, DateOnly ValidFrom, DateOnly? ValidUntil, string Basis)
{
    /// <summary>Whether the rule speaks about this need.</summary>
    public bool IsAbout(OfferNeed need) =>
        Category == need.Category && string.Equals(Municipality, need.Municipality, StringComparison.OrdinalIgnoreCase) && ValidFrom <= need.On && (ValidUntil is null || ValidUntil >= need.On);

    /// <summary>Whether the rule lets the offer be used for this need. An unknown GGR never closes the door.</summary>
    public bool Allows(OfferNeed need) => Allows(need.AgeYears, need.Ggr);

    /// <summary>Whether the rule lets the offer be used at an age and GGR. An unknown GGR never closes the door.</summary>
    public bool Allows(int ageYears, Ggr? ggr) => ageYears >= FromYears && ageYears <= ToYears && (FromGgr is null || ggr is null || ggr >= FromGgr);
}
