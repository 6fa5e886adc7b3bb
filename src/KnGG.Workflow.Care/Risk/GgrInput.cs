using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Risk;

/// <summary>What the GGR table needs.</summary>
/// <param name="WeightClass">Weight class, or null when there is no measurement.</param>
/// <param name="Risk">What is known about risk factors and comorbidity.</param>
public sealed record GgrInput(WeightClass? WeightClass, RiskStatement Risk);
