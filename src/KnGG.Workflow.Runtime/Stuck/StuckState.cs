namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>Who asks, as far as it matters to what may be done.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="IsAdministrator">Repairs what is technical.</param>
/// <param name="IsCoordinator">Looks after the definitions.</param>
public sealed record StuckReader(Guid AccountId, bool IsAdministrator, bool IsCoordinator)
{
    /// <summary>Looks after all trajectories, without seeing a child.</summary>
    public bool SeesProcess => IsAdministrator || IsCoordinator;
}

/// <summary>How an open trajectory stands: for whom it waits, since when, what follows, and whether and why it is stuck.</summary>
public sealed record StuckState
{
    /// <summary>The trajectory.</summary>
    public required Guid TrajectoryId { get; init; }

    /// <summary>Code of the cause that explains best, or null when it is not stuck.</summary>
    public string? Cause { get; init; }

    /// <summary>Codes of further causes that hold as well.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Since when it waits so, or null.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Role that is waited for, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Name of its organisation, or null.</summary>
    public string? Organisation { get; init; }

    /// <summary>When what is waited for was or is due; null when nothing was agreed.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The agreement by which it is due, in Dutch; or null.</summary>
    public string? Agreement { get; init; }

    /// <summary>What happens next, one Dutch sentence; or null.</summary>
    public string? Next { get; init; }

    /// <summary>When the next thing happens by itself, or null.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What it is about: a task, incident, instance, handover or plan item; or null.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Codes of <see cref="StuckActions"/> that the reader may perform, the most helpful first.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];
}

/// <summary>What a list of stuck trajectories is narrowed to; null is no limit.</summary>
/// <param name="Cause">Code of the cause.</param>
/// <param name="Region">Region code.</param>
/// <param name="Municipality">Municipality.</param>
/// <param name="Step">Step 1 to 6.</param>
public sealed record StuckFilter(string? Cause = null, string? Region = null, string? Municipality = null, int? Step = null);

/// <summary>A stuck trajectory in a list: nothing about the child.</summary>
/// <param name="TrajectoryId">The trajectory; pages show a pseudonym.</param>
/// <param name="Cause">Code of the cause.</param>
/// <param name="Since">Since when.</param>
/// <param name="Role">Role that is waited for.</param>
/// <param name="Organisation">Name of its organisation, or null.</param>
/// <param name="Region">Region code.</param>
/// <param name="Municipality">Municipality.</param>
/// <param name="Step">Step 1 to 6.</param>
public sealed record StuckLine(Guid TrajectoryId, string Cause, DateTimeOffset Since, string Role, string? Organisation, string Region, string Municipality, int Step);

/// <summary>How many trajectories are stuck by one cause in one place and step.</summary>
/// <param name="Cause">Code of the cause.</param>
/// <param name="Region">Region code.</param>
/// <param name="Municipality">Municipality.</param>
/// <param name="Step">Step 1 to 6.</param>
/// <param name="Trajectories">How many.</param>
public sealed record StuckCount(string Cause, string Region, string Municipality, int Step, long Trajectories);
