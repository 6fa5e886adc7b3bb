namespace KnGG.Workflow.Care.Configuration;

/// <summary>How well a value is founded; shown on screen, so that nobody takes a default for a rule.</summary>
public enum SourceLabel
{
    /// <summary>In the handreiking.</summary>
    Seed = 0,

    /// <summary>Read in a named outside source.</summary>
    Read = 1,

    /// <summary>Practice from memory, without a source.</summary>
    Recalled = 2,

    /// <summary>Proposed by this product, without a source.</summary>
    New = 3,

    /// <summary>Agreed in a region, municipality or organisation.</summary>
    Regional = 4,
}
