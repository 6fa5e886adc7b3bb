namespace KnGG.Workflow.Care.Calendar;

/// <summary>Unit of a term.</summary>
public enum TermUnit
{
    /// <summary>Working days, <c>wd</c>.</summary>
    WorkingDays = 0,

    /// <summary>Calendar days, <c>d</c>.</summary>
    Days = 1,

    /// <summary>Weeks, <c>wk</c>.</summary>
    Weeks = 2,

    /// <summary>Calendar months, <c>mo</c>; years are stored as months.</summary>
    Months = 3,
}
