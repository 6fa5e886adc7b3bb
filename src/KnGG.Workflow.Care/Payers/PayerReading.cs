namespace KnGG.Workflow.Care.Payers;

/// <summary>What one passage of the text says about the payer.</summary>
/// <param name="Payer">The payer by this passage.</param>
/// <param name="Source">The passage, for example <c>H6a kader</c>.</param>
public sealed record PayerReading(Payer Payer, string Source);
