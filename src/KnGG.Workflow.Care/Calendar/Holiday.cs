namespace KnGG.Workflow.Care.Calendar;

/// <summary>A Dutch public holiday in one year.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Dutch name.</param>
public sealed record Holiday(DateOnly Date, string Name);
