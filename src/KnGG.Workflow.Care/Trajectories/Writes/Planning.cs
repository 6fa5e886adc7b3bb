namespace KnGG.Workflow.Care.Trajectories.Writes;

/// <summary>
/// A plan was written: a new version. The version before it is frozen; items of it that still run go along, unless they stand in the new one,
/// and children keep their intervention.
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
                Plans = [.. StartCycle.Freeze(file.Process.Plans, Plan.MadeAt), Plan with { Version = version, Cycle = file.Process.Cycle, Items = [.. running, .. Plan.Items] }],
            },
            Social = file.Social with { Plans = [.. file.Social.Plans, Text with { Version = version }] },
        };
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
            Plans = [.. file.Process.Plans.Select(p => p with { Items = [.. p.Items.Select(i => i.Id == ItemId ? i with { State = State, Since = At } : i)] })],
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
