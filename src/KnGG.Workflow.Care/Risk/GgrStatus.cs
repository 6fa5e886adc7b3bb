namespace KnGG.Workflow.Care.Risk;

/// <summary>How firm a GGR is (requirement 13). Codes: <c>provisional</c>, <c>confirmed</c>, <c>overridden</c>.</summary>
public enum GgrStatus
{
    /// <summary>Proposed by the table; nobody confirmed it, or diagnostics are pending.</summary>
    Provisional = 0,

    /// <summary>A named professional agrees with the table.</summary>
    Confirmed = 1,

    /// <summary>A named professional chose another level, with a reason.</summary>
    Overridden = 2,
}
