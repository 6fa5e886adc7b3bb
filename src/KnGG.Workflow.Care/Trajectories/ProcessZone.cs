namespace KnGG.Workflow.Care.Trajectories;

/// <summary>The course of a trajectory: who does what, when, on whose word. Holds no measurement and no problem.</summary>
public sealed record ProcessZone
{
    /// <summary>When the trajectory was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Reason code of closing, or null.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Step of the chain, 1 to 6.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Phase code (<see cref="Phases"/>).</summary>
    public string Phase { get; init; } = Phases.Signal;

    /// <summary>When the step or phase last changed.</summary>
    public DateTimeOffset? StageSince { get; init; }

    /// <summary>When the step last changed, moved by the length of every pause since; evaluations of the plan count from it.</summary>
    public DateTimeOffset? StepSince { get; init; }

    /// <summary>Number of the running cycle, from 1.</summary>
    public int Cycle { get; init; } = 1;

    /// <summary>Why and when each later cycle began.</summary>
    public IReadOnlyList<CycleStart> Cycles { get; init; } = [];

    /// <summary>Everybody who holds or held a role.</summary>
    public IReadOnlyList<TeamMember> Team { get; init; } = [];

    /// <summary>Signals that led to or reached this trajectory.</summary>
    public IReadOnlyList<SignalNote> Signals { get; init; } = [];

    /// <summary>Handovers, oldest first.</summary>
    public IReadOnlyList<Handover> Handovers { get; init; } = [];

    /// <summary>Grounds for sharing, oldest first.</summary>
    public IReadOnlyList<ConsentNote> Consents { get; init; } = [];

    /// <summary>Plan versions, oldest first; texts are in the social zone.</summary>
    public IReadOnlyList<PlanVersion> Plans { get; init; } = [];

    /// <summary>Feedback that is owed or was given.</summary>
    public IReadOnlyList<FeedbackNote> Feedback { get; init; } = [];

    /// <summary>Child workflows of this trajectory.</summary>
    public IReadOnlyList<ChildLink> Children { get; init; } = [];

    /// <summary>Contacts and attempts to reach the family.</summary>
    public IReadOnlyList<ContactNote> Contacts { get; init; } = [];

    /// <summary>Pauses, oldest first.</summary>
    public IReadOnlyList<PauseNote> Pauses { get; init; } = [];

    /// <summary>The pause that runs now, or null.</summary>
    public PauseNote? Pause => Pauses.Count > 0 && Pauses[^1].EndedAt is null ? Pauses[^1] : null;

    /// <summary>Answers to form fields of the process zone.</summary>
    public IReadOnlyList<FormAnswers> Answers { get; init; } = [];
}

/// <summary>The start of a cycle after the first.</summary>
/// <param name="Number">Number of the cycle, from 2.</param>
/// <param name="Reason">Reason code of re-entry.</param>
/// <param name="ToStep">Step at which it began: 2, 3 or 4.</param>
/// <param name="At">When.</param>
/// <param name="By">Account that decided, or <c>system</c>.</param>
public sealed record CycleStart(int Number, string Reason, int ToStep, DateTimeOffset At, string By);

/// <summary>A role in a trajectory during a period.</summary>
/// <param name="Role">Role code.</param>
/// <param name="OrganisationId">Organisation, or null when nobody covers the role.</param>
/// <param name="PersonId">Account, or null for the role's team.</param>
/// <param name="IsOwner">Whether this is the case owner in this period.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when, or null while it lasts.</param>
public sealed record TeamMember(string Role, Guid? OrganisationId, Guid? PersonId, bool IsOwner, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A signal, without its content.</summary>
/// <param name="Id">The signal.</param>
/// <param name="Source">Who gave it: jgz, huisarts, school, family, ...</param>
/// <param name="On">Local date.</param>
public sealed record SignalNote(Guid Id, string Source, DateOnly On);

/// <summary>A ground for sharing with one recipient, or its refusal.</summary>
/// <param name="RecipientRole">Role of the recipient.</param>
/// <param name="Purpose">What for; empty for anything in this trajectory.</param>
/// <param name="Given">True when given, false when refused.</param>
/// <param name="By">Who gave it: guardian, child, both, or another ground.</param>
/// <param name="On">Local date from which it counts.</param>
/// <param name="RecordedBy">Account that wrote it down.</param>
/// <param name="WithdrawnOn">Local date of withdrawal, or null.</param>
public sealed record ConsentNote(string RecipientRole, string Purpose, bool Given, string By, DateOnly On, string RecordedBy, DateOnly? WithdrawnOn = null)
{
    /// <summary>Rule id and version by which it was decided who must agree; empty when another ground than consent was used.</summary>
    public string Rule { get; init; } = "";

    /// <summary>What that rule said, in one Dutch sentence.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Feedback that one role owes another.</summary>
/// <param name="Id">The duty.</param>
/// <param name="Moment">Moment code.</param>
/// <param name="FromRole">Who owes it.</param>
/// <param name="ToRole">To whom.</param>
/// <param name="At">When it arose.</param>
/// <param name="DueAt">By when.</param>
/// <param name="State">open, sent, told, joined, not-shared.</param>
/// <param name="DoneAt">When it was fulfilled, or null.</param>
/// <param name="Cycle">Cycle in which it arose.</param>
public sealed record FeedbackNote(Guid Id, string Moment, string FromRole, string ToRole, DateTimeOffset At, DateTimeOffset DueAt, string State, DateTimeOffset? DoneAt, int Cycle);

/// <summary>A child workflow that belongs to this trajectory.</summary>
/// <param name="InstanceId">The child instance.</param>
/// <param name="Kind">What it is for: intervention, feedback, escalation.</param>
/// <param name="PlanItemId">Plan item that it carries out, or null.</param>
/// <param name="Cycle">Cycle in which it started.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it was withdrawn by the trajectory, or null.</param>
public sealed record ChildLink(Guid InstanceId, string Kind, Guid? PlanItemId, int Cycle, DateTimeOffset StartedAt, DateTimeOffset? EndedAt = null);

/// <summary>A contact with the family, or an attempt.</summary>
/// <param name="On">Local date.</param>
/// <param name="Channel">phone, visit, letter, message, school, ... or empty.</param>
/// <param name="Reached">Whether somebody was reached.</param>
/// <param name="By">Account that wrote it down.</param>
public sealed record ContactNote(DateOnly On, string Channel, bool Reached, string By);

/// <summary>A pause: a dated wait that a professional agreed with the family.</summary>
/// <param name="Reason">Code of <see cref="PauseReasons"/>.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">Local date on which it ends.</param>
/// <param name="By">Account that agreed it, or <c>system</c>.</param>
/// <param name="PhaseBefore">Phase in which the trajectory was.</param>
/// <param name="EndedAt">When it ended, or null.</param>
public sealed record PauseNote(string Reason, DateTimeOffset From, DateOnly Until, string By, string PhaseBefore, DateTimeOffset? EndedAt = null);

/// <summary>Answers to a form, only the fields of one zone.</summary>
/// <param name="Form">Form id.</param>
/// <param name="TaskId">The task that asked, or null.</param>
/// <param name="At">When.</param>
/// <param name="By">Account that answered.</param>
/// <param name="Cycle">Cycle in which it was answered.</param>
/// <param name="Values">Values by field name.</param>
public sealed record FormAnswers(string Form, Guid? TaskId, DateTimeOffset At, string By, int Cycle, JsonText Values);
