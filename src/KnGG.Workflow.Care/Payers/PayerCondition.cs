namespace KnGG.Workflow.Care.Payers;

/// <summary>A condition for reimbursement.</summary>
/// <param name="Text">Dutch text of the condition.</param>
/// <param name="Met">Whether it is met; null when that is not known yet.</param>
public sealed record PayerCondition(string Text, bool? Met);
