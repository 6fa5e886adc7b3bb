namespace KnGG.Workflow.Care.Consent;

/// <summary>A wish to share.</summary>
/// <param name="Recipient">Id of the receiving person or organisation.</param>
/// <param name="Purpose">Code of the purpose.</param>
/// <param name="Zones">Zones that would be shared.</param>
/// <param name="On">The day, Europe/Amsterdam.</param>
public sealed record SharingRequest(string Recipient, string Purpose, IReadOnlyList<DataZone> Zones, DateOnly On);
