namespace KnGG.Workflow.Care.Measurements;

/// <summary>The three numbers that describe the spread of BMI at one sex and age (LMS method).</summary>
/// <param name="L">Skewness, no unit.</param>
/// <param name="M">Median BMI in kg/m2.</param>
/// <param name="S">Coefficient of variation, no unit.</param>
public readonly record struct Lms(double L, double M, double S)
{
    /// <summary>The z-score of a BMI in kg/m2: ((BMI/M)^L - 1) / (L*S).</summary>
    public double ZScore(double bmi) => (Math.Pow(bmi / M, L) - 1) / (L * S);

    /// <summary>The BMI in kg/m2 that belongs to a z-score: M * (1 + L*S*z)^(1/L).</summary>
    public double BmiAt(double z) => M * Math.Pow(1 + L * S * z, 1 / L);
}
