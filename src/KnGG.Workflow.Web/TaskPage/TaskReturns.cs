using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.TaskPage;

/// <summary>What a page tells about sending a task back: to whom it would go, and how one that came back got here.</summary>
internal sealed class TaskReturns
{
    /// <summary>To whom the task would go, in a sentence; or why it cannot go back.</summary>
    internal (bool Can, string Text) To(StepTransaction transaction, TaskRow task, Guid viewer) => ReturnPath.Of(transaction, task, viewer) switch
    {
        ReturnPath.ToGiver giver => (true, $"De taak gaat naar {NameOf(transaction, giver.AccountId)}, die u deze taak gaf."),
        ReturnPath.ToTask path => (true, $"De taak gaat naar {NameOf(transaction, path.Before.ClosedBy)}, die '{path.Before.Title}' deed."),
        ReturnPath.Nowhere nowhere => (false, nowhere.Why),
        var path => throw new NotSupportedException($"Nothing tells of a path of type {path.GetType().Name}."),
    };

    /// <summary>What happened before this task opened, when it or the task before it had been sent back; else null.</summary>
    internal (string What, string Words)? Story(StepTransaction transaction, TaskRow task)
    {
        if (task.FollowsId is not { } follows || TaskRows.Find(transaction, follows) is not { ClosedAt: { } at } before)
        {
            return null;
        }

        if (task.CorrectsId is not null)
        {
            return ($"{NameOf(transaction, before.ClosedBy)} stuurde '{before.Title}' op {When.Long(at)} terug. Maak in orde wat ontbreekt of niet klopt; daarna gaat die taak weer open.", before.DeclineReason ?? "");
        }

        if (before.CorrectsId is null)
        {
            return null;
        }

        var explained = transaction.First("SELECT fields FROM task_answer WHERE task_id = @id", row => Value.Parse(row.Text(0)), ("@id", before.Id));
        return ($"{NameOf(transaction, before.ClosedBy)} heeft '{before.Title}' op {When.Long(at)} in orde gemaakt. Deze taak was teruggestuurd om: {before.DeclineReason}", explained["explanation"].TextOrNull ?? "");
    }

    /// <summary>What was answered to a task by this form; undefined when it was another form.</summary>
    internal Value Answer(StepTransaction transaction, Guid task, string form) => transaction.First(
        "SELECT fields FROM task_answer WHERE task_id = @id AND form = @form", row => Value.Parse(row.Text(0)), ("@id", task), ("@form", form));

    private static string NameOf(StepTransaction transaction, string? account) => Guid.TryParse(account, out var id) ? NameOf(transaction, id) : "een collega";

    private static string NameOf(StepTransaction transaction, Guid account) => HeldRoleList.Account(transaction, account)?.DisplayName ?? "een collega";
}
