using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>One activity in a definition, bound to its type. Immutable.</summary>
public sealed partial class ActivityNode
{
    /// <summary>The activity's own id, unique in its container.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Path from the workflow to this activity: parent's node id, colon, id.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>Name, or null.</summary>
    public string? Name { get; internal init; }

    /// <summary>Type name as written, such as Elsa.WriteLine.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>Version of the type.</summary>
    public int Version { get; internal init; } = 1;

    /// <summary>Text that the designer shows, or the name, or the id.</summary>
    public string DisplayName { get; internal init; } = "";

    /// <summary>The wrapped inputs, by their JSON name without regard to case.</summary>
    public IReadOnlyDictionary<string, ActivityInput> Inputs { get; internal init; } = new Dictionary<string, ActivityInput>();

    /// <summary>To which variable or workflow output each output is bound: id by the output's JSON name, without regard to case.</summary>
    public IReadOnlyDictionary<string, string> OutputBindings { get; internal init; } = new Dictionary<string, string>();

    /// <summary>The activities inside it, in the order of the JSON.</summary>
    public IReadOnlyList<EmbeddedActivity> Children { get; internal init; } = [];

    /// <summary>The lines between its activities, for a flowchart.</summary>
    public IReadOnlyList<Connection> Connections { get; internal init; } = [];

    /// <summary>The cases, for a Switch or FlowSwitch.</summary>
    public IReadOnlyList<SwitchCase> Cases { get; internal init; } = [];

    /// <summary>The variables that it declares for what is inside it.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; internal init; } = [];

    /// <summary>Whether it is flagged as a place where the workflow may begin.</summary>
    public bool CanStartWorkflow { get; internal init; }

    /// <summary>The definition that it stands for, when it is a workflow used as an activity; else null.</summary>
    public string? WorkflowDefinitionId { get; internal init; }

    /// <summary>The JSON as read.</summary>
    public JsonObject Json { get; internal init; } = [];

    /// <summary>A copy at another place: inside the definition that uses its own.</summary>
    internal ActivityNode At(string nodeId) => nodeId == NodeId ? this : new ActivityNode
    {
        Id = Id,
        NodeId = nodeId,
        Name = Name,
        Type = Type,
        Version = Version,
        DisplayName = DisplayName,
        Inputs = Inputs,
        OutputBindings = OutputBindings,
        Children = Children,
        Connections = Connections,
        Cases = Cases,
        Variables = Variables,
        CanStartWorkflow = CanStartWorkflow,
        WorkflowDefinitionId = WorkflowDefinitionId,
        Json = Json,
    };
}
