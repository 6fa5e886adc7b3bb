using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>An activity at its place in a definition set: with its type, its parent, its children and its expressions. Immutable.</summary>
internal sealed class BoundNode
{
    private FlowGraph?[] _graphs = [];

    public required ActivityNode Node { get; init; }

    public required Activity Activity { get; init; }

    public required BoundNode? Parent { get; init; }

    /// <summary>The workflow of the set: tells whether a node belongs to a set.</summary>
    public BoundNode Root => field ??= Parent?.Root ?? this;

    /// <summary>The definition to which it belongs.</summary>
    public required WorkflowDefinition Owner { get; init; }

    /// <summary>The type as a container, or null when nothing can be inside it.</summary>
    public ContainerActivity? Container => Activity as ContainerActivity;

    /// <summary>The inputs of its type, in the order of the descriptor.</summary>
    public BoundInput[] Inputs { get; set; } = [];

    /// <summary>The activities inside it, in order.</summary>
    public BoundNode[] Children { get; set; } = [];

    /// <summary>The port of each child.</summary>
    public string[] Ports { get; set; } = [];

    public BoundCase[] Cases { get; set; } = [];

    /// <summary>The variables that it declares.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; set; } = [];

    /// <summary>Its variables as they are at the start, or null when it declares none.</summary>
    public Bag? InitialVariables { get; set; }

    /// <summary>The definition that it stands for, when it is a workflow used as an activity, or the workflow itself.</summary>
    public WorkflowDefinition? Definition { get; set; }

    /// <summary>The lines of a flowchart by the places of its children.</summary>
    public (int Source, string Port, int Target)[] Lines { get; set; } = [];

    /// <summary>Where a flowchart begins by itself.</summary>
    public int Start { get; set; }

    /// <summary>Place among the children of its parent.</summary>
    public int Place { get; set; }

    public string Id => Node.Id;

    public BoundNode? Child(string port)
    {
        for (var i = 0; i < Ports.Length; i++)
        {
            if (string.Equals(Ports[i], port, StringComparison.Ordinal))
            {
                return Children[i];
            }
        }

        return null;
    }

    public BoundNode? ChildById(string id) => Array.Find(Children, c => c.Node.Id == id);

    public BoundInput? Input(string name)
    {
        foreach (var input in Inputs)
        {
            if (string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return input;
            }
        }

        return null;
    }

    /// <summary>Whether a line leaves this activity by an outcome.</summary>
    public bool IsConnected(string outcome)
    {
        if (Parent is null)
        {
            return false;
        }

        foreach (var line in Parent.Lines)
        {
            if (line.Source == Place && line.Port == outcome)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The graph of a flowchart as seen from a start. Kept after the first time: the same for everyone who asks.</summary>
    public FlowGraph Graph(int start) =>
        Volatile.Read(ref _graphs[start]) ?? Keep(start, FlowGraph.Of(Children.Length, Lines, start));

    public void ReserveGraphs() => _graphs = new FlowGraph?[Math.Max(1, Children.Length)];

    private FlowGraph Keep(int start, FlowGraph graph)
    {
        Volatile.Write(ref _graphs[start], graph);
        return graph;
    }
}
