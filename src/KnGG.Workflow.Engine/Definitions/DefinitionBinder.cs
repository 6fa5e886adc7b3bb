using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Builds the tree of a definition set: one node for each activity at each place where its definition is used.</summary>
internal sealed class DefinitionBinder(Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog)
{
    private static readonly WorkflowActivity WorkflowType = new();
    private static readonly WorkflowDefinitionActivity UsedDefinitionType = new();
    private static readonly NotFoundActivity NotFound = new();

    // A definition that uses one twice, which uses another twice, and so on, doubles at each level.
    private const int MostNodes = 50_000;

    private readonly Dictionary<string, WorkflowDefinition> _used = new(StringComparer.Ordinal);
    private readonly List<DefinitionProblem> _problems = [];
    private readonly List<string> _open = [];

    public IReadOnlyDictionary<string, WorkflowDefinition> Used => _used;

    public Dictionary<string, BoundNode> Nodes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<DefinitionProblem> Problems => _problems;

    public bool NeedsCare { get; private set; }

    public bool KeepsResults { get; private set; }

    public BoundNode Bind(WorkflowDefinition root)
    {
        _open.Add(root.DefinitionId);
        var node = new ActivityNode
        {
            Id = root.DefinitionId,
            NodeId = NodeIds.Workflow,
            Name = root.Name,
            Type = NodeIds.WorkflowType,
            DisplayName = root.Name,
        };
        var bound = new BoundNode { Node = node, Activity = WorkflowType, Parent = null, Owner = root };
        BindDefinition(bound, root);
        Nodes[NodeIds.Workflow] = bound;
        return bound;
    }

    private void BindDefinition(BoundNode bound, WorkflowDefinition definition)
    {
        bound.Definition = definition;
        SetVariables(bound, definition.Variables);
        bound.Children = [BindActivity(definition.Root, bound, definition, 0)];
        bound.Ports = ["root"];
    }

    private BoundNode BindActivity(ActivityNode node, BoundNode parent, WorkflowDefinition owner, int place)
    {
        var type = catalog.Find(node.Type);
        WorkflowDefinition? used = null;
        if (node.WorkflowDefinitionId is { } id && type is null)
        {
            used = FindUsed(id, node, owner);
            type = used is null ? null : UsedDefinitionType;
        }

        type ??= NotFound;
        var bound = new BoundNode
        {
            Node = node.At(NodeIds.Of(parent.Node.NodeId, node.Id)),
            Activity = type,
            Parent = parent,
            Owner = owner,
            Place = place,
        };
        Nodes[bound.Node.NodeId] = bound;
        NeedsCare |= type.NeedsCare;
        bound.Inputs = used is null ? BindInputs(node, type.Descriptor) : BindArguments(node, used);
        if (used is not null)
        {
            _open.Add(used.DefinitionId);
            BindDefinition(bound, used);
            _open.RemoveAt(_open.Count - 1);
            return bound;
        }

        SetVariables(bound, node.Variables);
        BindChildren(bound, owner);
        return bound;
    }

    private void BindChildren(BoundNode bound, WorkflowDefinition owner)
    {
        var node = bound.Node;
        var children = new BoundNode[node.Children.Count];
        var ports = new string[children.Length];
        for (var i = 0; i < children.Length; i++)
        {
            ports[i] = node.Children[i].Port;
            children[i] = BindActivity(node.Children[i].Node, bound, owner, i);
        }

        bound.Children = children;
        bound.Ports = ports;
        bound.Cases = [.. node.Cases.Select(c => new BoundCase(
            c.Label,
            BindExpression(c.Condition),
            c.Activity is null ? null : children[IndexOf(node.Children, c.Activity)]))];
        bound.Lines = [.. FlowLines(node)];
        bound.Start = FlowStart(node, bound.Lines);
        bound.ReserveGraphs();
    }

