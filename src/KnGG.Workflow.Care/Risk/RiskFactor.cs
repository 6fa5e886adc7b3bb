namespace KnGG.Workflow.Care.Risk;

/// <summary>One entry of the configurable list of risk factors and comorbidity that count for the GGR (A10).</summary>
/// <param name="Code">Stable code in capitals, for example <c>T2D_FAMILY</c>.</param>
/// <param name="Label">Dutch label for forms.</param>
/// <param name="Kind">Risk factor or comorbidity.</param>
/// <param name="SourceLabel">How well the entry is known: READ or RECALLED.</param>
/// <param name="Basis">Where the entry comes from, in Dutch.</param>
public sealed record RiskFactor(string Code, string Label, RiskKind Kind, string SourceLabel, string Basis);
