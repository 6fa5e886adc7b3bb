namespace KnGG.Workflow.Care.Payers;

/// <summary>One insured limit on one day.</summary>
/// <param name="Key">Key of the limit: <c>gli.startNaAnamnese.max</c>, <c>gli.duur.max</c> or <c>czv.verzekerd.max</c>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedOn">Day on which the clock started, or null.</param>
/// <param name="WarnOn">Day from which to warn, or null.</param>
/// <param name="LastDay">Last day that is still inside the limit, or null.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Basis">Dutch text of the basis.</param>
public sealed record LimitStatus(string Key, LimitState State, DateOnly? StartedOn, DateOnly? WarnOn, DateOnly? LastDay, string Reason, string Rule, string Basis);
