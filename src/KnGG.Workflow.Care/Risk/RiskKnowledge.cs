namespace KnGG.Workflow.Care.Risk;

/// <summary>What is known about risk factors and comorbidity together.</summary>
public enum RiskKnowledge
{
    /// <summary>Not (completely) known.</summary>
    Unknown = 0,

    /// <summary>None found.</summary>
    None = 1,

    /// <summary>At least one present.</summary>
    Present = 2,
}
