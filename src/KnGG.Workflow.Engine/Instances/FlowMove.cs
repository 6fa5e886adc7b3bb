using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// How far a flowchart is, carried over to a changed drawing of it. Refuses what would come again, be forgotten or wait for what never
/// comes.
/// </summary>
internal sealed class FlowMove(BoundNode source, BoundNode target, NodeMap map, StoredFlow flow, HashSet<string> live, IReadOnlySet<string> done)
{
    public StoredFlow Run(List<MoveProblem> problems, List<string> skipped)
    {
        var start = New(flow.Start) ?? target.Children[target.Start].Id;
        var after = new Course(target, start);
        var liveBefore = source.Children.Where(c => live.Contains(c.Node.NodeId)).ToList();
        var waiting = flow.Meetings.Select(m => source.ChildById(m.Id)).OfType<BoundNode>().ToList();
        var aheadBefore = new Course(source, flow.Start).Ahead(liveBefore.Select(c => c.Place), waiting.Select(c => c.Place));
        var liveAfter = Places(liveBefore);
        var ahead = after.Ahead(liveAfter, Places(waiting));
        Repeats(aheadBefore, ahead, problems);
        Loose(after, liveAfter, problems);
        Forgets(waiting, after, after.Ahead(liveAfter, []), problems);
        Blocks(after, ahead, liveAfter, problems);
        var existed = Places(source.Children).ToHashSet();
        skipped.AddRange(target.Children.Where(c => !existed.Contains(c.Place) && !ahead[c.Place]).Select(c => c.Node.NodeId));
        return new StoredFlow(start, [.. flow.Meetings.Select(m => (New(m.Id) ?? "", (IReadOnlyList<string>)[.. m.Arrived.Select(a => New(a) ?? "")]))]);
    }

    /// <summary>Refuses what was done and now stands somewhere else, where it could be done again.</summary>
    public static void RefuseMoved(IEnumerable<BoundNode> over, NodeMap map, IReadOnlySet<string> done, List<MoveProblem> problems)
    {
        var open = new Stack<BoundNode>(over);
        while (open.TryPop(out var node))
        {
            if (done.Contains(node.Node.NodeId) && map.InPlace(node.Node.NodeId) is null && map.Anywhere(node.Node.NodeId) is not null)
            {
                problems.Add(new MoveProblem(MoveRefusal.OtherPlace, node.Node.NodeId, $"'{MovePlan.Name(node)}' is al gedaan, en staat in de nieuwe versie op een andere plaats."));
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }
    }

    // What lay ahead already, in a next round of a loop, may come again: that was so before.
    private void Repeats(bool[] aheadBefore, bool[] ahead, List<MoveProblem> problems)
    {
        foreach (var child in source.Children.Where(c => !aheadBefore[c.Place]))
        {
            var runs = live.Contains(child.Node.NodeId);
            if ((runs || done.Contains(child.Node.NodeId)) && PlaceOf(child) is >= 0 and var place && ahead[place])
            {
                problems.Add(new MoveProblem(
                    MoveRefusal.WouldRunAgain, child.Node.NodeId, $"'{MovePlan.Name(child)}' {(runs ? "loopt al" : "is al gedaan")}, en zou in de nieuwe versie nog een keer komen."));
            }
        }

        RefuseMoved(source.Children.Where(c => !aheadBefore[c.Place] && !live.Contains(c.Node.NodeId)), map, done, problems);
    }

    // A line out of something that the flow does not reach from its start says nothing to what follows it.
    private void Loose(Course after, List<int> liveAfter, List<MoveProblem> problems)
    {
        foreach (var child in liveAfter.Where(p => !after.Graph.Reachable[p]).Select(p => target.Children[p]))
        {
            problems.Add(new MoveProblem(MoveRefusal.WouldBeLost, child.Node.NodeId, $"'{MovePlan.Name(child)}' loopt nu, en is in de nieuwe versie niet meer verbonden met het begin."));
        }
    }

    // Where lines no longer meet, the one that is left would run the activity at once, and what has arrived would run it again.
    private void Forgets(List<BoundNode> waiting, Course after, bool[] comes, List<MoveProblem> problems)
    {
        foreach (var child in waiting)
        {
            var place = PlaceOf(child);
            if (place < 0)
            {
                problems.Add(new MoveProblem(MoveRefusal.WouldBeLost, child.Node.NodeId, $"Bij '{MovePlan.Name(child)}' wacht al een tak op een andere, en die stap is er in de nieuwe versie niet meer."));
            }
            else if (comes[place] && after.Graph.Sources(place).Length == 1 && target.Children[place].Activity is not FlowJoin)
            {
                problems.Add(new MoveProblem(MoveRefusal.WouldRunAgain, child.Node.NodeId, $"Bij '{MovePlan.Name(child)}' wacht al een tak op een andere, en in de nieuwe versie komen daar geen takken meer samen."));
            }
        }
    }

    // A join for all its lines is passed over when one of them does not come; what has been left behind will not.
    private void Blocks(Course after, bool[] ahead, List<int> liveAfter, List<MoveProblem> problems)
    {
        foreach (var join in target.Children.Where(c => ahead[c.Place] && c.Activity is FlowJoin))
        {
            var arrived = flow.Meetings.Where(m => New(m.Id) == join.Id).SelectMany(m => m.Arrived).Select(New).ToHashSet();
            var before = source.Children.FirstOrDefault(c => PlaceOf(c) == join.Place);
            foreach (var from in after.Graph.Sources(join.Place).Where(s => !ahead[s] && !liveAfter.Contains(s) && !arrived.Contains(target.Children[s].Id)))
            {
                if (before is null || !source.Lines.Any(l => l.Target == before.Place && PlaceOf(source.Children[l.Source]) == from))
                {
                    problems.Add(new MoveProblem(
                        MoveRefusal.WouldNeverCome, join.Node.NodeId, $"'{MovePlan.Name(join)}' zou in de nieuwe versie blijven wachten op '{MovePlan.Name(target.Children[from])}'."));
                }
            }
        }
    }

    private List<int> Places(IEnumerable<BoundNode> children) => [.. children.Select(PlaceOf).Where(p => p >= 0)];

    private int PlaceOf(BoundNode child) => map.InPlace(child.Node.NodeId) is { } nodeId ? Array.FindIndex(target.Children, c => c.Node.NodeId == nodeId) : -1;

    private string? New(string id) => source.ChildById(id) is { } child && PlaceOf(child) is >= 0 and var place ? target.Children[place].Id : null;

    /// <summary>A drawing as seen from its start.</summary>
    private sealed class Course(BoundNode chart, string start)
    {
        public FlowGraph Graph { get; } = chart.Graph(Math.Max(0, Array.FindIndex(chart.Children, c => c.Id == start)));

        /// <summary>What lies further on than what runs, without going back, and what will run because something has arrived there.</summary>
        public bool[] Ahead(IEnumerable<int> running, IEnumerable<int> waiting)
        {
            var ahead = new bool[chart.Children.Length];
            var open = new Stack<int>(running);
            foreach (var place in waiting)
            {
                ahead[place] = true;
                open.Push(place);
            }

            while (open.TryPop(out var place))
            {
                foreach (var line in Graph.Outbound(place))
                {
                    if (!line.IsBack && !ahead[line.Target])
                    {
                        ahead[line.Target] = true;
                        open.Push(line.Target);
                    }
                }
            }

            return ahead;
        }
    }
}
