using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// How far a flowchart is, carried over to a changed drawing of it. Refuses what the counting of lines would repeat, block or forget;
/// what is new and lies behind the running activities counts as passed over.
/// </summary>
internal sealed class FlowMove(BoundNode source, BoundNode target, NodeMap map, StoredFlow flow, HashSet<string> live)
{
    private readonly FlowState.Place[] _places = new FlowState.Place[target.Children.Length];
    private readonly bool[] _existed = new bool[target.Children.Length];

    public StoredFlow Run(List<MoveProblem> problems, List<string> skipped)
    {
        var before = new Course(source, flow.Start);
        var start = target.ChildById(New(flow.Start) ?? "")?.Id ?? target.Children[target.Start].Id;
        var after = new Course(target, start);
        var liveBefore = source.Children.Where(c => live.Contains(c.Node.NodeId)).Select(c => c.Place).ToList();
        var liveAfter = liveBefore.Select(p => PlaceOf(source.Children[p])).Where(p => p >= 0).ToList();
        foreach (var child in source.Children)
        {
            if (PlaceOf(child) is >= 0 and var place)
            {
                _existed[place] = true;
                _places[place] = flow.Places.FirstOrDefault(p => p.Id == child.Id).Place;
            }
        }

        var aheadBefore = before.Ahead(liveBefore);
        var ahead = after.Ahead(liveAfter);
        Repeats(aheadBefore, ahead, problems);
        Loose(after, liveAfter, problems);
        Forgets(before, aheadBefore, ahead, problems);
        Loops(problems);
        Seed(after, ahead, liveAfter);
        Blocks(after, ahead, liveAfter, problems);
        skipped.AddRange(target.Children.Where(c => !_existed[c.Place] && !ahead[c.Place]).Select(c => c.Node.NodeId));
        return new StoredFlow(
            start,
            [.. target.Children.Where(c => _places[c.Place].Visits != 0 || _places[c.Place].Departures != 0).Select(c => (c.Id, _places[c.Place]))],
            [.. flow.Held.Select(h => (New(h.Source) ?? "", New(h.Target) ?? "", h.Discount, h.IsPending)).Where(h => h.Item1.Length > 0 && h.Item2.Length > 0)]);
    }

