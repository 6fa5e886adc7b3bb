namespace KnGG.Workflow.Care.Calendar;

/// <summary>A day that was passed over while counting working days.</summary>
/// <param name="Date">The day.</param>
/// <param name="Why">Dutch reason: the name of the holiday, <c>zaterdag</c>, <c>zondag</c>, or the organisation's own reason.</param>
public sealed record SkippedDay(DateOnly Date, string Why);
