namespace KnGG.Workflow.Care.Measurements;

/// <summary>The four BMI limits, in kg/m2, that hold for one sex and age; a BMI on the limit belongs to the higher class.</summary>
/// <param name="Overweight">Limit of overweight (25 at 18 years).</param>
/// <param name="Obesity1">Limit of obesity grade I (30 at 18 years).</param>
/// <param name="Obesity2">Limit of obesity grade II (35 at 18 years).</param>
/// <param name="Obesity3">Limit of obesity grade III (40 at 18 years).</param>
public readonly record struct Cutoffs(double Overweight, double Obesity1, double Obesity2, double Obesity3)
{
    /// <summary>The limits from the 18th birthday on: 25, 30, 35 and 40 kg/m2.</summary>
    public static Cutoffs Adult { get; } = new(25, 30, 35, 40);

    /// <summary>The class of a BMI in kg/m2.</summary>
    public WeightClass ClassOf(double bmi)
    {
        // A BMI that is exactly on a limit in decimals can be one bit below it in binary: 64 kg at 160 cm is 25.
        const double Tolerance = 1e-9;
        var value = bmi + Tolerance;
        return value >= Obesity3 ? WeightClass.Obesity3
            : value >= Obesity2 ? WeightClass.Obesity2
            : value >= Obesity1 ? WeightClass.Obesity1
            : value >= Overweight ? WeightClass.Overweight
            : WeightClass.None;
    }

    /// <summary>The limits rounded to a number of decimals, for screens and JSON.</summary>
    public Cutoffs Rounded(int decimals) =>
        new(Math.Round(Overweight, decimals), Math.Round(Obesity1, decimals), Math.Round(Obesity2, decimals), Math.Round(Obesity3, decimals));
}
