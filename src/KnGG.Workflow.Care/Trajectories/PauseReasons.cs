namespace KnGG.Workflow.Care.Trajectories;

/// <summary>Why a trajectory pauses: a category, never the story of the family.</summary>
public static class PauseReasons
{
    /// <summary>When nobody said why.</summary>
    public const string Other = "anders";

    /// <summary>All reasons with the words for people.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("ziekte", "Ziekte of opname"), ("andere", "Andere hulp gaat voor"), ("gebeurtenis", "Grote gebeurtenis"), ("wens", "Wens van het gezin"), (Other, "Anders"),
    ];

    /// <summary>The words for a code; the code itself when it is not known.</summary>
    public static string Name(string code) => All.FirstOrDefault(r => r.Code == code).Name ?? code;
}