    /// <summary>Refuses what was done and now stands somewhere else, where it could be done again.</summary>
    public static void RefuseMoved(IEnumerable<BoundNode> done, NodeMap map, List<MoveProblem> problems)
    {
        var open = new Stack<BoundNode>(done);
        while (open.TryPop(out var node))
        {
            if (map.InPlace(node.Node.NodeId) is null && map.Anywhere(node.Node.NodeId) is not null)
            {
                problems.Add(new MoveProblem(MoveRefusal.OtherPlace, node.Node.NodeId, $"'{MovePlan.Name(node)}' is al gedaan, en staat in de nieuwe versie op een andere plaats."));
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }
    }

    private void Repeats(bool[] aheadBefore, bool[] ahead, List<MoveProblem> problems)
    {
        foreach (var child in source.Children.Where(c => !aheadBefore[c.Place]))
        {
            var runs = live.Contains(child.Node.NodeId);
            if ((runs || Ran(child)) && PlaceOf(child) is >= 0 and var place && ahead[place])
            {
                problems.Add(new MoveProblem(
                    MoveRefusal.WouldRunAgain, child.Node.NodeId, $"'{MovePlan.Name(child)}' {(runs ? "loopt al" : "is al gedaan")}, en zou in de nieuwe versie nog een keer komen."));
            }
        }

        RefuseMoved(source.Children.Where(c => Ran(c) && !aheadBefore[c.Place]), map, problems);
    }

    // A line out of something that the flow does not reach from its start says nothing to what follows it.
    private void Loose(Course after, List<int> liveAfter, List<MoveProblem> problems)
    {
        foreach (var place in liveAfter.Where(p => !after.Graph.Reachable[p]))
        {
            var child = target.Children[place];
            problems.Add(new MoveProblem(MoveRefusal.WouldBeLost, child.Node.NodeId, $"'{MovePlan.Name(child)}' loopt nu, en is in de nieuwe versie niet meer verbonden met het begin."));
        }
    }

    // A branch that has come in already waits for the others: when those no longer lead there, it would never go on.
    private void Forgets(Course before, bool[] aheadBefore, bool[] ahead, List<MoveProblem> problems)
    {
        foreach (var child in source.Children.Where(c => aheadBefore[c.Place]))
        {
            var visits = Stored(child).Visits;
            var waits = before.Graph.ForwardInbound(child.Place).Any(l => Stored(source.Children[l.Source]).Departures > visits && l.IsTakenBy(Stored(source.Children[l.Source]).Outcomes ?? []));
            if (waits && (PlaceOf(child) is not (>= 0 and var place) || !ahead[place]))
            {
                problems.Add(new MoveProblem(MoveRefusal.WouldBeLost, child.Node.NodeId, $"Bij '{MovePlan.Name(child)}' wacht al een tak op een andere, en in de nieuwe versie komt die daar niet meer."));
            }
        }
    }

    private void Loops(List<MoveProblem> problems)
    {
        if (flow.Held.Count == 0)
        {
            return;
        }

        var now = target.Lines.Select(l => (target.Children[l.Source].Id, l.Port, target.Children[l.Target].Id)).ToHashSet();
        var same = source.Lines.Length == now.Count && source.Lines.All(l => now.Contains((New(source.Children[l.Source].Id) ?? "", l.Port, New(source.Children[l.Target].Id) ?? "")));
        if (!same)
        {
            problems.Add(new MoveProblem(MoveRefusal.WouldNeverCome, source.Node.NodeId, $"'{MovePlan.Name(source)}' is in een lus bezig, en de lijnen zijn in de nieuwe versie anders."));
        }
    }

    // What is new ahead of what runs has made as many rounds as what follows it; what is new behind it was passed over.
    private void Seed(Course after, bool[] ahead, List<int> liveAfter)
    {
        // One new activity may follow another: each round carries the count one line further back.
        var fresh = target.Children.Where(c => _places[c.Place] is { Visits: 0, Departures: 0 } && !liveAfter.Contains(c.Place)).ToList();
        foreach (var _ in fresh)
        {
            foreach (var child in fresh)
            {
                var rounds = after.Graph.Outbound(child.Place).Where(l => !l.IsBack && ahead[l.Target]).Select(l => _places[l.Target].Visits + (ahead[child.Place] ? 0 : 1)).DefaultIfEmpty(0).Max();
                if (rounds > 0)
                {
                    _places[child.Place] = new FlowState.Place { Visits = rounds, Departures = rounds, Outcomes = [] };
                }
            }
        }
    }

    private void Blocks(Course after, bool[] ahead, List<int> liveAfter, List<MoveProblem> problems)
    {
        foreach (var child in target.Children.Where(c => ahead[c.Place]))
        {
            var visits = _places[child.Place].Visits;
            foreach (var line in after.Graph.ForwardInbound(child.Place))
            {
                var coming = ahead[line.Source] || liveAfter.Contains(line.Source);
                if (_places[line.Source].Departures + (coming ? 1 : 0) <= visits)
                {
                    problems.Add(new MoveProblem(
                        MoveRefusal.WouldNeverCome, child.Node.NodeId, $"'{MovePlan.Name(child)}' zou in de nieuwe versie blijven wachten op '{MovePlan.Name(target.Children[line.Source])}'."));
                }
            }
        }
    }

    private bool Ran(BoundNode child) => Stored(child) is { Departures: > 0, Outcomes.Length: > 0 };

    private FlowState.Place Stored(BoundNode child) => flow.Places.FirstOrDefault(p => p.Id == child.Id).Place;

    private int PlaceOf(BoundNode child) => map.InPlace(child.Node.NodeId) is { } nodeId ? Array.FindIndex(target.Children, c => c.Node.NodeId == nodeId) : -1;

    private string? New(string id) => source.ChildById(id) is { } child && PlaceOf(child) is >= 0 and var place ? target.Children[place].Id : null;

    /// <summary>A drawing as seen from its start.</summary>
    private sealed class Course(BoundNode chart, string start)
    {
        public FlowGraph Graph { get; } = chart.Graph(Math.Max(0, Array.FindIndex(chart.Children, c => c.Id == start)));

        /// <summary>What lies further on than these places, without going back.</summary>
        public bool[] Ahead(IEnumerable<int> places)
        {
            var ahead = new bool[chart.Children.Length];
            var open = new Stack<int>(places);
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
