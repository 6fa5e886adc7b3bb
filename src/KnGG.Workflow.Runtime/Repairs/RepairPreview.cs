namespace KnGG.Workflow.Runtime.Repairs;

/// <summary>For which trajectories a repair is wanted: these, or all that a filter finds.</summary>
/// <param name="Action">Code of the action.</param>
/// <param name="Trajectories">These trajectories, or null.</param>
/// <param name="Filter">Else those of the stuck list.</param>
public sealed record RepairWish(string Action, IReadOnlyList<Guid>? Trajectories, Stuck.StuckFilter Filter);

/// <summary>What would happen to one child.</summary>
/// <param name="TrajectoryId">The trajectory; pages show a pseudonym.</param>
/// <param name="Cause">Why it is stuck; empty when it is not.</param>
/// <param name="Will">Whether the action would be done.</param>
/// <param name="Text">What would be done, or why not; one Dutch sentence.</param>
public sealed record RepairForecast(Guid TrajectoryId, string Cause, bool Will, string Text);

/// <summary>What a repair would do. Nothing has been written.</summary>
/// <param name="Action">Code of the action.</param>
/// <param name="Items">Each child.</param>
public sealed record RepairPreview(string Action, IReadOnlyList<RepairForecast> Items)
{
    /// <summary>For how many the action would be done.</summary>
    public int Will => Items.Count(i => i.Will);
}

/// <summary>How far a repair is.</summary>
/// <param name="Batch">The repair.</param>
/// <param name="Items">Its children, in order.</param>
public sealed record RepairProgress(RepairBatchRow Batch, IReadOnlyList<RepairItemRow> Items)
{
    /// <summary>How many children are in a state.</summary>
    public int Count(RepairItemState state) => Items.Count(i => i.State == state);

    /// <summary>How many repaired children the second look found like this.</summary>
    public int Count(RepairLook look) => Items.Count(i => i.State == RepairItemState.Applied && i.Look == look);
}
