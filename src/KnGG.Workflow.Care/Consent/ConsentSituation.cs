namespace KnGG.Workflow.Care.Consent;

/// <summary>Who could decide about sharing.</summary>
/// <param name="ChildId">Id of the child in <see cref="ConsentGiven.By"/>.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="Guardians">Parents and guardians of all households.</param>
public sealed record ConsentSituation(string ChildId, DateOnly BirthDate, IReadOnlyList<Guardian> Guardians);
