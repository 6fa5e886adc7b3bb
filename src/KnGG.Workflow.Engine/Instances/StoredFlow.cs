using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>The state of a flowchart by the ids of its activities: what is stored, and what survives a changed definition.</summary>
internal sealed record StoredFlow(string Start, IReadOnlyList<(string Id, IReadOnlyList<string> Arrived)> Meetings)
{
    public static StoredFlow Of(Execution execution)
    {
        var flow = execution.Flow!;
        var children = execution.Node.Children;
        return new StoredFlow(
            children[flow.Start].Id,
            flow.Meetings.Length == 0 ? [] : [.. flow.Meetings.Select(m => (children[m.Place].Id, Ids(children, m.Arrived)))]);
    }

    public FlowState For(BoundNode flowchart)
    {
        var children = flowchart.Children;
        var start = PlaceOf(children, Start);
        return new FlowState(
            start < 0 ? flowchart.Start : start,
            Meetings.Count == 0 ? [] : [.. Meetings.Select(m => new FlowState.Meeting(MeetingPlace(flowchart, m.Id), [.. m.Arrived.Select(a => PlaceOf(children, a))]))]);
    }

    private static IReadOnlyList<string> Ids(BoundNode[] children, int[] places) =>
        [.. places.Select(p => p < 0 ? "" : children[p].Id)];

    // What arrived there would be lost in silence.
    private static int MeetingPlace(BoundNode flowchart, string id) => PlaceOf(flowchart.Children, id) is >= 0 and var place
        ? place
        : throw new InstanceStateException($"De workflow heeft geen activiteit '{NodeIds.Of(flowchart.Node.NodeId, id)}', terwijl deze instantie daar wacht tot lijnen samenkomen.");

    private static int PlaceOf(BoundNode[] children, string id) => Array.FindIndex(children, c => c.Id == id);
}
