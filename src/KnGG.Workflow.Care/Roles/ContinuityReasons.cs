namespace KnGG.Workflow.Care.Roles;

/// <summary>Changes that ask for a warm handover of their own, so that support goes on (requirement 36; Handreiking mei 2026, H5b).</summary>
public static class ContinuityReasons
{
    /// <summary>Codes with Dutch labels, in the order of a form.</summary>
    public static IReadOnlyList<(string Code, string Label)> All { get; } =
    [
        ("andere-czv", "Andere CZV"),
        ("andere-gemeente", "Verhuizing naar een andere gemeente"),
        ("andere-aanbieder", "Andere aanbieder"),
        ("ander-domein", "Ander domein"),
        ("naar-nazorg", "Van CZV naar JGZ in de nazorg"),
        ("terug-naar-jgz", "Terug naar de JGZ, gezin niet bereikt"),
    ];
}
