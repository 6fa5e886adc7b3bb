namespace KnGG.Workflow.Care.Consent;

/// <summary>A parent or guardian.</summary>
/// <param name="Id">Id inside the family's record.</param>
/// <param name="HasAuthority">Whether this person has parental authority; null when nobody asked yet.</param>
public sealed record Guardian(string Id, bool? HasAuthority);
