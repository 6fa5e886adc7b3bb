namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A definition set, and what is wrong with it.</summary>
/// <param name="Set">
/// The set. It can run even when there are problems: what is missing becomes an incident where it is met. Publishing refuses it.
/// </param>
/// <param name="Problems">Missing definitions and cycles of definitions; empty when the set is whole.</param>
public sealed record DefinitionSetResult(DefinitionSet Set, IReadOnlyList<DefinitionProblem> Problems)
{
    /// <summary>Whether nothing is missing.</summary>
    public bool IsWhole => Problems.Count == 0;
}
