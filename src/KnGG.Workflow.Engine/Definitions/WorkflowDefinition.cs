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

    /// <summary>The workflow's own variables.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; internal init; } = [];

    /// <summary>The inputs that it declares.</summary>
    public IReadOnlyList<ArgumentDefinition> Inputs { get; internal init; } = [];

    /// <summary>The outputs that it declares.</summary>
    public IReadOnlyList<ArgumentDefinition> Outputs { get; internal init; } = [];

    /// <summary>The outcomes by which it can end when it is used as an activity; Done is always one.</summary>
    public IReadOnlyList<string> Outcomes { get; internal init; } = [];

    /// <summary>What an incident does to the other branches.</summary>
    public IncidentStrategy IncidentStrategy { get; internal init; }

    /// <summary>Line of each activity in the text that was read, by activity id.</summary>
    internal IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();

    /// <summary>The line, from 1, where an activity stands in the text that was read; 1 when it is not there.</summary>
    public int LineOf(string? activityId) => activityId is not null && Lines.TryGetValue(activityId, out var line) ? line : 1;
}
