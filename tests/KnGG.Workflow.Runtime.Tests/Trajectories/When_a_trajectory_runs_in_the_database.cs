using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Trajectories;

public class When_a_trajectory_runs_in_the_database
{
    private static readonly Guid Jgz = CareRuntime.JgzAccount;
    private static readonly Guid Czv = CareRuntime.CzvAccount;

    private static FormCatalog Forms => FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms"));

    [Fact]
    public async Task An_answer_becomes_part_of_the_file_and_every_step_can_be_decided_again()
    {
        using var runtime = await CareRuntime.Make(
            Sequence("proef",
                Activity("meten", "KnGG.HumanTask", ("title", "Meten"), ("role", "regiehouder"), ("due", "10wd"), ("form", "meting"), ("escalation", "-")),
                Activity("ggr", "KnGG.ClassifyGgr"), Activity("route", "KnGG.DecideRoute"), Activity("mijlpaal", "KnGG.SetMilestone", ("step", 2), ("phase", "uitzoeken")),
                Event("wacht", "klaar")), Forms);
        var trajectory = runtime.Open();
        runtime.RunAll();
        var task = Assert.Single(runtime.Get<TaskInbox>().Mine(Jgz).Items);
        Assert.Equal("jgz", task.Role);
        var wrong = Assert.IsType<TaskResult.Invalid>(runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, Jgz, null, Value.Parse("""{ "on": "2025-12-31", "heightCm": "hoog", "weightKg": 44 }"""))));
        Assert.Equal("heightCm", Assert.Single(wrong.Errors).Key);
        Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, Jgz, null, Value.Parse("""{ "on": "2025-12-31", "heightCm": "141,5", "weightKg": 44 }"""))));
        Assert.IsType<TaskResult.AlreadyDone>(runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, Jgz, null, Value.Undefined)));
        runtime.RunAll();
        var file = runtime.File(trajectory);
        Assert.Equal(141.5, file.NewestMeasurement!.HeightCm);
        Assert.Equal((2, "uitzoeken"), (file.Process.Step, file.Process.Phase));
        Assert.Equal("overweight", runtime.Database.Read(t => t.First("SELECT weight_class FROM trajectory WHERE id = @id", r => r.Text(0), ("@id", trajectory))));
        runtime.MustHold();
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_handover_is_accepted_by_its_desk_and_the_owner_moves_at_that_moment()
    {
        using var runtime = await CareRuntime.Make(Handover("Aannemen", "aangenomen"), Forms);
        var trajectory = runtime.Open();
        runtime.RunAll();
        var desk = runtime.Get<HandoverDesk>();
        var item = Assert.Single(desk.List(Czv).Items);
        Assert.Equal(("aangeboden", "czv"), (item.Handover.State, item.Handover.ToRole));
        Assert.NotNull(item.DueAt);
        Assert.Null(desk.Find(item.Handover.Id, DemoRegion.Accounts.Single(a => a.UserName == "gemeente").Id));
        Assert.IsType<TaskResult.NotAllowed>(desk.Seen(item.Handover.Id, Jgz));
        Assert.IsType<TaskResult.Done>(desk.Seen(item.Handover.Id, Czv));
        Assert.Equal("gezien", desk.Find(item.Handover.Id, Czv)!.Handover.State);
        Assert.Equal("jgz", runtime.File(trajectory).Owner!.Role);
        Assert.IsType<TaskResult.NotAllowed>(desk.Accept(item.Handover.Id, DemoRegion.Accounts.Single(a => a.UserName == "klsc").Id));
        Assert.IsType<TaskResult.Done>(desk.Accept(item.Handover.Id, Czv));
        runtime.RunAll();
        Assert.Equal("czv", runtime.File(trajectory).Owner!.Role);
        Assert.IsType<TaskResult.AlreadyDone>(desk.Accept(item.Handover.Id, Czv));
        runtime.MustHold();
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_declined_handover_keeps_its_reason_and_its_owner()
    {
        using var runtime = await CareRuntime.Make(Handover("Afwijzen", "afgewezen"), Forms);
        var trajectory = runtime.Open();
        runtime.RunAll();
        runtime.Database.Write(t => t.Execute(
            "INSERT INTO care_setting (key, level, scope, valid_from, value, source_label, basis) VALUES ('overdracht.volSignaal', 'national', NULL, '2025-01-01', '1', 'NEW', 'proef')"));
        var desk = runtime.Get<HandoverDesk>();
        var id = desk.List(Czv).Items[0].Handover.Id;
        Assert.IsType<TaskResult.Invalid>(desk.Decline(id, Czv, " "));
        Assert.IsType<TaskResult.Done>(desk.Decline(id, Czv, "vol"));
        runtime.RunAll();
        var file = runtime.File(trajectory);
        Assert.Equal("jgz", file.Owner!.Role);
        Assert.Equal(("afgewezen", "vol"), (HandoverStates.Code(file.Handover(id)!.State), file.Handover(id)!.DeclineReason));
        Assert.Equal(1, runtime.Count("region_signal"));
        runtime.MustHold();
    }

    [Fact]
    public async Task Closing_tells_the_definition_and_ends_everything()
    {
        using var runtime = await CareRuntime.Make(
            Definitions.Workflow("proef", Fork("vork",
                Container("Elsa.Sequence", "af", Event("wacht", "afsluiten"), Activity("sluit", "KnGG.CloseTrajectory", ("reason", "doel-bereikt")), Activity("klaar", "Elsa.Finish")),
                Activity("taak", "KnGG.HumanTask", ("title", "Bellen"), ("role", "jgz"), ("due", "10wd")))));
        var trajectory = runtime.Open();
        runtime.RunAll();
        var desk = runtime.Get<TrajectoryDesk>();
        Assert.IsType<TrajectoryResult.NotFound>(desk.Close(Guid.Empty, Jgz, "doel-bereikt"));
        Assert.IsType<TrajectoryResult.NotAllowed>(desk.Close(trajectory, Czv, "doel-bereikt"));
        Assert.IsType<TrajectoryResult.Invalid>(desk.Close(trajectory, Jgz, "zomaar"));
        Assert.IsType<TrajectoryResult.Conflict>(desk.ReEnter(trajectory, Jgz, 2, "terugval"));
        Assert.IsType<TrajectoryResult.Accepted>(desk.Close(trajectory, Jgz, "doel-bereikt"));
        runtime.RunAll();
        Assert.False(runtime.File(trajectory).IsOpen);
        Assert.Empty(runtime.Get<TaskInbox>().Mine(Jgz).Items);
        Assert.IsType<TrajectoryResult.NotAllowed>(desk.Close(trajectory, Jgz, "doel-bereikt"));
        runtime.MustHold();
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task Invariants_see_a_trajectory_without_owner_and_one_that_waits_for_nothing()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var trajectory = runtime.Open();
        runtime.RunAll();
        runtime.MustHold();
        runtime.Database.Write(t => t.Execute("UPDATE team_member SET is_owner = 0 WHERE trajectory_id = @id", ("@id", trajectory)));
        runtime.Database.Write(t => t.Execute("DELETE FROM event_wait"));
        Assert.Equal(["one-owner", "open-waits"], runtime.Database.Read(t => new CareInvariants().Check(t)).Select(v => v.Code));
    }

    [Fact]
    public async Task Snapshots_come_back_as_they_were()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet, Forms);
        var trajectory = runtime.Open();
        runtime.Database.Write(t => t.Execute(
            "INSERT INTO care_setting (key, level, scope, valid_from, value, source_label, basis) VALUES ('signaal.beoordelen', 'region', 'demo', '2025-01-01', '3wd', 'REGIONAL', 'afspraak')"));
        var rows = runtime.Get<CareRows>();
        var snapshot = (CareSnapshot)runtime.Database.Read(t => rows.Load(t, trajectory, runtime.Clock.Now))!;
        var again = (CareSnapshot)rows.Restore(rows.Store(snapshot));
        Assert.Equal(rows.Store(snapshot), rows.Store(again));
        Assert.Equal("3wd", again.Setting("signaal.beoordelen", new DateOnly(2026, 1, 1)).Value);
        Assert.Equal(snapshot.Covering("czv"), again.Covering("czv"));
    }

    [Fact]
    public async Task The_real_chain_starts_in_the_database_with_a_task_for_the_JGZ()
    {
        using var runtime = await CareRuntime.Make(definition: null, Forms);
        var trajectory = runtime.Open();
        runtime.RunAll();
        Assert.Equal(0, runtime.Count("incident"));
        Assert.Equal("Signaal beoordelen", Assert.Single(runtime.Get<TaskInbox>().Mine(Jgz).Items).Title);
        Assert.Equal((1, "signaal"), (runtime.File(trajectory).Process.Step, runtime.File(trajectory).Process.Phase));
        runtime.MustHold();
        Story.MustHold(runtime);
    }

    private static string Handover(string outcome, string state)
    {
        var offer = Activity("bied", "KnGG.OfferHandover", ("fromRole", "jgz"), ("toRole", "czv"), ("reason", "verwijzing"));
        offer["handoverId"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "typeName": "String", "memoryReference": { "id": "H" } }""");
        var task = Activity("taak", "KnGG.HumanTask", ("title", "Overdracht beantwoorden"), ("role", "czv"), ("due", "5wd"), ("form", "overdracht-beantwoorden"), ("outcomes", new[] { outcome, "Anders" }));
        var move = Activity("zet", "KnGG.MoveHandover", ("state", state));
        foreach (var activity in new[] { task, move })
        {
            activity["handover"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "typeName": "String", "expression": { "type": "JavaScript", "value": "getVariable('H')" } }""");
        }

        var definition = System.Text.Json.Nodes.JsonNode.Parse(Sequence("proef", offer, task, move, Event("wacht", "klaar")))!;
        definition["variables"] = System.Text.Json.Nodes.JsonNode.Parse("""[ { "id": "H", "name": "H", "typeName": "String" } ]""");
        return definition.ToJsonString();
    }
}
