namespace KnGG.Workflow.Engine.Definitions;

/// <summary>An activity inside another one, and the port in which it sits.</summary>
/// <param name="Port">The JSON name of the port, such as body, then, activities, branches or cases.</param>
/// <param name="IsListed">Whether the port holds a list of activities.</param>
/// <param name="Node">The activity.</param>
public sealed record EmbeddedActivity(string Port, bool IsListed, ActivityNode Node);
