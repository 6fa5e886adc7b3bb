namespace KnGG.Workflow.Care.Risk;

/// <summary>Weight-related health risk of a child (GGR) in rising order (Handreiking mei 2026, H2 voetnoot 1). Codes: <c>geen</c>, <c>licht</c>, <c>matig</c>, <c>sterk</c>, <c>extreem</c>. Not yet known is <c>null</c>, code <c>onbekend</c>.</summary>
public enum Ggr
{
    /// <summary>No raised risk: no overweight.</summary>
    Geen = 0,

    /// <summary>Lightly raised.</summary>
    Licht = 1,

    /// <summary>Moderately raised.</summary>
    Matig = 2,

    /// <summary>Strongly raised.</summary>
    Sterk = 3,

    /// <summary>Extremely raised.</summary>
    Extreem = 4,
}
