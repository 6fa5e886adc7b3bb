namespace KnGG.Workflow.Engine.Stepping;

/// <summary>
/// An expression or a conversion has no value: the activity that asked becomes an incident. Never leaves a decision;
/// every other exception is a bug and does.
/// </summary>
internal sealed class ActivityFault(string message) : Exception(message);
