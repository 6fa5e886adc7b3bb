namespace KnGG.Workflow.Care.Trajectories.Writes;

/// <summary>
/// A plan was written: a new version. The version before it is frozen; items of it that still run go along, unless they stand in the new one,
/// and children keep their intervention. A row that names a known item does not make it begin anew: its days stay.
/// </summary>
/// <param name="Plan">The plan; version and cycle are set here.</param>
/// <param name="Text">Its words; the version is set here.</param>
public sealed record MakePlan(PlanVersion Plan, PlanText Text) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        var version = file.Process.Plans.Count + 1;
        var before = file.Process.Plans.Count > 0 ? file.Process.Plans[^1].Items : [];
        var running = before.Where(i => i.State is not ItemStates.Planned && !ItemStates.IsEnd(i.State) && Plan.Items.All(n => n.Id != i.Id));
        return file with
        {
            Process = file.Process with
            {
                Plans = [.. StartCycle.Freeze(file.Process.Plans, Plan.MadeAt), Plan with { Version = version, Cycle = file.Process.Cycle, Items = [.. running, .. Plan.Items.Select(n => Known(n, before))] }],
            },
            Social = file.Social with { Plans = [.. file.Social.Plans, Text with { Version = version }] },
        };
    }

    private static PlanItem Known(PlanItem item, IReadOnlyList<PlanItem> before)
    {
        if (before.FirstOrDefault(b => b.Id == item.Id) is not { } known)
        {
            return item.State is ItemStates.Planned ? item : item.MovedTo(item.State, item.Since);
        }

        var same = item with { StartedOn = known.StartedOn, EndedOn = known.EndedOn };
        return item.State == known.State ? same with { Since = known.Since } : same.MovedTo(item.State, item.Since);
    }
}

/// <summary>The family agreed to the plan.</summary>
/// <param name="By">guardian, child or both.</param>
/// <param name="At">When.</param>
public sealed record AgreePlan(string By, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file.Plan is not { } plan ? file : file with
    {
        Process = file.Process with { Plans = [.. file.Process.Plans.Select(p => p.Version == plan.Version ? p with { AgreedAt = At, AgreedBy = By } : p)] },
    };
}

/// <summary>A plan item came into another state. An item that has ended stays ended.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="State">Code of <see cref="ItemStates"/>.</param>
/// <param name="At">When.</param>
public sealed record MoveItem(Guid ItemId, string State, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file.Item(ItemId) is not { } item || ItemStates.IsEnd(item.State) || item.State == State ? file : file with
    {
        Process = file.Process with
        {
            Plans = [.. file.Process.Plans.Select(p => p with { Items = [.. p.Items.Select(i => i.Id == ItemId ? i.MovedTo(State, At) : i)] })],
        },
    };
}

/// <summary>
/// The day on which an item really began, as its provider says. It counts before the day on which somebody wrote it down; a day that another
/// already gave stays.
/// </summary>
/// <param name="ItemId">The item.</param>
/// <param name="On">The day.</param>
public sealed record StartItem(Guid ItemId, DateOnly On) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Process = file.Process with
        {
            Plans = [.. file.Process.Plans.Select(p => p with { Items = [.. p.Items.Select(i => i.Id == ItemId && i.StartedOn is null ? i with { StartedOn = On } : i)] })],
        },
    };
}

/// <summary>An evaluation with the family.</summary>
/// <param name="Evaluation">The evaluation; its cycle is set here.</param>
public sealed record RecordEvaluation(Evaluation Evaluation) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Social = file.Social with { Evaluations = [.. file.Social.Evaluations, Evaluation with { Cycle = file.Process.Cycle }] },
    };
}
