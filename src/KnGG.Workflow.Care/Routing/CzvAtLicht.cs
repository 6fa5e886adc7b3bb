namespace KnGG.Workflow.Care.Routing;

/// <summary>Whether the region has arranged a CZV for children with a light GGR and problems (H5b; A5). Codes: <c>unknown</c>, <c>arranged</c>, <c>not-arranged</c>.</summary>
public enum CzvAtLicht
{
    /// <summary>Nothing is recorded: the choice stays open per case.</summary>
    Unknown = 0,

    /// <summary>There are regional agreements and funding.</summary>
    Arranged = 1,

    /// <summary>There are none: the light route it is.</summary>
    NotArranged = 2,
}
