using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>Checks the answers to a task's form. Two implementations: the form catalogue, and none (tasks with outcomes only).</summary>
public interface ITaskForms
{
    /// <summary>Checks and cleans the fields of an answer.</summary>
    /// <param name="form">Id of the form.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="fields">What was filled in; a map.</param>
    /// <param name="now">The instant, for rules such as "not in the future".</param>
    TaskFormVerdict Check(string form, string outcome, ValueMap fields, DateTimeOffset now);

    /// <summary>What of an answer to this form can still be made good when the task after it is sent back; null when there is no such form.</summary>
    TaskFormRoom? RoomOf(string form);
}

/// <summary>What of an earlier answer can still be made good.</summary>
/// <param name="IsFinal">A decision of a person or of the family was taken with it: it can be explained, not changed.</param>
/// <param name="Decisions">Name and label of the fields on which the workflow has gone on, which stay as they were.</param>
public sealed record TaskFormRoom(bool IsFinal, IReadOnlyList<(string Name, string Label)> Decisions);

/// <summary>What a form says of an answer.</summary>
/// <param name="Fields">The fields as they are kept: known names only, values in their type.</param>
/// <param name="Errors">Dutch sentence by field name; empty when the answer is right.</param>
public sealed record TaskFormVerdict(ValueMap Fields, IReadOnlyDictionary<string, string> Errors);

/// <summary>What the host knows about a trajectory's people. Two implementations: the trajectory's rows, and none.</summary>
public interface ITaskPeople
{
    /// <summary>Whether an account is the case owner of a trajectory, and so may answer for outside parties and take over.</summary>
    bool IsCaseOwner(StepTransaction transaction, Guid trajectoryId, Guid accountId);

    /// <summary>The case owner's role and organisation, to whom a late task goes last; null when there is none.</summary>
    (string Role, Guid OrganisationId)? CaseOwner(StepTransaction transaction, Guid trajectoryId);
}

/// <summary>Looks at who answers a task before the answer is taken. Two implementations: the registrations of professionals, and none.</summary>
public interface ITaskGate
{
    /// <summary>Why this account may not give this outcome, in one Dutch sentence; null when it may.</summary>
    /// <param name="transaction">The transaction of the answer.</param>
    /// <param name="task">The task.</param>
    /// <param name="accountId">Who answers.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="now">The instant.</param>
    string? Objection(StepTransaction transaction, TaskRow task, Guid accountId, string outcome, DateTimeOffset now);
}

/// <summary>Tasks that anybody with the role may answer.</summary>
internal sealed class OpenGate : ITaskGate
{
    public string? Objection(StepTransaction transaction, TaskRow task, Guid accountId, string outcome, DateTimeOffset now) => null;
}

/// <summary>Workflows that are not about a trajectory.</summary>
internal sealed class NoTaskPeople : ITaskPeople
{
    public bool IsCaseOwner(StepTransaction transaction, Guid trajectoryId, Guid accountId) => false;

    public (string Role, Guid OrganisationId)? CaseOwner(StepTransaction transaction, Guid trajectoryId) => null;
}

/// <summary>Tasks without a form catalogue: every field is taken as it is.</summary>
internal sealed class NoTaskForms : ITaskForms
{
    public TaskFormVerdict Check(string form, string outcome, ValueMap fields, DateTimeOffset now) =>
        new(fields, System.Collections.Frozen.FrozenDictionary<string, string>.Empty);

    public TaskFormRoom? RoomOf(string form) => null;
}
