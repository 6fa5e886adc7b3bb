using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// Which activity of one definition set is which of another: by activity id, in the container that corresponds. What people renamed is
/// given apart. Immutable.
/// </summary>
public sealed class NodeMap
{
    private readonly Dictionary<string, string> _inPlace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _moved = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _renamed;

    private NodeMap(IReadOnlyDictionary<string, string> renamed) => _renamed = renamed;

    /// <summary>Maps the activities of one set to those of another.</summary>
    /// <param name="from">The set that is left.</param>
    /// <param name="to">The set that is entered.</param>
    /// <param name="renamed">New activity ids by old activity id or old node id, for what was renamed; null for none.</param>
    public static NodeMap Between(DefinitionSet from, DefinitionSet to, IReadOnlyDictionary<string, string>? renamed = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var map = new NodeMap(renamed ?? new Dictionary<string, string>());
        map.Walk(from.Workflow, to.Workflow);
        map.FindMoved(from, to);
        return map;
    }

    /// <summary>The node id in the other set, at the corresponding place; null when it is not there.</summary>
    public string? InPlace(string nodeId) => _inPlace.GetValueOrDefault(nodeId);

    /// <summary>The node id in the other set, also when the activity now stands in another container; null when it is gone.</summary>
    public string? Anywhere(string nodeId) => _inPlace.GetValueOrDefault(nodeId) ?? _moved.GetValueOrDefault(nodeId);

    /// <summary>The new activity id of an old node.</summary>
    internal string IdOf(BoundNode node) => _renamed.GetValueOrDefault(node.Node.NodeId) ?? _renamed.GetValueOrDefault(node.Id) ?? node.Id;

    private void Walk(BoundNode from, BoundNode to)
    {
        _inPlace[from.Node.NodeId] = to.Node.NodeId;
        foreach (var child in from.Children)
        {
            var target = to.ChildById(IdOf(child));

            // The root of a definition is the root, whatever its id is.
            if (target is null && from.Definition is not null && from.Children.Length == 1 && to.Children.Length == 1 && to.Children[0].Node.Type == child.Node.Type)
            {
                target = to.Children[0];
            }

            if (target is not null)
            {
                Walk(child, target);
            }
        }
    }

    private void FindMoved(DefinitionSet from, DefinitionSet to)
    {
        var taken = _inPlace.Values.ToHashSet(StringComparer.Ordinal);
        var free = to.Nodes.Values.Where(n => !taken.Contains(n.Node.NodeId)).ToLookup(n => (n.Owner.DefinitionId, n.Id), n => n);
        foreach (var node in from.Nodes.Values.Where(n => !_inPlace.ContainsKey(n.Node.NodeId)))
        {
            var found = free[(node.Owner.DefinitionId, IdOf(node))].Where(n => n.Node.Type == node.Node.Type).Take(2).ToList();
            if (found.Count == 1)
            {
                _moved[node.Node.NodeId] = found[0].Node.NodeId;
            }
        }
    }
}
