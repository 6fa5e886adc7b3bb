namespace KnGG.Workflow.Care.Roles;

/// <summary>Whether there is a valid referral.</summary>
/// <param name="IsReferral">True when a referral is there; false when it is only a signal that an authorised referrer must endorse.</param>
/// <param name="EndorseBy">Role codes that can endorse it; empty when it is a referral.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">Always empty: everything is known.</param>
/// <param name="Input">The values used.</param>
public sealed record ReferralDecision(bool IsReferral, IReadOnlyList<string> EndorseBy, string Reason, string Source, string Rule, IReadOnlyList<string> Missing, ReferralInput Input);
