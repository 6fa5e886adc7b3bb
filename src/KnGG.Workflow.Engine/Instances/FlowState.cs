namespace KnGG.Workflow.Engine.Instances;

/// <summary>How far a flowchart is: for each of its activities how often it was entered and left, and how it was left last.</summary>
internal sealed class FlowState(int start, FlowState.Place[] places)
{
    public int Start { get; } = start;

    public Place[] Places { get; } = places;

    public FlowState Copy() => new(Start, (Place[])Places.Clone());

    internal struct Place
    {
        /// <summary>Rounds in which it ran or was skipped, not counting runs that a back edge caused.</summary>
        public int Visits;

        /// <summary>How often it was left, or passed over.</summary>
        public int Departures;

        /// <summary>The outcomes of the last time; empty when it was passed over.</summary>
        public string[]? Outcomes;
    }
}
