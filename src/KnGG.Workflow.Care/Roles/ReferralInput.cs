namespace KnGG.Workflow.Care.Roles;

/// <summary>Somebody who points a child to the CZV.</summary>
/// <param name="Role">Role code of that person.</param>
/// <param name="AuthorisedReferrers">Role codes that may refer in this region (setting <c>verwijzers</c>).</param>
/// <param name="EarlierReferralBy">Role code of who already referred this child, in whatever domain, or null.</param>
public sealed record ReferralInput(string Role, IReadOnlyList<string> AuthorisedReferrers, string? EarlierReferralBy = null);
