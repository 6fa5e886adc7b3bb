using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>
/// The whole course of a definition as one graph: every definition that it uses is laid out at each place where it is used. What can be
/// reached in it is a superset of what can happen: the values of expressions are not followed.
/// </summary>
internal sealed class FlowMap
{
    private readonly bool _hasJoinForAll;

    internal FlowMap(FlowScope root, IReadOnlyList<FlowPlace> places)
    {
        Root = root;
        Places = places;
        _hasJoinForAll = places.Any(IsJoinForAll);
        Reached = root.Entry is { } entry ? Reach([entry]) : [];
    }

    public FlowScope Root { get; }

    /// <summary>Every place, in the order of the definitions.</summary>
    public IReadOnlyList<FlowPlace> Places { get; }

    /// <summary>What the course can reach at all.</summary>
    public HashSet<FlowPlace> Reached { get; }

    /// <summary>The places of a type that the course can reach, in order.</summary>
    public IEnumerable<FlowPlace> Of(string type) => Places.Where(p => p.Type == type && Reached.Contains(p));

    /// <summary>What can be reached from the beginning.</summary>
    public HashSet<FlowPlace> FromStart(Func<FlowPlace, bool>? stop = null, Func<FlowPlace, string, bool>? cut = null) =>
        Root.Entry is { } entry ? Reach([entry], stop, cut) : [];

    /// <summary>What can be reached after leaving a place, by one of its ports or by any.</summary>
    public HashSet<FlowPlace> After(FlowPlace place, string? port = null, Func<FlowPlace, bool>? stop = null, Func<FlowPlace, string, bool>? cut = null) =>
        Reach(place.Out.Where(l => port is null || l.Port == port || l.Port == FlowMapBuilder.AnyPort).Select(l => l.Target), stop, cut);

    /// <summary>What can be reached from some places.</summary>
    /// <param name="seeds">Where it begins; they are reached.</param>
    /// <param name="stop">Places that are reached, and not gone past.</param>
    /// <param name="cut">Lines that are not followed.</param>
    public HashSet<FlowPlace> Reach(IEnumerable<FlowPlace> seeds, Func<FlowPlace, bool>? stop = null, Func<FlowPlace, string, bool>? cut = null)
    {
        var begin = seeds.ToArray();
        var possible = _hasJoinForAll && (stop is not null || cut is not null) ? Reach(begin) : null;
        var found = new HashSet<FlowPlace>(begin);
        var passed = new Dictionary<FlowPlace, HashSet<(FlowPlace, string)>>();
        var open = new Stack<FlowPlace>(begin);
        while (open.TryPop(out var place))
        {
            if (stop?.Invoke(place) == true)
            {
                continue;
            }

            foreach (var (port, target) in place.Out)
            {
                if (cut?.Invoke(place, port) == true || found.Contains(target) || !MayEnter(place, port, target, possible, passed))
                {
                    continue;
                }

                found.Add(target);
                open.Push(target);
            }
        }

        return found;
    }

    // A join for all goes on when every branch that can come has come: what lies in one of the branches is always passed.
    private static bool MayEnter(
        FlowPlace source, string port, FlowPlace target, HashSet<FlowPlace>? possible, Dictionary<FlowPlace, HashSet<(FlowPlace, string)>> passed)
    {
        if (possible is null || !IsJoinForAll(target))
        {
            return true;
        }

        var lines = passed.TryGetValue(target, out var known) ? known : passed[target] = [];
        lines.Add((source, port));
        return target.In.Where(l => possible.Contains(l.Source)).GroupBy(l => l.Source).All(g => g.Any(l => lines.Contains((l.Source, l.Port))));
    }

    private static bool IsJoinForAll(FlowPlace place) =>
        place.Is(CareTypes.FlowJoin) && Given.Of(place.Node, "Mode").Fixed?.Equals("WaitAll", StringComparison.OrdinalIgnoreCase) == true;
}
