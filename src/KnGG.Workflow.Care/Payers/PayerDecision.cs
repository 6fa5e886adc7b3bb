namespace KnGG.Workflow.Care.Payers;

/// <summary>Who pays one component, with every reading of the text.</summary>
/// <param name="Payer">The payer that the table, or the region's agreement, gives.</param>
/// <param name="Conflict">True exactly when the readings differ.</param>
/// <param name="Readings">What each passage says.</param>
/// <param name="Conditions">Conditions for reimbursement as a checklist.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking behind the decision.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">Fields that must be known to decide: <c>ggr</c>, <c>gli</c>.</param>
/// <param name="Provisional">The decision can change when the plan is made or the region makes an agreement.</param>
/// <param name="NeedsAlert">An item of a trajectory without a payer is an alert, not a silent state (requirement 49).</param>
/// <param name="AskFinanceContact">The conflict goes, without child data, to the region's finance contact; it never blocks a social item.</param>
/// <param name="Agreement">The region's agreement that was used, or null for the national default.</param>
/// <param name="Input">The values used.</param>
public sealed record PayerDecision(
    Payer Payer,
    bool Conflict,
    IReadOnlyList<PayerReading> Readings,
    IReadOnlyList<PayerCondition> Conditions,
    string Reason,
    string Source,
    string Rule,
    IReadOnlyList<string> Missing,
    bool Provisional,
    bool NeedsAlert,
    bool AskFinanceContact,
    PayerAgreement? Agreement,
    PayerInput Input);
