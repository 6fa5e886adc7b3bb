namespace KnGG.Workflow.Care.Measurements;

/// <summary>The unrounded figures behind a classification; they decide, the rounded ones are shown.</summary>
/// <param name="WeightKg">Weight in kilograms after the clothes correction.</param>
/// <param name="Bmi">BMI in kg/m2.</param>
/// <param name="BmiZ">BMI z-score (IOTF 2012); null from 18 years.</param>
/// <param name="Cutoffs">The limits in kg/m2.</param>
public readonly record struct ExactFigures(double WeightKg, double Bmi, double? BmiZ, Cutoffs Cutoffs);
