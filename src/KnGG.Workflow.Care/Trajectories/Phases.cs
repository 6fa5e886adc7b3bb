namespace KnGG.Workflow.Care.Trajectories;

/// <summary>Codes of the phases that people see.</summary>
public static class Phases
{
    /// <summary>Step 1.</summary>
    public const string Signal = "signaal";

    /// <summary>Steps 2 and 3.</summary>
    public const string Exploring = "uitzoeken";

    /// <summary>Step 4.</summary>
    public const string Planning = "plan";

    /// <summary>Step 5.</summary>
    public const string Doing = "aan-de-slag";

    /// <summary>Step 6, after the handover to the JGZ.</summary>
    public const string Aftercare = "nazorg";

    /// <summary>Ended.</summary>
    public const string Closed = "afgesloten";

    /// <summary>Light GGR without CZV.</summary>
    public const string LightRoute = "lichte-route";

    /// <summary>Paused with an end date.</summary>
    public const string Pause = "pauze";

    /// <summary>All phases with the words for people, in the order of the chain.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        (Signal, "Signaal"), (Exploring, "Uitzoeken"), (Planning, "Plan"), (Doing, "Aan de slag"), (Aftercare, "Nazorg"),
        (Closed, "Afgesloten"), (LightRoute, "Lichte route"), (Pause, "Pauze"),
    ];

    /// <summary>The words for a code; the code itself when it is not known.</summary>
    public static string Name(string code) => All.FirstOrDefault(p => p.Code == code).Name ?? code;
}
