using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.TaskPage;

/// <summary>A task as somebody may see it.</summary>
/// <param name="Task">The task.</param>
/// <param name="IsOwn">It is for this person, or for a role that the person holds.</param>
/// <param name="MayAnswerOnBehalf">The person is the case owner and may register what an outside party said.</param>
internal sealed record SeenTask(TaskRow Task, bool IsOwn, bool MayAnswerOnBehalf);

/// <summary>Who may see a task: who may do it, and who takes part in its trajectory. For all others it does not exist.</summary>
internal sealed class TaskSight(StepDatabase database, TaskInbox inbox, ITaskPeople people)
{
    internal SeenTask? Of(Guid taskId, Viewer viewer)
    {
        if (database.Read(transaction => TaskRows.Find(transaction, taskId)) is not { } task)
        {
            return null;
        }

        var isOwn = inbox.RoleFor(taskId, viewer.Id) is not null;
        return database.Read(transaction =>
        {
            var isMember = task.TrajectoryId is { } trajectory && TrajectoryList.IsVisible(transaction, trajectory, viewer.Id);
            var mayRegister = isMember && task.OnBehalfAllowed && people.IsCaseOwner(transaction, task.TrajectoryId!.Value, viewer.Id);
            return isOwn || isMember ? new SeenTask(task, isOwn, mayRegister) : null;
        });
    }
}
