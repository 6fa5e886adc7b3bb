namespace KnGG.Workflow.Care.Calendar;

/// <summary>When Bevrijdingsdag (5 May) is a day off. Codes: <c>never</c>, <c>lustrum</c>, <c>every-year</c>.</summary>
public enum LiberationDay
{
    /// <summary>An ordinary working day. The default.</summary>
    Never = 0,

    /// <summary>A day off once in five years (2025, 2030, ...), else an ordinary working day.</summary>
    LustrumYears = 1,

    /// <summary>A day off every year.</summary>
    EveryYear = 2,
}
