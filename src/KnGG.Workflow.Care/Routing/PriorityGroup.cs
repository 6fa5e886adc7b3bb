using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Routing;

/// <summary>A group that a region gives priority (Handreiking mei 2026, H6a onder A; requirement 21).</summary>
/// <param name="Name">Dutch name of the group.</param>
/// <param name="FromYears">Lowest age in completed years.</param>
/// <param name="ToYears">Highest age in completed years, included.</param>
/// <param name="FromGgr">Lowest GGR, or null for any.</param>
public sealed record PriorityGroup(string Name, int FromYears, int ToYears, Ggr? FromGgr);
