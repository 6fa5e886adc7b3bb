namespace KnGG.Workflow.Engine.Definitions;

/// <summary>One case of a Switch or FlowSwitch.</summary>
/// <param name="Label">Its label, which is the outcome of a FlowSwitch.</param>
/// <param name="Condition">When it applies.</param>
/// <param name="Activity">What a Switch runs then, or null.</param>
public sealed record SwitchCase(string Label, ActivityInput Condition, ActivityNode? Activity);
