using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Payers;

/// <summary>What the payer table needs.</summary>
/// <param name="Component">What is to be paid.</param>
/// <param name="Ggr">GGR, or null for <c>onbekend</c>.</param>
/// <param name="Gli">The kinder-GLI in the plan.</param>
public sealed record PayerInput(PayerComponent Component, Ggr? Ggr, GliInPlan Gli)
{
    /// <summary>The day for which is decided; needed to find the region's agreement.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Region code.</summary>
    public string? Region { get; init; }

    /// <summary>Weight class, which narrows an unknown GGR: obesity is at least matig.</summary>
    public WeightClass? WeightClass { get; init; }

    /// <summary>Date of birth; with <see cref="On"/> it shows who is under 2 or has become 18 (A3).</summary>
    public DateOnly? BirthDate { get; init; }
}
