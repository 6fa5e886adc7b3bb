namespace KnGG.Workflow.Care.Payers;

/// <summary>Where one insured limit stands. Codes: <c>not-started</c>, <c>running</c>, <c>warning</c>, <c>met</c>, <c>passed</c>.</summary>
public enum LimitState
{
    /// <summary>The clock has not started.</summary>
    NotStarted = 0,

    /// <summary>The clock runs and there is time.</summary>
    Running = 1,

    /// <summary>The clock runs and the end is near.</summary>
    Warning = 2,

    /// <summary>What had to happen, happened in time.</summary>
    Met = 3,

    /// <summary>The limit was passed.</summary>
    Passed = 4,
}
