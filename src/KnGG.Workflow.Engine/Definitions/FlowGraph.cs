namespace KnGG.Workflow.Engine.Definitions;

/// <summary>
/// The lines of one flowchart as seen from one start: what is reachable, which edges lead back, what lies before what.
/// Computed once for a definition; immutable.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly FlowEdge[] None = [];

    private readonly FlowEdge[][] _outbound;
    private readonly FlowEdge[][] _inbound;
    private readonly int[][] _sources;
    private readonly bool[]?[] _before;
    private readonly FlowEdge[] _back;
    private readonly bool[][] _bodies;

    private FlowGraph(int start, FlowEdge[][] outbound, FlowEdge[][] inbound, bool[] reachable)
    {
        Start = start;
        _outbound = outbound;
        _inbound = inbound;
        Reachable = reachable;
        _sources = Array.ConvertAll(inbound, lines => lines.Select(l => l.Source).Distinct().ToArray());
        _before = new bool[]?[outbound.Length];
        _back = [.. outbound.Where((_, place) => reachable[place]).SelectMany(l => l).Where(l => l.IsProperLoop)];
        _bodies = Array.ConvertAll(_back, Body);
    }

    /// <summary>The place at which the flow begins.</summary>
    public int Start { get; }

    /// <summary>Which places the flow can reach.</summary>
    public bool[] Reachable { get; }

    /// <summary>All lines that leave a place.</summary>
    public FlowEdge[] Outbound(int place) => _outbound[place];

    /// <summary>The lines into a place that do not lead back, from places that the flow can reach.</summary>
    public FlowEdge[] ForwardInbound(int place) => _inbound[place];

    /// <summary>The places from which a line leads to a place without going back, each once.</summary>
    public int[] Sources(int place) => _sources[place];

    /// <summary>
    /// The places from which the flow can still come to a place without passing it: along lines onward, and by going round
    /// in loops that it is not part of. Going round in a loop around the place itself is a next round, for which it does not wait.
    /// Kept after the first time: the same for everyone who asks.
    /// </summary>
    public bool[] Before(int place) => Volatile.Read(ref _before[place]) ?? Keep(place, FindBefore(place));

    /// <summary>Makes the graph for one start.</summary>
    public static FlowGraph Of(int count, IReadOnlyList<(int Source, string Port, int Target)> lines, int start)
    {
        var leaving = new List<FlowEdge>[count];
        foreach (var (source, port, target) in lines)
        {
            (leaving[source] ??= []).Add(new FlowEdge(source, port, target));
        }

        var outbound = new FlowEdge[count][];
        for (var i = 0; i < count; i++)
        {
            outbound[i] = leaving[i] is { } list ? [.. list] : None;
        }

        var reachable = MarkBackEdges(outbound, start);
        var entering = new List<FlowEdge>[count];
        for (var i = 0; i < count; i++)
        {
            foreach (var edge in outbound[i])
            {
                if (edge.IsBack)
                {
                    edge.IsProperLoop = !CanReach(outbound, start, edge.Source, without: edge.Target);
                }
                else if (reachable[i])
                {
                    (entering[edge.Target] ??= []).Add(edge);
                }
            }
        }

        var inbound = new FlowEdge[count][];
        for (var i = 0; i < count; i++)
        {
            inbound[i] = entering[i] is { } list ? [.. list] : None;
        }

        return new FlowGraph(start, outbound, inbound, reachable);
    }

    /// <summary>Whether a place can be reached from another without passing a third.</summary>
    public bool CanReach(int from, int to, int without) => CanReach(_outbound, from, to, without);

    // Depth first with an explicit stack: an edge to a place that is still open leads back.
    private static bool[] MarkBackEdges(FlowEdge[][] outbound, int start)
    {
        var reachable = new bool[outbound.Length];
        if (outbound.Length == 0)
        {
            return reachable;
        }

        var open = new bool[outbound.Length];
        var path = new Stack<(int Place, int Next)>();
        path.Push((start, 0));
        reachable[start] = open[start] = true;
        while (path.TryPop(out var at))
        {
            if (at.Next == outbound[at.Place].Length)
            {
                open[at.Place] = false;
                continue;
            }

            path.Push((at.Place, at.Next + 1));
            var edge = outbound[at.Place][at.Next];
            if (open[edge.Target])
            {
                edge.IsBack = true;
            }
            else if (!reachable[edge.Target])
            {
                reachable[edge.Target] = open[edge.Target] = true;
                path.Push((edge.Target, 0));
            }
        }

        return reachable;
    }

    private static bool CanReach(FlowEdge[][] outbound, int from, int to, int without)
    {
        if (from == without)
        {
            return false;
        }

        var seen = new bool[outbound.Length];
        var open = new Stack<int>();
        open.Push(from);
        seen[from] = true;
        while (open.TryPop(out var place))
        {
            if (place == to)
            {
                return true;
            }

            foreach (var edge in outbound[place])
            {
                if (edge.Target != without && !seen[edge.Target])
                {
                    seen[edge.Target] = true;
                    open.Push(edge.Target);
                }
            }
        }

        return false;
    }

    /// <summary>The places of a loop: those that lead to its end without passing its head, also by loops inside it, and the head.</summary>
    public bool[] Body(FlowEdge back)
    {
        var body = new bool[_outbound.Length];
        body[back.Target] = true;
        var open = new Stack<int>();
        open.Push(back.Source);
        while (open.TryPop(out var place))
        {
            if (body[place])
            {
                continue;
            }

            body[place] = true;
            foreach (var source in _sources[place])
            {
                open.Push(source);
            }

            foreach (var inner in _back)
            {
                if (inner.Target == place)
                {
                    open.Push(inner.Source);
                }
            }
        }

        return body;
    }

    private bool[] FindBefore(int place)
    {
        var found = new bool[_outbound.Length];
        var open = new Stack<int>();
        open.Push(place);
        while (open.TryPop(out var next))
        {
            foreach (var source in _sources[next])
            {
                Find(source);
            }

            for (var i = 0; i < _back.Length; i++)
            {
                if (_back[i].Target == next && !_bodies[i][place])
                {
                    Find(_back[i].Source);
                }
            }
        }

        return found;

        void Find(int source)
        {
            if (source != place && !found[source])
            {
                found[source] = true;
                open.Push(source);
            }
        }
    }

    private bool[] Keep(int place, bool[] before)
    {
        Volatile.Write(ref _before[place], before);
        return before;
    }
}
