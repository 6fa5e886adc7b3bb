namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A case of a Switch or FlowSwitch with its condition ready to be evaluated.</summary>
internal sealed record BoundCase(string Label, BoundExpression Condition, BoundNode? Child);
