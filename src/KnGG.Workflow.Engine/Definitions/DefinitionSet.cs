using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>
/// A definition with every definition that it uses as an activity, transitively, each at one version, bound to the activity types
/// that run it and with its expressions compiled. What an instance is pinned to. Immutable and shared between threads.
/// </summary>
public sealed partial class DefinitionSet
{
    /// <summary>The definition that instances of this set run.</summary>
    public WorkflowDefinition Root { get; private init; } = new();

    /// <summary>The definitions used as activities, by definition id.</summary>
    public IReadOnlyDictionary<string, WorkflowDefinition> Used { get; private init; } = new Dictionary<string, WorkflowDefinition>();

    /// <summary>Whether any activity in it reads care data.</summary>
    public bool NeedsCare { get; private init; }
}
