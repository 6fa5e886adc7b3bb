using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Measurements;

/// <summary>Weight class and proposed GGR of one measurement, with everything that explains it later.</summary>
/// <param name="Applicable">False when BMI and GGR may or can not be used: under 2 years, self-reported or impossible values; <see cref="Reason"/> says which.</param>
/// <param name="AgeDays">Age on the day of the measurement in days.</param>
/// <param name="Bmi">BMI in kg/m2 after the clothes correction, rounded to 4 decimals; null when not applicable.</param>
/// <param name="BmiZ">BMI z-score (IOTF 2012), rounded to 2 decimals; null when not applicable and from 18 years.</param>
/// <param name="WeightClass">Weight class; null when not applicable.</param>
/// <param name="Ggr">Every level still possible, in rising order; empty when not applicable and from 18 years.</param>
/// <param name="Reference">Code of the BMI reference, also from 18 years, where the adult limits hold.</param>
/// <param name="Cutoffs">The four limits in kg/m2 rounded to 4 decimals; null when not applicable.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">Fields that would narrow the answer, for example <c>risk</c>.</param>
/// <param name="ReferenceVersion">Version of the reference's data file.</param>
/// <param name="Exact">The unrounded figures that decided.</param>
/// <param name="Input">The values used.</param>
public sealed record Classification(
    bool Applicable,
    int AgeDays,
    double? Bmi,
    double? BmiZ,
    WeightClass? WeightClass,
    IReadOnlyList<Ggr> Ggr,
    string Reference,
    Cutoffs? Cutoffs,
    string Reason,
    string Source,
    string Rule,
    IReadOnlyList<string> Missing,
    string ReferenceVersion,
    ExactFigures? Exact,
    ClassificationInput Input);
