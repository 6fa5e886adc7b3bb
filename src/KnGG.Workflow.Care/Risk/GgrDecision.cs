namespace KnGG.Workflow.Care.Risk;

/// <summary>The proposal of the GGR table; a named professional confirms or overrides it (requirement 13).</summary>
/// <param name="Possible">Every level still possible, in rising order: one when all is known.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Missing">Fields that would narrow the answer: <c>risk</c>, <c>weightClass</c>.</param>
/// <param name="Input">The values used.</param>
public sealed record GgrDecision(IReadOnlyList<Ggr> Possible, string Reason, string Source, string Rule, IReadOnlyList<string> Missing, GgrInput Input)
{
    /// <summary>The level when only one is possible, else null.</summary>
    public Ggr? Value => Possible.Count == 1 ? Possible[0] : null;
}
