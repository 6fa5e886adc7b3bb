namespace KnGG.Workflow.Care.Consent;

/// <summary>Who must agree on a day.</summary>
/// <param name="Age">Age group.</param>
/// <param name="Deciders">Ids of all persons who must agree: child, or parents with authority, or both.</param>
/// <param name="ChildIsTold">The child has a right to be told in words that fit, although it does not decide.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Law and paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">What is not known: <c>authority</c>.</param>
/// <param name="Input">The values used.</param>
/// <param name="On">The day for which is decided.</param>
public sealed record ConsentDecision(
    ConsentAge Age, IReadOnlyList<string> Deciders, bool ChildIsTold, string Reason, string Source, string Rule, IReadOnlyList<string> Missing, ConsentSituation Input, DateOnly On);
