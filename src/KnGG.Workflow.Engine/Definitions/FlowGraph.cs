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
    private readonly bool[]?[] _loopsBefore;

    private FlowGraph(int start, FlowEdge[][] outbound, FlowEdge[][] inbound, bool[] reachable)
    {
        Start = start;
        _outbound = outbound;
        _inbound = inbound;
        Reachable = reachable;
        _loopsBefore = new bool[]?[outbound.Length];
        FindLoops();
    }

    /// <summary>The place at which the flow begins.</summary>
    public int Start { get; }

    /// <summary>Which places the flow can reach.</summary>
    public bool[] Reachable { get; }

    /// <summary>All lines that leave a place.</summary>
    public FlowEdge[] Outbound(int place) => _outbound[place];

    /// <summary>The lines into a place that do not lead back, from places that the flow can reach.</summary>
    public FlowEdge[] ForwardInbound(int place) => _inbound[place];

    /// <summary>
    /// The places inside loops that end before this place: while one of them is busy, the loop may still come out here.
    /// Null when there is none.
    /// </summary>
    public bool[]? LoopsBefore(int place) => _loopsBefore[place];

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

    /// <summary>The places from which a place can be reached without going back.</summary>
    public bool[] Before(int place)
    {
        var found = new bool[_outbound.Length];
        var open = new Stack<int>();
        open.Push(place);
        while (open.TryPop(out var next))
        {
            foreach (var edge in _inbound[next])
            {
                if (!found[edge.Source])
                {
                    found[edge.Source] = true;
                    open.Push(edge.Source);
                }
            }
        }

        return found;
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

    private void FindLoops()
    {
        for (var i = 0; i < _outbound.Length; i++)
        {
            foreach (var edge in _outbound[i])
            {
                if (edge is { IsBack: true, IsProperLoop: true } && Reachable[i])
                {
                    MarkAfter(Body(edge));
                }
            }
        }
    }

    /// <summary>The places of a loop: those that lead to its end without passing its head, and the head.</summary>
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
            foreach (var edge in _inbound[place])
            {
                open.Push(edge.Source);
            }
        }

        return body;
    }

    private void MarkAfter(bool[] body)
    {
        var seen = (bool[])body.Clone();
        var open = new Stack<int>();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i])
            {
                open.Push(i);
            }
        }

        while (open.TryPop(out var place))
        {
            foreach (var edge in _outbound[place])
            {
                if (edge.IsBack || seen[edge.Target])
                {
                    continue;
                }

                seen[edge.Target] = true;
                open.Push(edge.Target);
                var before = _loopsBefore[edge.Target] ??= new bool[body.Length];
                for (var i = 0; i < body.Length; i++)
                {
                    before[i] |= body[i];
                }
            }
        }
    }
}
