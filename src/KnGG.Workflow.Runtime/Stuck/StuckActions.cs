using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>What can be done about a stuck trajectory, and by whom.</summary>
public static class StuckActions
{
    /// <summary>Try again what failed: the activity, the step or the mail.</summary>
    public const string Retry = "retry";

    /// <summary>Go on past what failed.</summary>
    public const string Skip = "skip";

    /// <summary>Try to move to the published version again.</summary>
    public const string Migrate = "migrate";

    /// <summary>Take up what is due.</summary>
    public const string Wake = "wake";

    /// <summary>Give tasks without owner to the organisation that covers the role.</summary>
    public const string Assign = "assign";

    /// <summary>Give a person's tasks back to the role's team.</summary>
    public const string Release = "release";

    /// <summary>Let the trajectory go to the municipality where the child lives.</summary>
    public const string Move = "move";

    /// <summary>Mail who has to act.</summary>
    public const string Remind = "remind";

    /// <summary>Do the task.</summary>
    public const string Complete = "complete";

    /// <summary>Register the answer of an outside party.</summary>
    public const string OnBehalf = "complete-on-behalf";

    /// <summary>Give the task to a colleague.</summary>
    public const string Reassign = "reassign";

    /// <summary>Do an earlier step again.</summary>
    public const string ReEnter = "re-enter";

    /// <summary>Close the trajectory.</summary>
    public const string Close = "close";

    /// <summary>The actions that a repair can do, for one trajectory or for many.</summary>
    public static IReadOnlyList<(string Code, string Name)> Repairs { get; } =
    [
        (Retry, "Opnieuw proberen"), (Skip, "Overslaan en verder"), (Migrate, "Opnieuw overzetten"), (Wake, "Wakker maken"), (Assign, "Organisatie aanwijzen"),
        (Release, "Terug naar het team"), (Move, "Naar de nieuwe gemeente"), (Remind, "Herinnering sturen"),
    ];

    /// <summary>The words for an action.</summary>
    public static string Name(string code) => Repairs.FirstOrDefault(r => r.Code == code).Name ?? code switch
    {
        Complete => "Taak doen",
        OnBehalf => "Namens de ander invullen",
        Reassign => "Aan een collega geven",
        ReEnter => "Opnieuw doorlopen",
        Close => "Afsluiten",
        _ => code,
    };

    /// <summary>What helps against a cause, the most helpful first.</summary>
    internal static IReadOnlyList<string> Against(string cause) => cause switch
    {
        StuckCauses.Incident => [Retry, Skip, Remind],
        StuckCauses.MigrationRefused => [Migrate, Remind],
        StuckCauses.TimerOverdue => [Wake, Remind],
        StuckCauses.MailBounced => [Retry, Skip, Complete, OnBehalf, Remind],
        StuckCauses.TaskWithoutOwner => [Assign, OnBehalf, Remind],
        StuckCauses.OwnerLeft => [Release, Assign, Complete, OnBehalf, Reassign, Remind],
        StuckCauses.OwnerAbsent => [Release, Complete, OnBehalf, Reassign, Remind],
        StuckCauses.Moved => [Move, Complete, Close, Remind],
        StuckCauses.Turned18 => [Close, Complete, Remind],
        StuckCauses.NoCapacity or StuckCauses.HandoverDeclined or StuckCauses.WaitingList or StuckCauses.NoShow => [Complete, OnBehalf, ReEnter, Close, Remind],
        _ => [Complete, OnBehalf, Reassign, Remind],
    };

    /// <summary>Those of the actions that a reader may perform.</summary>
    internal static IReadOnlyList<string> For(string cause, StuckRights rights) => [.. Against(cause).Where(a => a switch
    {
        Retry or Skip => rights.IsAdministrator,
        Wake => rights.IsAdministrator,
        Migrate => rights.IsCoordinator,
        Assign or Release => rights.IsAdministrator || rights.IsCoordinator || rights.IsOwner,
        Move or Close => rights.IsOwner,
        ReEnter => rights.IsOwner && rights.Step >= 3,
        Complete => rights.MayDo,
        OnBehalf => rights is { IsOwner: true, OnBehalfAllowed: true, MayDo: false },
        Reassign => rights.MayDo,
        _ => true,
    })];
}

/// <summary>What a reader may do with one trajectory.</summary>
/// <param name="IsAdministrator">Repairs what is technical.</param>
/// <param name="IsCoordinator">Looks after the definitions.</param>
/// <param name="IsOwner">Is its case owner.</param>
/// <param name="MayDo">May do the task that is waited for.</param>
/// <param name="OnBehalfAllowed">Whether that task may be done for an outside party.</param>
/// <param name="Step">Where the trajectory stands.</param>
internal sealed record StuckRights(bool IsAdministrator, bool IsCoordinator, bool IsOwner, bool MayDo, bool OnBehalfAllowed, int Step);
