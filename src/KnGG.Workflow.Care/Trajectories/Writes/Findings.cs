using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Trajectories.Writes;

/// <summary>A measurement came in. The same day with the same values is one measurement (requirement 56: register once).</summary>
/// <param name="Measurement">The measurement; its cycle is set here.</param>
public sealed record RecordMeasurement(Measurement Measurement) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        var known = file.Health.Measurements.Any(m => m.On == Measurement.On && m.HeightCm == Measurement.HeightCm && m.WeightKg == Measurement.WeightKg
            && m.Clothed == Measurement.Clothed && m.SelfReported == Measurement.SelfReported);
        return known ? file : file with
        {
            Health = file.Health with { Measurements = [.. file.Health.Measurements, Measurement with { Cycle = file.Process.Cycle }] },
        };
    }
}

/// <summary>What is known about risk factors changed.</summary>
/// <param name="Note">The new state of knowledge.</param>
public sealed record RecordRisk(RiskNote Note) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { Risk = Note } };
}

/// <summary>The four questions were answered.</summary>
/// <param name="Questions">The answers.</param>
public sealed record RecordQuestions(FourQuestions Questions) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Social = file.Social with { Questions = Questions } };
}

/// <summary>The table proposes a GGR. A professional's earlier word stays until somebody decides again.</summary>
/// <param name="Proposal">The proposal.</param>
public sealed record ProposeGgr(GgrProposal Proposal) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Health = file.Health with
        {
            Proposal = Proposal,
            EarlierProposals = file.Health.Proposal is { } before && (before.MeasuredOn != Proposal.MeasuredOn || before.Rule != Proposal.Rule || !before.Possible.SequenceEqual(Proposal.Possible))
                ? [.. file.Health.EarlierProposals, before]
                : file.Health.EarlierProposals,
        },
    };
}

/// <summary>A professional decides the GGR.</summary>
/// <param name="Verdict">The decision.</param>
public sealed record DecideGgr(GgrVerdict Verdict) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { Verdicts = [.. file.Health.Verdicts, Verdict] } };
}

/// <summary>The route was decided.</summary>
/// <param name="Note">The decision.</param>
public sealed record DecideRoute(RouteNote Note) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Social = file.Social with { Routes = [.. file.Social.Routes, Note] } };
}

/// <summary>The payer of a component was decided: a new period begins, the past is not rewritten (requirement 47).</summary>
/// <param name="Note">The decision.</param>
public sealed record DecidePayer(PayerNote Note) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file)
    {
        var running = file.Health.Payers.LastOrDefault(p => p.Component == Note.Component && p.Until is null);
        if (running is not null && running.Payer == Note.Payer && running.Rule == Note.Rule && running.Conflict == Note.Conflict)
        {
            return file;
        }

        IReadOnlyList<PayerNote> ended = [.. file.Health.Payers.Select(p => p.Component == Note.Component && p.Until is null ? p with { Until = Note.From } : p)];
        return file with { Health = file.Health with { Payers = [.. ended, Note] } };
    }
}

/// <summary>
/// Payers end: aftercare begins without the CZV, or the trajectory closes. The clock of the insured CZV stops with it, until a later decision starts
/// a period again.
/// </summary>
/// <param name="Prefix">Components whose code begins with this; empty for all.</param>
/// <param name="On">First day on which they no longer hold.</param>
public sealed record EndPayers(string Prefix, DateOnly On) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Health = file.Health with
        {
            Payers = [.. file.Health.Payers.Select(p => p.Until is null && p.Component.StartsWith(Prefix, StringComparison.Ordinal) ? p with { Until = On } : p)],
        },
    };
}

/// <summary>The CZV did the broad intake. The first one counts.</summary>
/// <param name="On">Day.</param>
public sealed record NoteBroadIntake(DateOnly On) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { BroadIntakeOn = file.Health.BroadIntakeOn ?? On } };
}

/// <summary>Something was learned about the child's insurance; what is null stays as it was.</summary>
/// <param name="Insurer">Organisation of the insurer, or null.</param>
/// <param name="LaterStartAgreedOn">The insurer agreed to a later start of the kinder-GLI, or null.</param>
public sealed record NoteInsurance(Guid? Insurer, DateOnly? LaterStartAgreedOn) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Health = file.Health with
        {
            Insurance = new Insurance(Insurer ?? file.Health.Insurance.Insurer, file.Health.Insurance.LaterStartAgreedOn ?? LaterStartAgreedOn),
        },
    };
}

/// <summary>Somebody looked which conditions of an insured kinder-GLI are met.</summary>
/// <param name="Conditions">What they saw.</param>
public sealed record NoteGliConditions(GliConditions Conditions) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { GliConditions = Conditions } };
}

/// <summary>The conditions for an insured kinder-GLI were checked.</summary>
/// <param name="Note">What the rule said.</param>
public sealed record RecordGliCheck(RuleNote Note) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { GliChecks = [.. file.Health.GliChecks, Note] } };
}

/// <summary>A check in aftercare was compared with the start of aftercare.</summary>
/// <param name="Note">What the rule said.</param>
public sealed record RecordRelapseCheck(RuleNote Note) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { RelapseChecks = [.. file.Health.RelapseChecks, Note] } };
}

/// <summary>Where the child stands at the start of aftercare; later relapse checks compare with it.</summary>
/// <param name="Baseline">Class and BMI.</param>
public sealed record SetBaseline(Baseline Baseline) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with { Health = file.Health with { Baseline = Baseline } };
}

/// <summary>A form was answered; each zone keeps its own fields.</summary>
/// <param name="Form">Form id.</param>
/// <param name="TaskId">The task, or null.</param>
/// <param name="At">When.</param>
/// <param name="By">Account.</param>
/// <param name="Process">Fields of the process zone; an empty object for none.</param>
/// <param name="Health">Fields of the health zone; an empty object for none.</param>
/// <param name="Social">Fields of the social zone; an empty object for none.</param>
public sealed record KeepAnswers(string Form, Guid? TaskId, DateTimeOffset At, string By, JsonText Process, JsonText Health, JsonText Social) : CareWrite
{
    /// <inheritdoc/>
    public override TrajectoryFile Apply(TrajectoryFile file) => file with
    {
        Process = file.Process with { Answers = Add(file.Process.Answers, Process, file) },
        Health = file.Health with { Answers = Add(file.Health.Answers, Health, file) },
        Social = file.Social with { Answers = Add(file.Social.Answers, Social, file) },
    };

    private IReadOnlyList<FormAnswers> Add(IReadOnlyList<FormAnswers> answers, JsonText values, TrajectoryFile file) =>
        values == JsonText.EmptyObject ? answers : [.. answers, new FormAnswers(Form, TaskId, At, By, file.Process.Cycle, values)];
}
