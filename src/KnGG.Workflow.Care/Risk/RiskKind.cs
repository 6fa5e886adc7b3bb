namespace KnGG.Workflow.Care.Risk;

/// <summary>Whether an entry raises the chance of disease, is a disease, or something else that a professional wrote down.</summary>
public enum RiskKind
{
    /// <summary>Risk factor.</summary>
    RiskFactor = 0,

    /// <summary>Comorbidity.</summary>
    Comorbidity = 1,

    /// <summary>Other, with an explanation.</summary>
    Other = 2,
}
