namespace KnGG.Workflow.Care.Payers;

/// <summary>The dates that start the insured clocks. A re-entry or a pause does not restart or stop them.</summary>
/// <param name="BroadIntakeOn">Day of the broad intake by the CZV.</param>
/// <param name="GliStartedOn">First day of the kinder-GLI.</param>
/// <param name="GliEndedOn">Last day of the kinder-GLI.</param>
/// <param name="CzvFirstChargedOn">First day that the CZV charged to the insurer.</param>
/// <param name="CzvEndedOn">Last day that the CZV charged to the insurer.</param>
public sealed record InsuredDates(DateOnly? BroadIntakeOn, DateOnly? GliStartedOn, DateOnly? GliEndedOn, DateOnly? CzvFirstChargedOn, DateOnly? CzvEndedOn)
{
    /// <summary>The insurer agreed in writing to a later start of the kinder-GLI.</summary>
    public bool InsurerAgreedToLaterStart { get; init; }
}
