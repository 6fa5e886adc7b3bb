namespace KnGG.Workflow.Care.Roles;

/// <summary>Whether a professional may be assigned.</summary>
/// <param name="Valid">Whether a valid registration is there, or none is needed.</param>
/// <param name="Outcome">What to do: nothing, warn or block.</param>
/// <param name="ValidUntil">Last day of the registration that counts, or null.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">What is missing: <c>registration</c>.</param>
public sealed record QualityDecision(bool Valid, QualitySeverity Outcome, DateOnly? ValidUntil, string Reason, string Source, string Rule, IReadOnlyList<string> Missing);
