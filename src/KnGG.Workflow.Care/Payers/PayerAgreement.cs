namespace KnGG.Workflow.Care.Payers;

/// <summary>An agreement of one region about who pays, with date and signatories.</summary>
/// <param name="Region">Region code.</param>
/// <param name="AnamnesisPayer">The reading chosen for the intake from matig (A6).</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="ValidUntil">Last day on which it holds, or null.</param>
/// <param name="AgreedOn">Date of signing.</param>
/// <param name="Signatories">Who signed, organisations or functions.</param>
public sealed record PayerAgreement(string Region, AnamnesisPayer AnamnesisPayer, DateOnly ValidFrom, DateOnly? ValidUntil, DateOnly AgreedOn, IReadOnlyList<string> Signatories)
{
    /// <summary>Who pays the tasks of the JGZ in this region; the handreiking leaves it free (H7a).</summary>
    public Payer JgzPayer { get; init; } = Payer.Statutory;
}
