namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A line of a flowchart, from an outcome of one activity to another activity.</summary>
/// <param name="Source">Id of the activity it leaves.</param>
/// <param name="SourcePort">The outcome by which it leaves; Done when the JSON has none.</param>
/// <param name="Target">Id of the activity it enters.</param>
/// <param name="TargetPort">The port by which it enters; In when the JSON has none.</param>
public sealed record Connection(string Source, string SourcePort, string Target, string TargetPort);
