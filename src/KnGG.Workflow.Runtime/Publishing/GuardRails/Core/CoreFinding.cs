namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>Something of the core of the chain that no longer holds.</summary>
/// <param name="Code">What kind; stable.</param>
/// <param name="At">Where, or null when something is not there at all.</param>
/// <param name="Say">The sentence, for somebody who looks at a definition: the name of a place depends on it.</param>
internal sealed record CoreFinding(string Code, FlowPlace? At, Func<Engine.Definitions.WorkflowDefinition, string> Say);
