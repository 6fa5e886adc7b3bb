using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>
/// What follows in a flowchart when one of its activities has ended. Along every line that was taken the flow arrives at the
/// next activity. One with a single line in runs at once. Where lines meet, the activity runs when all of them have arrived,
/// or when nothing that is still under way in this flowchart can come there any more. Lines that were not taken need no
/// bookkeeping: they are where nothing comes from. So whatever people answer, the flow goes on or is over.
/// </summary>
internal sealed class FlowTurn(ActivityScope scope, Execution ended)
{
    private readonly FlowGraph _graph = scope.Bound.Graph(scope.Execution.Flow!.Start);
    private readonly BoundNode[] _children = scope.Bound.Children;
    private List<int>? _won;

    private FlowState Flow
    {
        get => scope.Execution.Flow!;
        set => scope.Execution.Flow = value;
    }

    public void Leave(string[] outcomes)
    {
        var place = ended.Node.Place;
        var lines = _graph.Outbound(place);
        var taken = Taken(lines, outcomes);
        foreach (var line in taken)
        {
            if (line is { IsBack: true, IsProperLoop: false })
            {
                scope.Run.FaultCompleted(ended, $"De lijn terug van '{ended.Node.Id}' naar '{_children[line.Target].Id}' kan niet: niet elk pad naar '{ended.Node.Id}' gaat door '{_children[line.Target].Id}'.");
                return;
            }
        }

        // All have arrived before any is judged: one of them may still lead to another.
        foreach (var line in taken)
        {
            if (!RunsAtOnce(line))
            {
                Flow = Flow.With(place, line.Target);
            }
        }

        foreach (var line in taken)
        {
            if (RunsAtOnce(line))
            {
                scope.Schedule(_children[line.Target]);
            }
            else
            {
                TryRun(line.Target, taken);
            }
        }

        EndRaces();
        LetGo();
        if (scope.Execution.Active == 0)
        {
            scope.Complete();
        }
    }

    // Two lines between the same pair are one arrival.
    private static ReadOnlySpan<FlowEdge> Taken(FlowEdge[] lines, string[] outcomes)
    {
        if (lines.Length == 0 || (lines.Length == 1 && lines[0].IsTakenBy(outcomes)))
        {
            return lines;
        }

        var taken = new FlowEdge[lines.Length];
        var count = 0;
        foreach (var line in lines)
        {
            if (line.IsTakenBy(outcomes) && !Leads(taken.AsSpan(0, count), line.Target))
            {
                taken[count++] = line;
            }
        }

        return taken.AsSpan(0, count);
    }

    private static bool Leads(ReadOnlySpan<FlowEdge> lines, int target)
    {
        foreach (var line in lines)
        {
            if (line.Target == target)
            {
                return true;
            }
        }

        return false;
    }

    // A line back begins a new round: what stands before the loop has nothing to do with that.
    private bool RunsAtOnce(FlowEdge line) =>
        line.IsBack || (_graph.Sources(line.Target).Length == 1 && _children[line.Target].Activity is not FlowJoin);

    /// <summary>Runs an activity where lines meet if it need not wait longer, or passes it over. False when it waits.</summary>
    /// <param name="place">The activity.</param>
    /// <param name="underWay">Lines that are being taken now; some of their targets are not in the queue yet.</param>
    /// <param name="isLast">Whether nothing else in the flowchart moves.</param>
    private bool TryRun(int place, ReadOnlySpan<FlowEdge> underWay, bool isLast = false)
    {
        var node = _children[place];
        var mode = node.Activity is FlowJoin ? FlowJoin.ModeOf(scope, node) : FlowJoin.WaitAllActive;
        if (mode == FlowJoin.WaitAny)
        {
            Flow = Flow.Without(place);
            if (!IsBusy(place))
            {
                scope.Schedule(node);
                (_won ??= []).Add(place);
            }

            return true;
        }

        var isComplete = IsComplete(place);
        if (!isComplete && !isLast && MoreMayCome(place, underWay))
        {
            return false;
        }

        Flow = Flow.Without(place);
        if (isComplete || mode != FlowJoin.WaitAll)
        {
            scope.Schedule(node);
        }

        return true;
    }

    private bool IsComplete(int place)
    {
        var arrived = Flow.ArrivedAt(place);
        foreach (var source in _graph.Sources(place))
        {
            if (!arrived.Contains(source))
            {
                return false;
            }
        }

        return true;
    }

    private bool MoreMayCome(int place, ReadOnlySpan<FlowEdge> underWay)
    {
        var before = _graph.Before(place);
        foreach (var line in underWay)
        {
            if (before[line.Target])
            {
                return true;
            }
        }

        foreach (var meeting in Flow.Meetings)
        {
            if (before[meeting.Place])
            {
                return true;
            }
        }

        return scope.Run.IsAnyLive(scope.Execution, before);
    }

    private void LetGo()
    {
        for (var i = 0; i < Flow.Meetings.Length;)
        {
            if (TryRun(Flow.Meetings[i].Place, []))
            {
                // It may have been what others waited for.
                EndRaces();
                i = 0;
            }
            else if (++i == Flow.Meetings.Length && scope.Execution.Active == 0)
            {
                // Two that wait for each other, by lines back to the same activity. Nobody else will come, so the first goes.
                TryRun(Flow.Meetings[0].Place, [], isLast: true);
                i = 0;
            }
        }
    }

    private bool IsBusy(int place) => scope.Run.LiveChildren(scope.Execution).Exists(e => e.Node.Place == place);

    // A race is over for everyone who could still come to the join: what waits, what is queued and what has arrived halfway.
    private void EndRaces()
    {
        foreach (var join in _won ?? [])
        {
            if (!IsBusy(join))
            {
                // It lost another race itself.
                continue;
            }

            var before = _graph.Before(join);
            foreach (var loser in scope.Run.LiveChildren(scope.Execution))
            {
                if (before[loser.Node.Place])
                {
                    scope.Run.Cancel(loser);
                }
            }

            Flow = Flow.Without(before);
        }

        _won = null;
    }
}
