namespace KnGG.Workflow.Care.Consent;

/// <summary>The agreement of one person to sharing with one recipient for one purpose.</summary>
/// <param name="By">Id of the child or guardian who agreed.</param>
/// <param name="Recipient">Id of the receiving person or organisation.</param>
/// <param name="Purpose">Code of the purpose, for example <c>warme-overdracht</c>.</param>
/// <param name="Zones">Zones that may be shared.</param>
/// <param name="GivenOn">Day on which it was given.</param>
/// <param name="ValidUntil">Last day on which it holds, or null.</param>
/// <param name="WithdrawnOn">Day of withdrawal, or null; from that day on it does not count. A refusal has the same day in both.</param>
public sealed record ConsentGiven(string By, string Recipient, string Purpose, IReadOnlyList<DataZone> Zones, DateOnly GivenOn, DateOnly? ValidUntil = null, DateOnly? WithdrawnOn = null);
