namespace KnGG.Workflow.Care.Measurements;

/// <summary>What the relapse rule compares.</summary>
/// <param name="Baseline">Classification at the start of aftercare.</param>
/// <param name="Now">Classification at this check.</param>
/// <param name="NewProblems">New problems of child or family, yes or suspected.</param>
/// <param name="ClassesUp">Weight classes up that count as relapse (setting <c>terugval.klasse</c>).</param>
/// <param name="ZUp">Rise of the BMI z-score that counts as relapse (setting <c>terugval.bmiZ</c>).</param>
public sealed record RelapseInput(Classification Baseline, Classification Now, bool NewProblems, int ClassesUp, double ZUp);
