using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>
/// What follows in a flowchart when one of its activities has ended. Every line that leaves it counts as passed, taken or
/// not; an activity runs when all its lines in have been passed once more than it was visited, and one of them was taken.
/// Otherwise it is passed over, and that travels on along its own lines.
/// </summary>
internal sealed class FlowTurn(ActivityScope scope, Execution ended)
{
    private static readonly string[] Skipped = [];

    private readonly FlowState _flow = scope.Execution.Flow!;
    private readonly FlowGraph _graph = scope.Bound.Graph(scope.Execution.Flow!.Start);
    private Queue<int>? _passedOver;

    public void Leave(string[] outcomes)
    {
        var place = ended.Node.Place;
        if (!ended.ByBackEdge)
        {
            _flow.Places[place].Visits++;
        }

        if (!Depart(place, outcomes))
        {
            return;
        }

        PassOver();
        if (scope.Execution.Active > 0)
        {
            return;
        }

        // Nothing is busy any more, so no loop can come out: what waited for that is decided now.
        for (var i = 0; i < _flow.Places.Length && scope.Execution.Active == 0; i++)
        {
            if (_graph.LoopsBefore(i) is not null && IsDue(i))
            {
                Arrive(i, Skipped, mayHold: false);
                PassOver();
            }
        }

        if (scope.Execution.Active == 0)
        {
            scope.Complete();
        }
    }

    private void PassOver()
    {
        while (_passedOver is not null && _passedOver.TryDequeue(out var place))
        {
            _flow.Places[place].Visits++;
            Depart(place, Skipped);
        }
    }

    private bool Depart(int place, string[] outcomes)
    {
        var lines = _graph.Outbound(place);
        foreach (var line in lines)
        {
            if (line is { IsBack: true, IsProperLoop: false } && line.IsTakenBy(outcomes))
            {
                scope.Run.FaultCompleted(ended, $"De lijn terug van '{ended.Node.Id}' naar '{scope.Bound.Children[line.Target].Id}' kan niet: niet elk pad naar '{ended.Node.Id}' gaat door '{scope.Bound.Children[line.Target].Id}'.");
                return false;
            }
        }

        _flow.Places[place].Departures++;
        _flow.Places[place].Outcomes = outcomes;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.IsBack)
            {
                if (line.IsTakenBy(outcomes))
                {
                    scope.Run.Schedule(scope.Execution, scope.Bound.Children[line.Target], byBackEdge: true);
                }
            }
            else if (IsFirstTo(lines, i))
            {
                Arrive(line.Target, lines, outcomes);
            }
        }

        return true;
    }

    // Two lines between the same pair are one arrival.
    private static bool IsFirstTo(FlowEdge[] lines, int at)
    {
        for (var i = 0; i < at; i++)
        {
            if (!lines[i].IsBack && lines[i].Target == lines[at].Target)
            {
                return false;
            }
        }

        return true;
    }

    private void Arrive(int target, FlowEdge[] leaving, string[] outcomes) =>
        Arrive(target, outcomes, mayHold: true, leaving);

    private void Arrive(int target, string[] outcomes, bool mayHold, FlowEdge[]? leaving = null)
    {
        var inbound = _graph.ForwardInbound(target);
        var node = scope.Bound.Children[target];
        var mode = node.Activity is FlowJoin ? FlowJoin.ModeOf(scope, node) : FlowJoin.WaitAllActive;
        var (passed, taken) = Count(inbound, _flow.Places[target].Visits);
        if (mode == FlowJoin.WaitAny && taken > 0)
        {
            if (!IsBusy(target))
            {
                scope.Schedule(node);
                CancelWhatLost(target);
            }

            return;
        }

        if (passed < inbound.Length || (mayHold && inbound.Length > 0 && LoopMayStillComeOut(target, leaving, outcomes)))
        {
            return;
        }

        if (mode == FlowJoin.WaitAll ? taken == inbound.Length : taken > 0)
        {
            scope.Schedule(node);
        }
        else
        {
            (_passedOver ??= new Queue<int>()).Enqueue(target);
        }
    }

    private bool IsDue(int place)
    {
        var inbound = _graph.ForwardInbound(place);
        return inbound.Length > 0 && Count(inbound, _flow.Places[place].Visits).Passed == inbound.Length;
    }

    // How many lines in were passed since the last visit, and how many of those were taken.
    private (int Passed, int Taken) Count(FlowEdge[] inbound, int visits)
    {
        var passed = 0;
        var taken = 0;
        foreach (var line in inbound)
        {
            ref var source = ref _flow.Places[line.Source];
            if (source.Departures > visits)
            {
                passed++;
                taken += line.IsTakenBy(source.Outcomes!) ? 1 : 0;
            }
        }

        return (passed, taken);
    }

    private bool IsBusy(int place)
    {
        var node = scope.Bound.Children[place];
        return scope.Run.LiveChildren(scope.Execution).Exists(e => e.Node == node);
    }

    /// <summary>
    /// Whether a loop before this place is still going round. Its end has been passed without coming out, which is no reason
    /// to go on here: it will be passed again.
    /// </summary>
    private bool LoopMayStillComeOut(int place, FlowEdge[]? leaving, string[] outcomes)
    {
        if (_graph.LoopsBefore(place) is not { } loops)
        {
            return false;
        }

        if (leaving is not null && Array.Exists(leaving, l => loops[l.Target] && l.IsTakenBy(outcomes)))
        {
            return true;
        }

        return scope.Run.LiveChildren(scope.Execution).Exists(e => loops[e.Node.Place]);
    }

    // A race is over for everyone before the join: what waits and what is queued is withdrawn, and counts as passed over.
    private void CancelWhatLost(int join)
    {
        var before = _graph.Before(join);
        foreach (var loser in scope.Run.LiveChildren(scope.Execution))
        {
            if (!before[loser.Node.Place])
            {
                continue;
            }

            scope.Run.Cancel(loser);
            if (loser.ByBackEdge)
            {
                _flow.Places[loser.Node.Place].Visits--;
            }

            (_passedOver ??= new Queue<int>()).Enqueue(loser.Node.Place);
        }
    }
}
