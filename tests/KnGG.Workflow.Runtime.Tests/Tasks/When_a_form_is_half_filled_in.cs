using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Tasks;

public sealed class When_a_form_is_half_filled_in
{
    private static readonly Guid Jgz = CareRuntime.JgzAccount;

    [Fact]
    public async Task It_is_there_after_a_restart_for_who_typed_it_and_nobody_else()
    {
        var (runtime, trajectories) = await StuckScene.Make(1);
        using var host = runtime;
        var task = Open(runtime, trajectories[0]);
        var (colleague, _) = runtime.Person("collega", "jgz", StuckScene.Jgz);
        Assert.Equal(new DraftResult.Kept(1), Drafts(runtime).Save(task.Id, Jgz, Draft("half", "a"), 0));
        Assert.Equal(new DraftResult.Kept(2), Drafts(runtime).Save(task.Id, Jgz, Draft("verder", "a"), 1));
        runtime.Restart();
        Assert.Equal(("verder", 2L), (Drafts(runtime).Find(task.Id, Jgz)!.Content["fields"]["note"].AsText, Drafts(runtime).Find(task.Id, Jgz)!.Version));
        Assert.Null(Drafts(runtime).Find(task.Id, colleague));
        Assert.Equal(new DraftResult.Kept(1), Drafts(runtime).Save(task.Id, colleague, Draft("van de collega", "c"), 0));
        Assert.IsType<DraftResult.Refused>(Drafts(runtime).Save(task.Id, StuckScene.Id("gemeente"), Draft("x", "g"), 0));
        Assert.IsType<DraftResult.Refused>(Drafts(runtime).Save(Guid.Empty, Jgz, Draft("x", "a"), 0));
        Assert.Equal(1, runtime.Database.Read(t => t.First("SELECT count(*) FROM audit WHERE actor = @me AND what LIKE '%concept'", r => r.Number(0), ("@me", Jgz.ToString()))));
    }

    [Fact]
    public async Task A_page_that_stood_open_does_not_overwrite_what_another_page_saved_later()
    {
        var (runtime, trajectories) = await StuckScene.Make(1);
        using var host = runtime;
        var task = Open(runtime, trajectories[0]);
        Drafts(runtime).Save(task.Id, Jgz, Draft("telefoon", "telefoon"), 0);
        Drafts(runtime).Save(task.Id, Jgz, Draft("laptop", "laptop"), 1);
        Assert.IsType<DraftResult.Older>(Drafts(runtime).Save(task.Id, Jgz, Draft("telefoon weer", "telefoon"), 1));
        Assert.Equal("laptop", Drafts(runtime).Find(task.Id, Jgz)!.Content["fields"]["note"].AsText);

        // The same page whose answer was lost on the way goes on.
        Assert.Equal(new DraftResult.Kept(3), Drafts(runtime).Save(task.Id, Jgz, Draft("laptop verder", "laptop"), 1));
    }

    [Fact]
    public async Task It_goes_with_the_task_in_the_same_commit_and_after_its_time()
    {
        var (runtime, trajectories) = await StuckScene.Make(3);
        using var host = runtime;
        var tasks = trajectories.Select(t => Open(runtime, t)).ToList();
        tasks.ForEach(t => Drafts(runtime).Save(t.Id, Jgz, Draft("half", "a"), 0));
        Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Complete(new CompleteTask(tasks[0].Id, Jgz, "Oppakken", Value.Parse("""{ "familyKnows": "yes" }"""))));
        Assert.Null(Drafts(runtime).Find(tasks[0].Id, Jgz));
        Assert.IsType<DraftResult.Refused>(Drafts(runtime).Save(tasks[0].Id, Jgz, Draft("te laat", "a"), 1));
        runtime.Get<TrajectoryDesk>().Close(trajectories[1], Jgz, "overleden");
        runtime.RunAll();
        Assert.Equal(1, runtime.Count("task_draft"));
        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(29));
        Assert.NotNull(Drafts(runtime).Find(tasks[2].Id, Jgz));
        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(31));
        Assert.Equal(0, runtime.Count("task_draft"));
    }

    private static TaskDrafts Drafts(TestRuntime runtime) => runtime.Get<TaskDrafts>();

    private static TaskRow Open(TestRuntime runtime, Guid trajectory) => runtime.Database.Read(t => TaskRows.OfTrajectory(t, trajectory).Single(k => k.State == TaskState.Open));

    private static Value Draft(string note, string page) => Value.MapOf(("fields", Value.MapOf(("note", Value.Of(note)))), ("page", Value.Of(page)));
}
