namespace KnGG.Workflow.Care.Calendar;

/// <summary>Region of the Dutch school holidays. Codes: <c>noord</c>, <c>midden</c>, <c>zuid</c>.</summary>
public enum SchoolRegion
{
    /// <summary>Noord.</summary>
    Noord = 0,

    /// <summary>Midden.</summary>
    Midden = 1,

    /// <summary>Zuid.</summary>
    Zuid = 2,
}
