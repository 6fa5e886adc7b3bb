using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>Where a task goes that is sent back. A closed family; the page that offers it and the desk that does it ask the same.</summary>
public abstract record ReturnPath
{
    private ReturnPath()
    {
    }

    /// <summary>To the colleague who gave it.</summary>
    /// <param name="AccountId">That colleague.</param>
    public sealed record ToGiver(Guid AccountId) : ReturnPath;

    /// <summary>To whoever did the task by whose answer it was opened.</summary>
    /// <param name="Before">That task.</param>
    public sealed record ToTask(TaskRow Before) : ReturnPath;

    /// <summary>Nowhere.</summary>
    /// <param name="Why">For who wanted it, in Dutch.</param>
    public sealed record Nowhere(string Why) : ReturnPath;

    /// <summary>Where this task would go. What was given by a colleague who still works here goes back to that colleague first.</summary>
    public static ReturnPath Of(StepTransaction transaction, TaskRow task, Guid sender)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(task);
        if (task.GivenBy is { } giver && giver != sender && Works(transaction, giver))
        {
            return new ToGiver(giver);
        }

        if (task.CorrectsId is not null)
        {
            return new Nowhere("Deze taak is zelf al teruggestuurd. Vul in wat u weet, of geef haar aan een collega.");
        }

        return !task.IsPlain && task.FollowsId is { } follows && TaskRows.Find(transaction, follows) is { State: TaskState.Completed } before
            ? new ToTask(before)
            : new Nowhere("Voor deze taak is er geen eerdere taak om naar terug te sturen. Geef haar aan een collega, of kies 'Deze taak kan ik niet doen'.");
    }

    private static bool Works(StepTransaction transaction, Guid account) =>
        transaction.First("SELECT 1 FROM account_role WHERE account_id = @account", _ => (bool?)true, ("@account", account)) ?? false;
}
