namespace KnGG.Workflow.Care.Measurements;

/// <summary>Sex for which the BMI reference has a curve. Code: <c>female</c>, <c>male</c>.</summary>
public enum Sex
{
    /// <summary>Girl.</summary>
    Female = 0,

    /// <summary>Boy.</summary>
    Male = 1,
}
