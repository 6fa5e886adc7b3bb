namespace KnGG.Workflow.Care.Calendar;

/// <summary>What a region or organisation may set about its calendar.</summary>
public sealed record CalendarSettings
{
    /// <summary>The national default.</summary>
    public static CalendarSettings National { get; } = new();

    /// <summary>When Bevrijdingsdag is a day off.</summary>
    public LiberationDay LiberationDay { get; init; } = LiberationDay.Never;

    /// <summary>Whether Goede Vrijdag is a day off; by default it is a working day.</summary>
    public bool GoodFridayOff { get; init; }

    /// <summary>Closing days of the organisation.</summary>
    public IReadOnlyList<ClosedPeriod> ClosedDays { get; init; } = [];

    /// <summary>The school region, or null when school holidays do not matter.</summary>
    public SchoolRegion? SchoolRegion { get; init; }
}
