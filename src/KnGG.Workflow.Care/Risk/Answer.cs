namespace KnGG.Workflow.Care.Risk;

/// <summary>Answer to one question about child or family (ja, nee, onbekend, vermoeden). Codes: <c>no</c>, <c>yes</c>, <c>suspected</c>, <c>unknown</c>.</summary>
public enum Answer
{
    /// <summary>Asked, and it is not so.</summary>
    No = 0,

    /// <summary>Asked, and it is so.</summary>
    Yes = 1,

    /// <summary>Not sure, but a professional suspects it; for routing a suspicion is enough (A24).</summary>
    Suspected = 2,

    /// <summary>Not asked yet, or not known.</summary>
    Unknown = 3,
}
