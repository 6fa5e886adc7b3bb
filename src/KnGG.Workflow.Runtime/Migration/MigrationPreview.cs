namespace KnGG.Workflow.Runtime.Migration;

/// <summary>What would happen to an instance.</summary>
public enum MigrationOutcome
{
    /// <summary>It moves.</summary>
    Moves = 0,

    /// <summary>It stays where it is, because there is nothing to move.</summary>
    Stays = 1,

    /// <summary>It cannot move.</summary>
    Refuses = 2,
}

/// <summary>Something that an instance waits for: a task, a date or a planned mail.</summary>
/// <param name="Kind">task, date, mail, event or child.</param>
/// <param name="Name">Name of the activity, in the version it stands in.</param>
/// <param name="DueAt">When it is due, or null.</param>
public sealed record MigrationWait(string Kind, string Name, DateTimeOffset? DueAt);

/// <summary>What would happen to one instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="TrajectoryId">Its trajectory, or null. Pages show a pseudonym.</param>
/// <param name="DefinitionId">The definition that it runs.</param>
/// <param name="FromSetId">The set to which it is pinned.</param>
/// <param name="ToSetId">The set that it would be pinned to.</param>
/// <param name="Outcome">Moves, stays or refuses.</param>
/// <param name="Reasons">Why it stays or refuses, Dutch sentences.</param>
/// <param name="Skipped">Names of steps that the new version has before the point where the instance is; they will not be done.</param>
/// <param name="Before">What it waits for now.</param>
/// <param name="After">What it waits for afterwards.</param>
public sealed record InstancePreview(
    Guid InstanceId, Guid? TrajectoryId, string DefinitionId, long FromSetId, long ToSetId, MigrationOutcome Outcome, IReadOnlyList<string> Reasons, IReadOnlyList<string> Skipped,
    IReadOnlyList<MigrationWait> Before, IReadOnlyList<MigrationWait> After);

/// <summary>What a migration would do.</summary>
/// <param name="DefinitionId">The definition that was published.</param>
/// <param name="Instances">Each running instance that is not yet in the published version.</param>
public sealed record MigrationPreview(string DefinitionId, IReadOnlyList<InstancePreview> Instances)
{
    /// <summary>How many end like this.</summary>
    public int Count(MigrationOutcome outcome) => Instances.Count(i => i.Outcome == outcome);
}

/// <summary>How far a batch is.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Items">Its items, in order.</param>
public sealed record MigrationProgress(MigrationBatchRow Batch, IReadOnlyList<MigrationItemRow> Items)
{
    /// <summary>How many items are in a state.</summary>
    public int Count(MigrationItemState state) => Items.Count(i => i.State == state);

    /// <summary>How many moved instances the second look found like this.</summary>
    public int Count(MigrationLook look) => Items.Count(i => i.State == MigrationItemState.Moved && i.Look == look);
}
