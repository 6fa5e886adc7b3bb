namespace KnGG.Workflow.Care.Measurements;

/// <summary>Weight class by BMI reference, in rising order. Codes: <c>none</c>, <c>overweight</c>, <c>obesity1</c>, <c>obesity2</c>, <c>obesity3</c>.</summary>
public enum WeightClass
{
    /// <summary>No overweight (thinness included: this chain is not about it).</summary>
    None = 0,

    /// <summary>Overweight: at or above the curve that passes through 25 at 18 years.</summary>
    Overweight = 1,

    /// <summary>Obesity grade I: at or above the curve through 30.</summary>
    Obesity1 = 2,

    /// <summary>Obesity grade II: at or above the curve through 35.</summary>
    Obesity2 = 3,

    /// <summary>Obesity grade III: at or above the curve through 40.</summary>
    Obesity3 = 4,
}
