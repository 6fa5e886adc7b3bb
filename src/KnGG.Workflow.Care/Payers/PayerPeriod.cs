namespace KnGG.Workflow.Care.Payers;

/// <summary>A payer decision that holds during a period.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null while it runs.</param>
/// <param name="Decision">The decision as it was made; it is kept for ever.</param>
/// <param name="Superseded">Replaced on its own first day by a later decision; kept for the record.</param>
public sealed record PayerPeriod(DateOnly From, DateOnly? Until, PayerDecision Decision, bool Superseded = false);
