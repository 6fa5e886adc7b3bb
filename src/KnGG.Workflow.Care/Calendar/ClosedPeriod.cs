namespace KnGG.Workflow.Care.Calendar;

/// <summary>Days on which an organisation is closed.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Why">Dutch reason, for example <c>kerstsluiting</c>.</param>
public sealed record ClosedPeriod(DateOnly From, DateOnly Until, string Why);