    private WorkflowDefinition? FindUsed(string id, ActivityNode node, WorkflowDefinition owner)
    {
        if (_open.Contains(id))
        {
            Add("definition-cycle", node, owner, $"'{node.DisplayName}' gebruikt een workflow die zichzelf weer gebruikt: {string.Join(" → ", [.. _open, id])}.");
            return null;
        }

        if (Nodes.Count > MostNodes)
        {
            Add("too-large", node, owner, $"De workflow is met alles wat hij gebruikt groter dan {MostNodes} activiteiten.");
            return null;
        }

        if (!_used.TryGetValue(id, out var used))
        {
            used = resolve(id);
            if (used is null)
            {
                Add("missing-definition", node, owner, $"'{node.DisplayName}' gebruikt de workflow '{id}', maar die is er niet of is niet gepubliceerd.");
                return null;
            }

            _used[id] = used;
        }

        return used;
    }

    private void Add(string code, ActivityNode node, WorkflowDefinition owner, string message) =>
        _problems.Add(new DefinitionProblem(code, "error", node.Id, owner.LineOf(node.Id), message));

    private BoundInput[] BindInputs(ActivityNode node, ActivityDescriptor type)
    {
        var inputs = new BoundInput[type.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = type.Inputs[i];
            inputs[i] = new BoundInput(input.Name, input.TypeName, input.Default, Expression(node, input.Name));
        }

        return inputs;
    }

    private BoundInput[] BindArguments(ActivityNode node, WorkflowDefinition used) =>
        [.. used.Inputs.Select(a => new BoundInput(a.Name, a.FullTypeName, Value.Undefined, Expression(node, a.Name)))];

    private BoundExpression? Expression(ActivityNode node, string name)
    {
        if (node.Inputs.TryGetValue(name, out var wrapped))
        {
            return BindExpression(wrapped);
        }

        // Unwrapped: the value itself stands there, as for Fork's joinMode.
        var member = CamelCase(name);
        var plain = member is "id" or "nodeId" or "name" or "type" or "version" ? null : node.Json[member];
        return plain is null or System.Text.Json.Nodes.JsonObject ? null : new BoundExpression.Constant(Value.FromJson(plain));
    }

    private BoundExpression BindExpression(ActivityInput input)
    {
        var expression = ExpressionBinder.Bind(input);
        // Cheap and safe: any script that could name an output keeps them all.
        KeepsResults |= expression is BoundExpression.Output
            || (expression is BoundExpression.Script script
                && (script.Compiled.Text.Contains("From", StringComparison.Ordinal)
                    || script.Compiled.Text.Contains("Result", StringComparison.Ordinal)
                    || script.Compiled.Text.Contains("Output", StringComparison.Ordinal)));
        return expression;
    }

    private static void SetVariables(BoundNode bound, IReadOnlyList<VariableDefinition> variables)
    {
        bound.Variables = variables;
        if (variables.Count > 0)
        {
            bound.InitialVariables = InputValues.Initial(variables);
        }
    }

    private static int IndexOf(IReadOnlyList<EmbeddedActivity> children, ActivityNode node)
    {
        for (var i = 0; i < children.Count; i++)
        {
            if (ReferenceEquals(children[i].Node, node))
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<(int Source, string Port, int Target)> FlowLines(ActivityNode node)
    {
        foreach (var connection in node.Connections)
        {
            var source = PlaceOf(node, connection.Source);
            var target = PlaceOf(node, connection.Target);
            if (source >= 0 && target >= 0)
            {
                yield return (source, connection.SourcePort, target);
            }
        }
    }

    private static int PlaceOf(ActivityNode node, string id)
    {
        for (var i = 0; i < node.Children.Count; i++)
        {
            if (node.Children[i].Node.Id == id && node.Children[i].Port == "activities")
            {
                return i;
            }
        }

        return -1;
    }

    private static int FlowStart(ActivityNode node, (int Source, string Port, int Target)[] lines)
    {
        int? flagged = null;
        int? root = null;
        for (var i = 0; i < node.Children.Count; i++)
        {
            var child = node.Children[i];
            if (child.Port != "activities")
            {
                continue;
            }

            if (child.Node.Type == "Elsa.Start")
            {
                return i;
            }

            if (flagged is null && child.Node.CanStartWorkflow)
            {
                flagged = i;
            }

            if (root is null && !Array.Exists(lines, l => l.Target == i))
            {
                root = i;
            }
        }

        return flagged ?? root ?? 0;
    }

    private static string CamelCase(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
