namespace KnGG.Workflow.Care.Calendar;

/// <summary>One school holiday in one region.</summary>
/// <param name="Region">School region.</param>
/// <param name="Name">Dutch name, for example <c>herfstvakantie</c>.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, included.</param>
public sealed record SchoolHoliday(SchoolRegion Region, string Name, DateOnly From, DateOnly Until);
