using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Measurements;

/// <summary>One measured child.</summary>
/// <param name="Sex">Sex.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="MeasuredOn">Date of the measurement.</param>
/// <param name="HeightCm">Height in centimetres.</param>
/// <param name="WeightKg">Weight in kilograms, as read from the scale.</param>
public sealed record ClassificationInput(Sex Sex, DateOnly BirthDate, DateOnly MeasuredOn, double HeightCm, double WeightKg)
{
    /// <summary>Weighed with clothes on: an amount by age is subtracted from 4 years (JGZ guideline 2012).</summary>
    public bool Clothed { get; init; }

    /// <summary>Height and weight were told, not measured: they never set a class.</summary>
    public bool SelfReported { get; init; }

    /// <summary>What is known about risk factors and comorbidity.</summary>
    public RiskStatement Risk { get; init; } = RiskStatement.Unknown;
}
