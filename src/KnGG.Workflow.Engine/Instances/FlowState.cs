namespace KnGG.Workflow.Engine.Instances;

/// <summary>How far a flowchart is: for each of its activities how often it was entered and left, and how it was left last.</summary>
internal sealed class FlowState(int start, FlowState.Place[] places, FlowState.HeldLine[] held)
{
    public int Start { get; } = start;

    public Place[] Places { get; } = places;

    /// <summary>Lines out of loops that were passed without being taken while the loop went on.</summary>
    public HeldLine[] Held { get; set; } = held;

    public FlowState Copy() => new(Start, (Place[])Places.Clone(), Held);

    internal struct Place
    {
        /// <summary>Rounds in which it ran or was skipped, not counting runs that a back edge caused.</summary>
        public int Visits;

        /// <summary>How often it was left, or passed over.</summary>
        public int Departures;

        /// <summary>The outcomes of the last time; empty when it was passed over.</summary>
        public string[]? Outcomes;
    }

    /// <summary>A line out of a loop.</summary>
    /// <param name="Source">The place in the loop.</param>
    /// <param name="Target">The place after it.</param>
    /// <param name="Discount">How many departures of the source do not count for the target.</param>
    /// <param name="IsPending">Whether the last of those counts after all when the loop ends otherwise.</param>
    internal readonly record struct HeldLine(int Source, int Target, int Discount, bool IsPending);
}
