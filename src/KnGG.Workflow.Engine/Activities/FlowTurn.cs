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
        ReleaseWhatIsOver();
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
            else if (IsFirstTo(lines, i) && !Hold(lines, line, outcomes))
            {
                Arrive(line.Target);
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

    private void Arrive(int target)
    {
        var inbound = _graph.ForwardInbound(target);
        var node = scope.Bound.Children[target];
        var mode = node.Activity is FlowJoin ? FlowJoin.ModeOf(scope, node) : FlowJoin.WaitAllActive;
        var (passed, taken) = Count(inbound, target);
        if (mode == FlowJoin.WaitAny && taken > 0)
        {
            if (!IsBusy(target))
            {
                scope.Schedule(node);
                CancelWhatLost(target);
            }

            return;
        }

        if (passed < inbound.Length)
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

    // How many lines in were passed since the last visit, and how many of those were taken.
    private (int Passed, int Taken) Count(FlowEdge[] inbound, int target)
    {
        var visits = _flow.Places[target].Visits;
        var passed = 0;
        var taken = 0;
        foreach (var line in inbound)
        {
            ref var source = ref _flow.Places[line.Source];
            if (source.Departures - Discount(line) > visits)
            {
                passed++;
                taken += line.IsTakenBy(source.Outcomes!) ? 1 : 0;
            }
        }

        return (passed, taken);
    }

    private int Discount(FlowEdge line)
    {
        foreach (var held in _flow.Held)
        {
            if (held.Source == line.Source && held.Target == line.Target)
            {
                return held.Discount;
            }
        }

        return 0;
    }

    private bool IsBusy(int place)
    {
        var node = scope.Bound.Children[place];
        return scope.Run.LiveChildren(scope.Execution).Exists(e => e.Node == node);
    }

    /// <summary>
    /// A loop whose end is passed without coming out goes round again: that says nothing yet to what follows the loop.
    /// So the passing does not count, unless the loop ends otherwise.
    /// </summary>
    private bool Hold(FlowEdge[] lines, FlowEdge line, string[] outcomes)
    {
        if (_graph.LoopsBefore(line.Target) is not { } loops || !loops[line.Source])
        {
            return false;
        }

        var taken = Array.Exists(lines, l => l.Target == line.Target && l.IsTakenBy(outcomes));
        var goesOn = !taken
            && (Array.Exists(lines, l => loops[l.Target] && l.IsTakenBy(outcomes)) || IsAlive(loops));
        var known = Array.FindIndex(_flow.Held, h => h.Source == line.Source && h.Target == line.Target);
        if (known < 0 && !goesOn)
        {
            return false;
        }

        var discount = (known < 0 ? 0 : _flow.Held[known].Discount) + (goesOn ? 1 : 0);
        SetHeld(known, new FlowState.HeldLine(line.Source, line.Target, discount, IsPending: goesOn));
        return goesOn;
    }

    private void SetHeld(int place, FlowState.HeldLine line)
    {
        if (place < 0)
        {
            _flow.Held = [.. _flow.Held, line];
            return;
        }

        _flow.Held = (FlowState.HeldLine[])_flow.Held.Clone();
        _flow.Held[place] = line;
    }

    private void ReleaseWhatIsOver()
    {
        for (var i = 0; i < _flow.Held.Length; i++)
        {
            var held = _flow.Held[i];
            if (held.IsPending && !IsAlive(_graph.LoopsBefore(held.Target)!))
            {
                SetHeld(i, held with { Discount = held.Discount - 1, IsPending = false });
                Arrive(held.Target);
                PassOver();
            }
        }
    }

    private bool IsAlive(bool[] loops) => scope.Run.LiveChildren(scope.Execution).Exists(e => loops[e.Node.Place]);

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
