namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// How far a flowchart is, beside the activities that run in it: where lines meet, and which of them have arrived. Immutable.
/// </summary>
/// <param name="Start">The place at which it began.</param>
/// <param name="Meetings">The activities at which something has arrived that have to wait for more.</param>
internal sealed record FlowState(int Start, FlowState.Meeting[] Meetings)
{
    /// <summary>The places from which a line has arrived at an activity since it ran last.</summary>
    public int[] ArrivedAt(int place)
    {
        var at = IndexOf(place);
        return at < 0 ? [] : Meetings[at].Arrived;
    }

    public FlowState With(int source, int target)
    {
        var at = IndexOf(target);
        if (at < 0)
        {
            return this with { Meetings = [.. Meetings, new Meeting(target, [source])] };
        }

        if (Meetings[at].Arrived.Contains(source))
        {
            return this;
        }

        var meetings = (Meeting[])Meetings.Clone();
        meetings[at] = new Meeting(target, [.. meetings[at].Arrived, source]);
        return this with { Meetings = meetings };
    }

    public FlowState Without(int place) => this with { Meetings = Array.FindAll(Meetings, m => m.Place != place) };

    public FlowState Without(bool[] places) =>
        Array.Exists(Meetings, m => places[m.Place]) ? this with { Meetings = Array.FindAll(Meetings, m => !places[m.Place]) } : this;

    private int IndexOf(int place) => Array.FindIndex(Meetings, m => m.Place == place);

    /// <summary>An activity at which something has arrived.</summary>
    /// <param name="Place">The activity.</param>
    /// <param name="Arrived">Where the lines come from; -1 for an activity that is no longer in the definition.</param>
    internal readonly record struct Meeting(int Place, int[] Arrived);
}
