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
}
