using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>How a request about a task ended. A closed family: every caller handles each.</summary>
public abstract record TaskResult
{
    private TaskResult()
    {
    }

    /// <summary>It is done.</summary>
    public sealed record Done : TaskResult;

    /// <summary>Somebody did it before: completed, or withdrawn by the workflow.</summary>
    /// <param name="By">Account id, or "system" when the workflow withdrew it.</param>
    /// <param name="At">When.</param>
    public sealed record AlreadyDone(string By, DateTimeOffset At) : TaskResult;

    /// <summary>This account may not do it.</summary>
    /// <param name="Why">Dutch sentence.</param>
    public sealed record NotAllowed(string Why) : TaskResult;

    /// <summary>There is no such task.</summary>
    public sealed record NotFound : TaskResult;

    /// <summary>What was filled in is not right.</summary>
    /// <param name="Errors">Dutch sentence by field name; the empty name for the answer as a whole.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Errors) : TaskResult;
}

/// <summary>An answer registered for an outside party.</summary>
/// <param name="SaidBy">Who said it: function and organisation.</param>
/// <param name="SaidAt">When.</param>
/// <param name="Channel">telefoon, mail, gesprek, brief or anders.</param>
public sealed record OnBehalf(string SaidBy, DateTimeOffset SaidAt, string Channel);

/// <summary>Answers a task.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="AccountId">Who answers.</param>
/// <param name="Outcome">The chosen outcome, or null when the task has only one.</param>
/// <param name="Fields">The filled-in fields, a map; undefined when there are none.</param>
/// <param name="OnBehalf">For whom it is registered, or null for one's own answer.</param>
public sealed record CompleteTask(Guid TaskId, Guid AccountId, string? Outcome, Value Fields, OnBehalf? OnBehalf = null);

/// <summary>Takes a task from the queue.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="AccountId">Who takes it.</param>
public sealed record ClaimTask(Guid TaskId, Guid AccountId);

/// <summary>Puts a claimed task back into the queue.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="AccountId">Who gives it back.</param>
public sealed record ReleaseTask(Guid TaskId, Guid AccountId);

/// <summary>Says no to a task: by its refusing outcome if it has one, else back to the queue with the reason.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="AccountId">Who declines.</param>
/// <param name="Reason">Why; required.</param>
public sealed record DeclineTask(Guid TaskId, Guid AccountId, string Reason);

/// <summary>Sends a task back to whoever gave it or did the task before it; that one gets a task with the reason, and then this one opens anew.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="AccountId">Who sends it back.</param>
/// <param name="Reason">What is not usable; required.</param>
public sealed record SendBackTask(Guid TaskId, Guid AccountId, string Reason);

/// <summary>Gives a task to a person who holds its role in its organisation.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="AccountId">Who gives it.</param>
/// <param name="To">Account that gets it.</param>
/// <param name="Reason">Why; required.</param>
public sealed record ReassignTask(Guid TaskId, Guid AccountId, Guid To, string Reason);
