using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Problems of the lines of one flowchart: what Elsa shows only by silence.</summary>
internal static class FlowChecks
{
    public static void Check(BoundNode flowchart, ProblemList problems)
    {
        CheckEnds(flowchart, problems);
        if (flowchart.Children.Length == 0)
        {
            return;
        }

        var graph = flowchart.Graph(flowchart.Start);
        for (var place = 0; place < flowchart.Children.Length; place++)
        {
            var child = flowchart.Children[place];
            if (!graph.Reachable[place])
            {
                if (!child.Node.CanStartWorkflow)
                {
                    problems.Warning("unreachable", child.Node, $"'{child.Node.DisplayName}' wordt nooit bereikt: er leidt geen lijn naartoe vanaf het begin.");
                }

                continue;
            }

            CheckOutcomes(flowchart, place, graph, problems);
            CheckBackEdges(flowchart, place, graph, problems);
            if (child.Activity is FlowJoin)
            {
                CheckWaitAll(flowchart, place, graph, problems);
            }
        }
    }

    private static void CheckEnds(BoundNode flowchart, ProblemList problems)
    {
        foreach (var line in flowchart.Node.Connections)
        {
            foreach (var end in new[] { line.Source, line.Target })
            {
                if (!Array.Exists(flowchart.Children, c => c.Id == end))
                {
                    problems.Error("missing-target", flowchart.Node, $"Een lijn van '{line.Source}' naar '{line.Target}' wijst naar '{end}', maar die activiteit is er niet.");
                }
            }
        }
    }

    private static void CheckOutcomes(BoundNode flowchart, int place, FlowGraph graph, ProblemList problems)
    {
        var child = flowchart.Children[place];
        var lines = graph.Outbound(place);
        if (Outcomes.Of(child) is not { } outcomes)
        {
            return;
        }

        var doneIsConnected = outcomes.Contains("Done") && Array.Exists(lines, l => l.Port == "Done");
        foreach (var outcome in outcomes)
        {
            if (outcomes.Count > 1 && !doneIsConnected && !Array.Exists(lines, l => l.Port == outcome))
            {
                problems.Warning("outcome-not-connected", child.Node, $"De uitkomst '{outcome}' van '{child.Node.DisplayName}' leidt nergens heen.");
            }
        }

        foreach (var line in lines)
        {
            if (Outcomes.AreFixed(child) && !outcomes.Contains(line.Port))
            {
                problems.Warning("unknown-outcome", child.Node, $"'{child.Node.DisplayName}' heeft een lijn vanaf '{line.Port}', maar kent die uitkomst niet; de lijn wordt nooit gevolgd.");
            }
        }
    }

    private static void CheckBackEdges(BoundNode flowchart, int place, FlowGraph graph, ProblemList problems)
    {
        foreach (var line in graph.Outbound(place))
        {
            if (!line.IsBack)
            {
                continue;
            }

            var source = flowchart.Children[place].Node;
            var target = flowchart.Children[line.Target].Node;
            if (!line.IsProperLoop)
            {
                problems.Error("back-edge", source, $"De lijn terug van '{source.DisplayName}' naar '{target.DisplayName}' kan niet: niet elk pad naar '{source.DisplayName}' gaat door '{target.DisplayName}'.");
            }
            else if (!HasWayOut(flowchart, graph, line))
            {
                problems.Error("endless-loop", source, $"De lus van '{target.DisplayName}' tot en met '{source.DisplayName}' heeft geen uitgang.");
            }
        }
    }

    // A way out is a line that leaves the loop, or an outcome without a line: there the flow ends. A loop that listens for an event runs
    // beside the rest, once for each event, and ends with the workflow.
    private static bool HasWayOut(BoundNode flowchart, FlowGraph graph, FlowEdge back)
    {
        var body = graph.Body(back);
        for (var place = 0; place < body.Length; place++)
        {
            if (!body[place])
            {
                continue;
            }

            var lines = graph.Outbound(place);
            var outcomes = Outcomes.Of(flowchart.Children[place]);
            if (flowchart.Children[place].Activity is Event
                || Array.Exists(lines, l => !body[l.Target])
                || outcomes is null
                || outcomes.Any(o => !Array.Exists(lines, l => l.Port == o)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A join for all of which a line is not taken when a choice before it goes the other way never runs.</summary>
    private static void CheckWaitAll(BoundNode flowchart, int join, FlowGraph graph, ProblemList problems)
    {
        var node = flowchart.Children[join];
        if (node.Input("Mode")?.Expression is not BoundExpression.Constant { Value.TextOrNull: { } mode }
            || !FlowJoin.WaitAll.Equals(mode, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var before = graph.Before(join);
        for (var place = 0; place < before.Length; place++)
        {
            var choice = flowchart.Children[place];
            if (!before[place] || choice.Activity is FlowFork || Outcomes.Of(choice) is not { Count: > 1 } outcomes)
            {
                continue;
            }

            foreach (var inbound in graph.ForwardInbound(join))
            {
                var missed = outcomes.FirstOrDefault(o =>
                    DependsOn(graph, inbound, place) && !LeadsTo(graph, place, o, inbound) && !LeadsBack(graph, place, o));
                if (missed is not null)
                {
                    problems.Warning("untaken-wait-all", node.Node, $"'{node.Node.DisplayName}' wacht op alle lijnen, maar bij uitkomst '{missed}' van '{choice.Node.DisplayName}' komt er een niet; dan gaat de workflow hier niet verder.");
                    return;
                }
            }
        }
    }

    private static bool DependsOn(FlowGraph graph, FlowEdge line, int choice) =>
        line.Source == choice || !graph.CanReach(graph.Start, line.Source, without: choice);

    // Round again: the choice is made anew.
    private static bool LeadsBack(FlowGraph graph, int choice, string outcome) =>
        Array.Exists(graph.Outbound(choice), l => l.Port == outcome && graph.CanReach(l.Target, choice, without: -1));

    private static bool LeadsTo(FlowGraph graph, int choice, string outcome, FlowEdge line)
    {
        foreach (var leaving in graph.Outbound(choice))
        {
            if (leaving.Port == outcome && !leaving.IsBack
                && (ReferenceEquals(leaving, line) || (line.Source != choice && (leaving.Target == line.Source || graph.CanReach(leaving.Target, line.Source, without: choice)))))
            {
                return true;
            }
        }

        return false;
    }
}
