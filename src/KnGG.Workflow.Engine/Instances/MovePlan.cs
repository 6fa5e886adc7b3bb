using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>One move of a state to another set, while it is worked out: every execution at its new place, or the reasons why not.</summary>
internal sealed class MovePlan(InstanceState state, DefinitionSet from, DefinitionSet to, NodeMap map, IReadOnlySet<string> done)
{
    private readonly List<string> _skipped = [];

    public List<MoveProblem> Problems { get; } = [];

    public IReadOnlyList<string> Skipped => _skipped;

    public Execution[] Run()
    {
        var moved = new Execution[state.Executions.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            var old = state.Executions[i];
            var source = from.Nodes.GetValueOrDefault(old.NodeId) ?? from.Workflow;
            if (Target(old, source) is not { } target)
            {
                continue;
            }

            moved[i] = At(old, target, old.Parent is null ? null : moved[old.Parent.Index], i);
            if (source.Container is not null)
            {
                Arrange(old, moved[i], source, target);
            }
        }

        return moved;
    }

    private BoundNode? Target(Execution old, BoundNode source)
    {
        // A place inside something that cannot move has been reported with it.
        if (old.Parent is { } parent && map.InPlace(parent.NodeId) is null)
        {
            return null;
        }

        if (map.InPlace(old.NodeId) is not { } nodeId)
        {
            var elsewhere = map.Anywhere(old.NodeId) is not null;
            Refuse(
                elsewhere ? MoveRefusal.OtherPlace : MoveRefusal.Gone, source,
                elsewhere ? $"'{Name(source)}' loopt nu, en staat in de nieuwe versie op een andere plaats." : $"'{Name(source)}' loopt nu, en bestaat niet meer in de nieuwe versie.");
            return null;
        }

        var target = nodeId == NodeIds.Workflow ? to.Workflow : to.Nodes[nodeId];
        if (target.Node.Type != source.Node.Type && source != from.Workflow)
        {
            Refuse(MoveRefusal.OtherType, source, $"'{Name(source)}' loopt nu, en is in de nieuwe versie een ander soort stap.");
        }

        return target;
    }

    private Execution At(Execution old, BoundNode target, Execution? parent, int index) => new()
    {
        Id = old.Id,
        NodeId = target == to.Workflow ? NodeIds.Workflow : target.Node.NodeId,
        Parent = parent,
        Index = index,
        Status = old.Status,
        Active = old.Active,
        Breaking = old.Breaking,
        Counter = old.Counter,
        Variables = WithNew(old.Variables, target),
        Kept = old.Kept,
        Input = old.Input,
        Outputs = old.Outputs,
        Bookmarks = [.. old.Bookmarks.Select(b => b with { ActivityId = target.Id, NodeId = target.Node.NodeId })],
    };

    // A variable that the new version adds begins as it would in a new instance; what was set stays.
    private static Bag? WithNew(Bag? variables, BoundNode target) =>
        target.InitialVariables is not { } initial ? variables : variables is null ? initial : initial.With(variables);

    private void Arrange(Execution old, Execution moved, BoundNode source, BoundNode target)
    {
        var live = state.Executions.Where(e => e.Parent == old).Select(e => e.NodeId).ToHashSet(StringComparer.Ordinal);
        switch (source.Activity)
        {
            case Flowchart when (old.Flow is null ? old.StoredFlow : StoredFlow.Of(old)) is { } flow:
                var chart = new FlowMove(source, target, map, flow, live, done);
                moved.StoredFlow = chart.Run(Problems, _skipped);
                break;
            case Sequence:
                moved.Counter = Sequenced(old, source, target, live);
                break;
            case Activities.Parallel or Fork:
                _skipped.AddRange(target.Children.Select(c => c.Node.NodeId).Except(source.Children.Select(c => map.InPlace(c.Node.NodeId) ?? "")));
                KeepBehind(source.Children.Where(c => !live.Contains(c.Node.NodeId)));
                break;
        }
    }

    private int Sequenced(Execution old, BoundNode source, BoundNode target, HashSet<string> live)
    {
        var current = Array.FindIndex(source.Children, c => live.Contains(c.Node.NodeId));
        if (current < 0 || map.InPlace(source.Children[current].Node.NodeId) is not { } nodeId)
        {
            return old.Counter;
        }

        var here = Array.FindIndex(target.Children, c => c.Node.NodeId == nodeId);
        var over = source.Children.Take(current).ToList();
        foreach (var child in over)
        {
            if (map.InPlace(child.Node.NodeId) is { } place && Array.FindIndex(target.Children, c => c.Node.NodeId == place) > here)
            {
                Refuse(MoveRefusal.WouldRunAgain, child, $"'{Name(child)}' is al gedaan, en zou in de nieuwe versie nog een keer komen.");
            }
        }

        KeepBehind(over);
        var behind = over.Select(c => map.InPlace(c.Node.NodeId)).ToHashSet();
        _skipped.AddRange(target.Children.Take(here).Select(c => c.Node.NodeId).Where(n => !behind.Contains(n)));
        return here + 1;
    }

    // What was done inside something that is over may not come back at another place.
    private void KeepBehind(IEnumerable<BoundNode> over) => FlowMove.RefuseMoved(over, map, done, Problems);

    private void Refuse(MoveRefusal kind, BoundNode node, string message) => Problems.Add(new MoveProblem(kind, node.Node.NodeId, message));

    internal static string Name(BoundNode node) => node.Node.DisplayName is { Length: > 0 } name ? name : node.Id;
}
