using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Trajectories;

public sealed class When_a_case_owner_steers
{
    private static readonly Guid Jgz = CareRuntime.JgzAccount;
    private static readonly DateOnly Today = new(2026, 1, 1);

    [Fact]
    public async Task A_pause_moves_the_rows_of_tasks_and_timers_and_no_restart_forgets_it()
    {
        var (runtime, trajectories) = await StuckScene.Make(2);
        using var host = runtime;
        var (id, other) = (trajectories[0], trajectories[1]);
        var before = Due(runtime, id);
        var desk = runtime.Get<TrajectoryDesk>();
        Assert.IsType<TrajectoryResult.Invalid>(desk.Pause(id, Jgz, "zomaar", null));
        Assert.IsType<TrajectoryResult.Invalid>(desk.Pause(id, Jgz, "ziekte", Today));
        Assert.IsType<TrajectoryResult.NotAllowed>(desk.Pause(id, CareRuntime.CzvAccount, "ziekte", Today.AddDays(42)));
        Assert.IsType<TrajectoryResult.Conflict>(desk.Resume(id, Jgz));
        Assert.IsType<TrajectoryResult.Accepted>(desk.Pause(id, Jgz, "ziekte", Today.AddDays(42)));
        runtime.RunAll();
        Assert.Equal(before.AddDays(42), Due(runtime, id));
        Assert.Equal(before, Due(runtime, other));
        Assert.IsType<TrajectoryResult.Conflict>(desk.Pause(id, Jgz, "ziekte", Today.AddDays(50)));
        runtime.Restart();
        await runtime.Get<SimulatedClock>().MoveTo(before.AddDays(1));
        Assert.Null(Cause(runtime, id));
        await runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(40));
        Assert.Contains("Hervatten?", Titles(runtime, id));
        Assert.Equal(Phases.Signal, runtime.File(id).Process.Phase);
        runtime.MustHold();
        Steps.Story.MustHold(runtime);
    }

    [Fact]
    public async Task After_a_move_nothing_goes_to_the_new_municipality_until_it_is_accepted_there()
    {
        var (runtime, trajectories) = await StuckScene.Make(1);
        using var host = runtime;
        var id = trajectories[0];
        var there = "Smallingerland";
        var newJgz = DemoRegion.Organisations[1].Id;
        var here = runtime.File(id).Child.Municipality;
        var signal = CareRuntime.Girl("V-1").Replace("2016-03-01", "2013-12-20", StringComparison.Ordinal).Replace("Zaanstad", there, StringComparison.Ordinal).Replace("2025-12-10", "2025-12-28", StringComparison.Ordinal);
        runtime.Signal(signal);
        runtime.RunAll();
        Assert.Equal(StuckCauses.Moved, Cause(runtime, id));
        NothingThere(runtime, id, newJgz, here);

        Assert.IsType<TrajectoryResult.Conflict>(runtime.Get<TrajectoryDesk>().Move(id, Jgz, here));
        Assert.IsType<TrajectoryResult.Invalid>(runtime.Get<TrajectoryDesk>().Move(id, Jgz, " "));
        Assert.IsType<TrajectoryResult.Accepted>(runtime.Get<TrajectoryDesk>().Move(id, Jgz, there));
        runtime.RunAll();
        NothingThere(runtime, id, newJgz, here);
        Answer(runtime, id, "Verhuizing: wie neemt het over?", "Overdragen", """{ "rol": "jgz" }""");
        NothingThere(runtime, id, newJgz, here);
        Answer(runtime, id, "Mag dit gedeeld worden?", "Delen", """{ "given": "yes", "by": "both" }""");
        NothingThere(runtime, id, newJgz, here);
        Answer(runtime, id, "Overdracht klaarzetten", "Aanbieden", """{ "summary": "Verhuisd", "familyTold": "Ja" }""");
        Assert.Equal((here, "jgz", StuckScene.Jgz), (runtime.File(id).Child.Municipality, runtime.File(id).Owner!.Role, runtime.File(id).Owner!.OrganisationId));
        var offer = Assert.Single(runtime.File(id).Process.Handovers);
        Assert.Equal(("wisseling-gemeente", newJgz), (offer.Reason, offer.ToOrganisation));

        Assert.IsType<TaskResult.Done>(runtime.Get<HandoverDesk>().Accept(offer.Id, Jgz));
        runtime.RunAll();
        var file = runtime.File(id);
        Assert.Equal((there, newJgz), (file.Child.Municipality, file.Owner!.OrganisationId));
        Assert.Equal(there, runtime.Database.Read(t => t.First("SELECT municipality FROM trajectory WHERE id = @id", r => r.Text(0), ("@id", id))));
        Assert.NotEqual(StuckCauses.Moved, Cause(runtime, id));
        runtime.MustHold();
        Steps.Story.MustHold(runtime);
    }

    [Theory]
    [InlineData("czv", "Wisseling van CZV: wie neemt het over?")]
    [InlineData("domein", "Wisseling van domein: wie neemt het over?")]
    public async Task A_change_asks_who_takes_over(string what, string task)
    {
        var (runtime, trajectories) = await StuckScene.Make(1);
        using var host = runtime;
        Assert.IsType<TrajectoryResult.Invalid>(runtime.Get<TrajectoryDesk>().Change(trajectories[0], Jgz, "alles"));
        Assert.IsType<TrajectoryResult.Accepted>(runtime.Get<TrajectoryDesk>().Change(trajectories[0], Jgz, what));
        runtime.RunAll();
        Assert.Contains(task, Titles(runtime, trajectories[0]));
    }

    [Fact]
    public async Task Withdrawn_consent_stops_sharing_in_the_same_commit_and_asks_what_can_go_on()
    {
        var (runtime, trajectories) = await StuckScene.Make(1);
        using var host = runtime;
        var id = trajectories[0];
        runtime.Apply(id, new RecordConsent(new ConsentNote("czv", "", true, "guardians", Today, "proef")), new RecordConsent(new ConsentNote("huisarts", "", true, "guardians", Today, "proef")));
        Assert.IsType<TrajectoryResult.Accepted>(runtime.Get<TrajectoryDesk>().WithdrawConsent(id, Jgz, "czv"));
        Assert.Equal(["czv"], runtime.File(id).Process.Consents.Where(c => c.WithdrawnOn is not null).Select(c => c.RecipientRole));
        runtime.RunAll();
        Assert.Contains("Wat kan doorgaan zonder delen?", Titles(runtime, id));
        Assert.IsType<TrajectoryResult.Accepted>(runtime.Get<TrajectoryDesk>().WithdrawConsent(id, Jgz, null));
        Assert.All(runtime.File(id).Process.Consents, c => Assert.NotNull(c.WithdrawnOn));
    }

    private static void NothingThere(TestRuntime runtime, Guid id, Guid organisation, string here)
    {
        var file = runtime.File(id);
        Assert.Equal(here, file.Child.Municipality);
        Assert.DoesNotContain(file.Process.Team, m => m.OrganisationId == organisation);
        Assert.DoesNotContain(file.Process.Handovers, h => h.ToOrganisation == organisation);
        Assert.Equal(0, runtime.Database.Read(t => t.First("SELECT count(*) FROM task WHERE trajectory_id = @id AND organisation_id = @there", r => r.Number(0), ("@id", id), ("@there", organisation))));
    }

    private static void Answer(TestRuntime runtime, Guid id, string title, string outcome, string fields)
    {
        Assert.Contains(title, Titles(runtime, id));
        var task = runtime.Database.Read(t => TaskRows.OfTrajectory(t, id).First(k => k.State < TaskState.Completed && k.Title == title));
        var result = runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, Jgz, outcome, Value.Parse(fields)));
        Assert.True(result is TaskResult.Done, result is TaskResult.Invalid wrong ? string.Join("; ", wrong.Errors) : result.ToString());
        runtime.RunAll();
    }

    private static List<string> Titles(TestRuntime runtime, Guid id) =>
        runtime.Database.Read(t => TaskRows.OfTrajectory(t, id).Where(k => k.State < TaskState.Completed).Select(k => k.Title).ToList());

    private static string? Cause(TestRuntime runtime, Guid id) => runtime.Get<StuckList>().Of(id, StuckScene.Administrator)!.Cause;

    private static DateTimeOffset Due(TestRuntime runtime, Guid id) => runtime.Database.Read(t => TaskRows.OfTrajectory(t, id).Single(k => k.State < TaskState.Completed).DueAt!.Value);
}
