namespace KnGG.Workflow.Care.Payers;

/// <summary>The recorded agreements of all regions.</summary>
/// <param name="Agreements">Agreements in any order.</param>
public sealed record PayerAgreements(IReadOnlyList<PayerAgreement> Agreements)
{
    /// <summary>No agreements recorded: the national default decides.</summary>
    public static PayerAgreements None { get; } = new([]);

    /// <summary>The agreement of a region that holds on a date; the one that began last wins. Null when there is none, or no region or date is given.</summary>
    public PayerAgreement? For(string? region, DateOnly? on) =>
        region is null || on is not { } day
            ? null
            : Agreements
                .Where(a => string.Equals(a.Region, region, StringComparison.OrdinalIgnoreCase) && a.ValidFrom <= day && (a.ValidUntil is null || a.ValidUntil >= day))
                .OrderByDescending(a => a.ValidFrom).ThenByDescending(a => a.AgreedOn)
                .FirstOrDefault();
}
