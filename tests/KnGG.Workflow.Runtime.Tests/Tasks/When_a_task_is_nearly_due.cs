using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Tasks;

public sealed class When_a_task_is_nearly_due
{
    private static string Trial => Sequence(
        "proef", Activity("een", "KnGG.HumanTask", ("title", "Bellen"), ("role", "jgz"), ("due", "10wd"), ("reminder", "2wd"), ("escalation", "-")), Event("wacht", "klaar"));

    [Theory]
    [InlineData("claimed")]
    [InlineData("given")]
    [InlineData("nobody")]
    public async Task The_reminder_goes_to_who_has_it_by_now(string how)
    {
        var (runtime, trajectories) = await StuckScene.Make(1, Trial);
        using var host = runtime;
        var (anna, _) = runtime.Person("anna", "jgz", StuckScene.Jgz);
        var (bert, _) = runtime.Person("bert", "jgz", StuckScene.Jgz);
        var task = runtime.Database.Read(t => TaskRows.OfTrajectory(t, trajectories[0])).Single();
        if (how == "claimed")
        {
            Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Claim(new ClaimTask(task.Id, bert)));
        }
        else if (how == "given")
        {
            Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Reassign(new ReassignTask(task.Id, anna, bert, "Jij kent de wijk.")));
        }

        await runtime.Get<SimulatedClock>().MoveTo(task.DueAt!.Value.AddHours(-1));
        var reminded = runtime.Database.Read(t => MailRows.Newest(t, 50)).Where(m => m.Stage == "reminder").Select(m => m.AccountId).ToHashSet();
        Assert.Equal(how == "nobody" ? [anna, bert, StuckScene.Id("jgz")] : [bert], reminded);
    }

    [Fact]
    public async Task Who_declines_what_was_theirs_alone_leaves_it_to_the_others_who_hear_of_it()
    {
        var (runtime, trajectories) = await StuckScene.Make(1, Trial);
        using var host = runtime;
        var (anna, _) = runtime.Person("anna", "jgz", StuckScene.Jgz);
        var (bert, _) = runtime.Person("bert", "jgz", StuckScene.Jgz);
        var task = runtime.Database.Read(t => TaskRows.OfTrajectory(t, trajectories[0])).Single();
        runtime.Get<TaskDesk>().Reassign(new ReassignTask(task.Id, anna, bert, "Jij kent de wijk."));
        Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Decline(new DeclineTask(task.Id, bert, "Geen tijd.")));
        var waiting = runtime.Database.Read(t => MailRows.Newest(t, 50)).Where(m => m.State == MailState.Waiting && m.TaskId == task.Id).Select(m => m.AccountId).ToList();
        Assert.Contains(anna, waiting);
        Assert.Equal(waiting.Count, waiting.Distinct().Count());
        var row = runtime.Database.Read(t => TaskRows.Find(t, task.Id))!;
        Assert.Equal((null, null, "Geen tijd."), (row.PersonId, row.GivenBy, row.DeclineReason));
    }
}
