namespace KnGG.Workflow.Care.Trajectories.Writes;

/// <summary>A ground for sharing was recorded, or its refusal.</summary>
/// <param name="Consent">The ground.</param>
public sealed record RecordConsent(ConsentNote Consent) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Process = file.Process with { Consents = [.. file.Process.Consents, Consent] } };
}

/// <summary>A ground for sharing was withdrawn: from now on nothing new is shared with this recipient.</summary>
/// <param name="RecipientRole">Recipient, or null for everybody.</param>
/// <param name="On">Local date.</param>
public sealed record WithdrawConsent(string? RecipientRole, DateOnly On) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Process = file.Process with
        {
            Consents = [.. file.Process.Consents.Select(c =>
                c.WithdrawnOn is null && (RecipientRole is null || c.RecipientRole == RecipientRole) ? c with { WithdrawnOn = On } : c)],
        },
    };
}

/// <summary>A handover is offered. The sender stays responsible.</summary>
/// <param name="Handover">The handover; its cycle is set here.</param>
public sealed record OfferHandover(Handover Handover) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => !file.IsOpen || file.Handover(Handover.Id) is not null
        ? file
        : file with { Process = file.Process with { Handovers = [.. file.Process.Handovers, Handover with { Cycle = file.Process.Cycle }] } };
}

/// <summary>
/// A handover moves. On acceptance the receiver gets the role, and the ownership where the handover is one of ownership; a sender of the
/// same role (a change of CZV) leaves. A move that the state does not allow changes nothing.
/// </summary>
/// <param name="HandoverId">The handover.</param>
/// <param name="State">The next state.</param>
/// <param name="Detail">Reason of declining, or empty.</param>
/// <param name="StartsOn">From when the receiver can start, or null.</param>
/// <param name="At">When.</param>
/// <param name="By">Account.</param>
public sealed record MoveHandover(Guid HandoverId, HandoverState State, string Detail, DateOnly? StartsOn, DateTimeOffset At, string By) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        if (!file.IsOpen || file.Handover(HandoverId) is not { } handover || !Handover.Allows(handover.State, State))
        {
            return file;
        }

        var moved = handover with
        {
            State = State,
            Moves = [.. handover.Moves, new HandoverMove(State, At, By)],
            DeclineReason = State == HandoverState.Declined ? Detail : handover.DeclineReason,
            StartsOn = StartsOn ?? handover.StartsOn,
        };
        var next = file with { Process = file.Process with { Handovers = [.. file.Process.Handovers.Select(h => h.Id == HandoverId ? moved : h)] } };
        return State == HandoverState.Accepted ? Accept(next, moved) : next;
    }

    private TrajectoryFile Accept(TrajectoryFile file, Handover handover)
    {
        var team = Trajectories.Team.Give(file.Process.Team, handover.ToRole, handover.ToOrganisation, null, handover.MovesOwner, At);
        if (handover.MovesOwner)
        {
            // Of two handovers that ran side by side, the one who accepted last has the role; nobody else keeps access by it.
            team = Trajectories.Team.EndOthers(team, handover.ToRole, handover.ToOrganisation, At);
        }
        else if (handover.FromRole == handover.ToRole && handover.FromOrganisation != handover.ToOrganisation)
        {
            team = Trajectories.Team.End(team, handover.FromRole, handover.FromOrganisation, At);
        }

        return file with { Process = file.Process with { Team = team } };
    }
}

/// <summary>Feedback is owed from now on.</summary>
/// <param name="Note">The duty; its cycle is set here.</param>
public sealed record OweFeedback(FeedbackNote Note) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Process = file.Process with { Feedback = [.. file.Process.Feedback, Note with { Cycle = file.Process.Cycle }] },
    };
}

/// <summary>Feedback was given, joined to another, or not shared on the family's wish.</summary>
/// <param name="FeedbackId">The duty, or null for the oldest open one of <paramref name="FromRole"/> to <paramref name="ToRole"/>.</param>
/// <param name="FromRole">Who owed it; empty for anybody.</param>
/// <param name="ToRole">To whom; empty for anybody.</param>
/// <param name="State">sent, told, joined or not-shared.</param>
/// <param name="At">When.</param>
public sealed record GiveFeedback(Guid? FeedbackId, string FromRole, string ToRole, string State, DateTimeOffset At) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        var note = file.Process.Feedback.FirstOrDefault(f => f.DoneAt is null
            && (FeedbackId is { } id ? f.Id == id : (FromRole.Length == 0 || f.FromRole == FromRole) && (ToRole.Length == 0 || f.ToRole == ToRole)));
        return note is null ? file : file with
        {
            Process = file.Process with { Feedback = [.. file.Process.Feedback.Select(f => f.Id == note.Id ? f with { State = State, DoneAt = At } : f)] },
        };
    }
}
