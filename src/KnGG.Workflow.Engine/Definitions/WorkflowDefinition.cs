using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>
/// One version of an Elsa 3 workflow definition. Keeps the JSON it was read from: what is not understood is written back unchanged.
/// Immutable.
/// </summary>
public sealed partial class WorkflowDefinition
{
    /// <summary>Id of the definition across its versions.</summary>
    public string DefinitionId { get; internal init; } = "";

    /// <summary>Id of this version.</summary>
    public string VersionId { get; internal init; } = "";

    /// <summary>Version number.</summary>
    public int Version { get; internal init; } = 1;

    /// <summary>Name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Description, or null.</summary>
    public string? Description { get; internal init; }

    /// <summary>Whether other definitions may use it as an activity.</summary>
    public bool UsableAsActivity { get; internal init; }

    /// <summary>The root activity.</summary>
    public ActivityNode Root { get; internal init; } = new();

    /// <summary>The JSON as read.</summary>
    public JsonObject Json { get; internal init; } = [];
}
