namespace KnGG.Workflow.Care.Trajectories.Writes;

/// <summary>A signal reached an open trajectory.</summary>
/// <param name="Signal">The signal.</param>
public sealed record NoteSignal(SignalNote Signal) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file.Process.Signals.Any(s => s.Id == Signal.Id)
        ? file
        : file with { Process = file.Process with { Signals = [.. file.Process.Signals, Signal] } };
}

/// <summary>The trajectory reached a step or a phase.</summary>
/// <param name="Step">Step 1 to 6, or null to leave it.</param>
/// <param name="Phase">Phase code, or null to leave it.</param>
/// <param name="At">When.</param>
public sealed record SetStage(int? Step, string? Phase, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        var step = Step ?? file.Process.Step;
        var phase = Phase ?? file.Process.Phase;
        return !file.IsOpen || (step == file.Process.Step && phase == file.Process.Phase)
            ? file
            : file with { Process = file.Process with { Step = step, Phase = phase, StageSince = At, StepSince = step == file.Process.Step ? file.Process.StepSince : At } };
    }
}

/// <summary>A pause begins: people see the phase change; nothing of the course itself does.</summary>
/// <param name="Reason">Code of <see cref="PauseReasons"/>.</param>
/// <param name="Until">Local date on which it ends.</param>
/// <param name="At">When.</param>
/// <param name="By">Account.</param>
public sealed record BeginPause(string Reason, DateOnly Until, DateTimeOffset At, string By) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => !file.IsOpen || file.Process.Pause is not null ? file : file with
    {
        Process = file.Process with
        {
            Pauses = [.. file.Process.Pauses, new PauseNote(Reason, At, Until, By, file.Process.Phase)],
            Phase = Phases.Pause,
            StageSince = At,
        },
    };
}

/// <summary>The pause is over: the phase is what it was, unless the trajectory went on meanwhile.</summary>
/// <param name="At">When.</param>
public sealed record EndPause(DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file.Process.Pause is not { } pause ? file : file with
    {
        Process = file.Process with
        {
            Pauses = [.. file.Process.Pauses.SkipLast(1), pause with { EndedAt = At }],
            Phase = file.Process.Phase == Phases.Pause ? pause.PhaseBefore : file.Process.Phase,
            StageSince = file.Process.Phase == Phases.Pause ? At : file.Process.StageSince,
            StepSince = file.Process.StepSince < pause.From ? file.Process.StepSince + (At - pause.From) : file.Process.StepSince,
        },
    };
}

/// <summary>
/// A new cycle begins at an earlier step. The plan becomes history; the next version starts with the items that go on, because
/// going back must not throw a child out of its sports club.
/// </summary>
/// <param name="Reason">Reason code.</param>
/// <param name="ToStep">2, 3 or 4.</param>
/// <param name="At">When.</param>
/// <param name="By">Account.</param>
public sealed record StartCycle(string Reason, int ToStep, DateTimeOffset At, string By) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        if (!file.IsOpen)
        {
            return file;
        }

        var number = file.Process.Cycle + 1;
        return file with
        {
            Process = file.Process with
            {
                Cycle = number,
                Cycles = [.. file.Process.Cycles, new CycleStart(number, Reason, ToStep, At, By)],
                Plans = Freeze(file.Process.Plans, At),
                Step = ToStep,
                Phase = ToStep == 4 ? Phases.Planning : Phases.Exploring,
                StageSince = At,
                StepSince = At,
            },
        };
    }

    internal static IReadOnlyList<PlanVersion> Freeze(IReadOnlyList<PlanVersion> plans, DateTimeOffset at) =>
        [.. plans.Select(p => p.FrozenAt is null ? p with { FrozenAt = at } : p)];
}

/// <summary>The trajectory ends: handovers are withdrawn, open feedback is noted, all access through roles ends.</summary>
/// <param name="Reason">Reason code.</param>
/// <param name="At">When.</param>
public sealed record CloseFile(string Reason, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        if (!file.IsOpen)
        {
            return file;
        }

        return file with
        {
            Process = file.Process with
            {
                ClosedAt = At,
                ClosedReason = Reason,
                Phase = Phases.Closed,
                StageSince = At,
                Plans = StartCycle.Freeze(file.Process.Plans, At),
                Team = Trajectories.Team.EndAll(file.Process.Team, At),
                Handovers = [.. file.Process.Handovers.Select(h => h.IsEnd ? h : h with
                {
                    State = HandoverState.Withdrawn,
                    Moves = [.. h.Moves, new HandoverMove(HandoverState.Withdrawn, At, "system")],
                })],
                Children = [.. file.Process.Children.Select(c => c.EndedAt is null ? c with { EndedAt = At } : c)],
            },
        };
    }
}

/// <summary>Somebody gets a role in the trajectory.</summary>
/// <param name="Role">Role code.</param>
/// <param name="OrganisationId">Organisation, or null.</param>
/// <param name="PersonId">Account, or null for the role's team.</param>
/// <param name="Owner">Whether this becomes the case owner.</param>
/// <param name="At">When.</param>
public sealed record AssignRole(string Role, Guid? OrganisationId, Guid? PersonId, bool Owner, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => !file.IsOpen
        ? file
        : file with { Process = file.Process with { Team = Trajectories.Team.Give(file.Process.Team, Role, OrganisationId, PersonId, Owner, At) } };
}

/// <summary>A role in the trajectory ends; when it was the case owner's, somebody else in the team takes over, else it stays.</summary>
/// <param name="Role">Role code.</param>
/// <param name="OrganisationId">Only at this organisation, or null for all.</param>
/// <param name="At">When.</param>
public sealed record EndRole(string Role, Guid? OrganisationId, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => !file.IsOpen
        ? file
        : file with { Process = file.Process with { Team = Trajectories.Team.End(file.Process.Team, Role, OrganisationId, At) } };
}

/// <summary>A child workflow was started for this trajectory.</summary>
/// <param name="Link">The child; its cycle is set here.</param>
public sealed record LinkChild(ChildLink Link) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Process = file.Process with { Children = [.. file.Process.Children, Link with { Cycle = file.Process.Cycle }] },
    };
}

/// <summary>A child workflow was withdrawn by the trajectory.</summary>
/// <param name="InstanceId">The child.</param>
/// <param name="At">When.</param>
public sealed record EndChild(Guid InstanceId, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Process = file.Process with { Children = [.. file.Process.Children.Select(c => c.InstanceId == InstanceId && c.EndedAt is null ? c with { EndedAt = At } : c)] },
    };
}

/// <summary>A contact with the family, or an attempt, was written down.</summary>
/// <param name="Contact">The contact.</param>
public sealed record NoteContact(ContactNote Contact) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Process = file.Process with { Contacts = [.. file.Process.Contacts, Contact] } };
}
