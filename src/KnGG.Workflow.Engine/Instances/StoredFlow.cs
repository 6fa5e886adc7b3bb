using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>The state of a flowchart by the ids of its activities: what is stored, and what survives a changed definition.</summary>
internal sealed record StoredFlow(
    string Start,
    IReadOnlyList<(string Id, FlowState.Place Place)> Places,
    IReadOnlyList<(string Source, string Target, int Discount, bool IsPending)> Held)
{
    public static StoredFlow Of(Execution execution)
    {
        var flow = execution.Flow!;
        var children = execution.Node.Children;
        var places = new List<(string, FlowState.Place)>();
        for (var i = 0; i < flow.Places.Length; i++)
        {
            if (flow.Places[i].Visits != 0 || flow.Places[i].Departures != 0)
            {
                places.Add((children[i].Id, flow.Places[i]));
            }
        }

        return new StoredFlow(
            children[flow.Start].Id,
            places,
            flow.Held.Length == 0 ? [] : [.. flow.Held.Select(h => (children[h.Source].Id, children[h.Target].Id, h.Discount, h.IsPending))]);
    }

    public FlowState For(BoundNode flowchart)
    {
        var children = flowchart.Children;
        var places = new FlowState.Place[children.Length];
        var start = flowchart.Start;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i].Id == Start)
            {
                start = i;
            }

            foreach (var (id, place) in Places)
            {
                if (id == children[i].Id)
                {
                    places[i] = place;
                }
            }
        }

        return new FlowState(start, places, [.. Held
            .Select(h => new FlowState.HeldLine(PlaceOf(children, h.Source), PlaceOf(children, h.Target), h.Discount, h.IsPending))
            .Where(h => h.Source >= 0 && h.Target >= 0)]);
    }

    private static int PlaceOf(BoundNode[] children, string id) => Array.FindIndex(children, c => c.Id == id);
}
