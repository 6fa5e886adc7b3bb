namespace KnGG.Workflow.Care.Calendar;

/// <summary>The outcome of counting working days.</summary>
/// <param name="Date">The working day that was reached.</param>
/// <param name="Skipped">The days between that do not count, in the order met.</param>
public sealed record WorkdayResult(DateOnly Date, IReadOnlyList<SkippedDay> Skipped);
