namespace KnGG.Workflow.Care.Consent;

/// <summary>Whether something may be shared. No is an outcome ("Niet delen"), not an error.</summary>
/// <param name="May">Whether sharing may happen on this day.</param>
/// <param name="StillToAsk">Ids of the persons who must agree and did not, or not any more.</param>
/// <param name="AskAnew">A birthday at 12 or 16 made earlier consents old.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Law and paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">What is not known: <c>authority</c>.</param>
/// <param name="Who">Who must agree, and why.</param>
/// <param name="Request">The wish.</param>
public sealed record SharingDecision(
    bool May, IReadOnlyList<string> StillToAsk, bool AskAnew, string Reason, string Source, string Rule, IReadOnlyList<string> Missing, ConsentDecision Who, SharingRequest Request);
