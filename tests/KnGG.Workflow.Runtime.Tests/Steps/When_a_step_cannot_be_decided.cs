using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public class When_a_step_cannot_be_decided
{
    [Fact]
    public async Task It_is_parked_with_an_incident_that_has_an_owner_and_others_go_on()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(1)), Line("l", "een")));
        var sick = runtime.StartInstance("w");
        var well = Enumerable.Range(0, 20).Select(_ => runtime.StartInstance("w")).ToList();
        runtime.RunAll();

        // A stimulus that no version of the program knows stands before all others.
        runtime.Database.Write(t => StimulusWriter.Insert(t, sick, runtime.Clock.Now.AddHours(-1), "raadsel", null, "{}", null));
        runtime.Time.Advance(TimeSpan.FromDays(1));
        runtime.RunAll();
        foreach (var id in well)
        {
            Assert.Equal(["een"], runtime.LinesOf(id));
        }

        Assert.Equal(0, runtime.Count("incident"));
        Assert.Equal(1, runtime.Count("stimulus WHERE attempt = 1 AND state = 0"));
        for (var i = 0; i < 4; i++)
        {
            runtime.Time.Advance(TimeSpan.FromMinutes(15));
            runtime.RunAll();
        }

        Assert.Equal(1, runtime.Count("stimulus WHERE attempt = 5 AND state = 1"));
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal((IncidentKinds.Stimulus, "beheerder", sick), (incident.Kind, incident.OwnerRole, incident.InstanceId));
        Story.MustHold(runtime);

        // Trying again without a repair brings it back; letting it go ends it.
        Assert.Equal(RepairOutcome.Started, runtime.Get<IncidentDesk>().Retry(incident.Id, Actor.System));
        Assert.Equal(RepairOutcome.AlreadyClosed, runtime.Get<IncidentDesk>().Retry(incident.Id, Actor.System));
        for (var i = 0; i < 6; i++)
        {
            runtime.RunAll();
            runtime.Time.Advance(TimeSpan.FromMinutes(15));
        }

        var again = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.NotEqual(incident.Id, again.Id);
        runtime.Get<IncidentDesk>().Skip(again.Id, null, Actor.System);
        Assert.Equal(0, runtime.Count("stimulus"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_fault_of_an_activity_is_an_incident_that_can_be_skipped()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("f", Activity("stuk", "Elsa.Fault", ("message", "kapot")), Line("l", "verder")));
        var id = runtime.StartInstance("f");
        runtime.RunAll();
        Assert.Equal("Faulted", runtime.StatusOf(id));
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal((IncidentKinds.Activity, "stuk"), (incident.Kind, incident.ActivityId));
        Story.MustHold(runtime);
        runtime.Get<IncidentDesk>().Skip(incident.Id, null, Actor.System);
        runtime.RunAll();
        Assert.Equal(["verder"], runtime.LinesOf(id));
        Assert.Empty(runtime.Database.Read(t => IncidentRows.Open(t)));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task An_answer_to_a_faulted_workflow_waits_for_the_repair()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("f", Fork("samen", RunTask("t", "bel"), Activity("stuk", "Elsa.Fault", ("message", "kapot"))), Line("l", "verder")));
        var id = runtime.StartInstance("f");
        runtime.RunAll();
        var task = runtime.Database.Read(t => t.First("SELECT id FROM task", r => r.Id(0)));
        Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().CompletePlain(task, Actor.System, Value.Of("ja")));
        Story.MustHold(runtime);
        runtime.RunAll();
        Story.MustHold(runtime);
        Assert.Equal("Faulted", runtime.StatusOf(id));
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        runtime.Get<IncidentDesk>().Skip(incident.Id, null, Actor.System);
        runtime.RunAll();
        Assert.Equal(["verder"], runtime.LinesOf(id));
        Assert.Equal("Finished", runtime.StatusOf(id));
        Story.MustHold(runtime);
    }
}
