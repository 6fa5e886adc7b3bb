namespace KnGG.Workflow.Care.Measurements;

/// <summary>What the relapse rule proposes; a professional decides.</summary>
/// <param name="Suspected">True when the rule sees relapse, false when not, null when it can not be computed.</param>
/// <param name="ClassChange">Weight classes up (positive) or down since the baseline, or null.</param>
/// <param name="ZChange">Change of the BMI z-score since the baseline, 2 decimals; null when one of both is from 18 years or missing.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">Fields that are missing, for example <c>measurement</c>.</param>
/// <param name="Input">The values used.</param>
public sealed record RelapseDecision(bool? Suspected, int? ClassChange, double? ZChange, string Reason, string Source, string Rule, IReadOnlyList<string> Missing, RelapseInput Input);
