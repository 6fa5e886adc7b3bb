using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>The definition that is checked, with what all rails look at. What it uses is checked when that is published.</summary>
internal sealed class OwnRails
{
    public OwnRails(WorkflowDefinition definition, GuardRailContext context)
    {
        Definition = definition;
        Context = context;
        Nodes = [.. Inside(definition.Root)];
        Map = FlowMapBuilder.Own(definition);
        IsCare = Nodes.Any(n => n.Type.StartsWith(CareTypes.Prefix, StringComparison.Ordinal));
    }

    public WorkflowDefinition Definition { get; }

    public GuardRailContext Context { get; }

    /// <summary>Every activity of the definition itself.</summary>
    public IReadOnlyList<ActivityNode> Nodes { get; }

    /// <summary>Its own course.</summary>
    public FlowMap Map { get; }

    /// <summary>Whether it is about the care for a child, so that nobody may be left waiting.</summary>
    public bool IsCare { get; }

    public IEnumerable<ActivityNode> Of(string type) => Nodes.Where(n => n.Type == type);

    public Given OrDefault(ActivityNode node, string input) => Given.OrDefault(node, input, Context.Catalog);

    /// <summary>The outcomes by which a task can be answered; null when they are computed.</summary>
    public static IReadOnlyList<string>? OutcomesOf(ActivityNode task) => Given.Texts(task, "Outcomes") is { } given ? given.Count > 0 ? given : ["Klaar"] : null;

    private static IEnumerable<ActivityNode> Inside(ActivityNode node)
    {
        yield return node;
        foreach (var inner in node.Children.SelectMany(c => Inside(c.Node)))
        {
            yield return inner;
        }
    }
}
