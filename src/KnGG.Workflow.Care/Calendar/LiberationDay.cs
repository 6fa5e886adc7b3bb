namespace KnGG.Workflow.Care.Calendar;

/// <summary>When Bevrijdingsdag (5 May) is a day off. Codes: <c>never</c>, <c>lustrum</c>, <c>every-year</c>.</summary>
public enum LiberationDay
{
    /// <summary>A day off once in five years (2025, 2030, ...), else an ordinary working day. The default.</summary>
    LustrumYears = 0,

    /// <summary>Always an ordinary working day.</summary>
    Never = 1,

    /// <summary>A day off every year.</summary>
    EveryYear = 2,
}
