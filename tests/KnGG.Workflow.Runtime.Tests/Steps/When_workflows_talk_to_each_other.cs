using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public class When_workflows_talk_to_each_other
{
    [Fact]
    public async Task The_parent_goes_on_when_its_child_ends_after_months()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("kind", Delay("w", TimeSpan.FromDays(100)), Line("l", "kind")));
        runtime.Publish(Sequence("ouder", Execute("x", "kind"), Line("l", "ouder")));
        var id = runtime.StartInstance("ouder", correlationId: "keten");
        runtime.RunAll();
        Assert.Equal("keten", runtime.Database.Read(t => t.First("SELECT correlation_id FROM instance WHERE parent_instance_id = @id", r => r.Text(0), ("@id", id))));
        Story.MustHold(runtime);
        runtime.Time.Advance(TimeSpan.FromDays(100));
        runtime.RunAll();
        Assert.Equal(["ouder"], runtime.LinesOf(id));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_child_without_a_published_version_is_an_incident_of_the_parent()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("ouder", Execute("x", "bestaat-niet"), Line("l", "ouder")));
        var id = runtime.StartInstance("ouder");
        runtime.RunAll();
        Assert.Empty(runtime.LinesOf(id));
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Contains("bestaat-niet", incident.Message);
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task Ending_a_parent_ends_children_tasks_timers_and_waits_in_one_commit()
    {
        using var runtime = await TestRuntime.Make(stepsPerCommit: 1);
        runtime.Publish(Sequence("kleinkind", Fork("f", RunTask("t", "taak"), Delay("d", TimeSpan.FromDays(9)))));
        runtime.Publish(Sequence("kind", Fork("f", Execute("k", "kleinkind"), Event("e", "nooit"))));
        runtime.Publish(Sequence("ouder", Execute("x", "kind")));
        var id = runtime.StartInstance("ouder");
        runtime.RunAll();
        Assert.Equal((1, 1, 1), (runtime.Count("task WHERE state = 0"), runtime.Count("stimulus"), runtime.Count("event_wait")));
        runtime.Database.Write(t => InstanceStarter.Cancel(t, id, "proef", Actor.System, runtime.Clock.Now));
        Assert.Equal(1, runtime.Steps.RunOnce());
        Assert.Equal((0, 0), (runtime.Count("task WHERE state = 0"), runtime.Count("event_wait")));
        Assert.Equal(0, runtime.Count("stimulus WHERE kind = 'timer'"));
        Assert.Equal(3, runtime.Count("instance WHERE sub_status = 4"));
        runtime.RunAll();
        Assert.Equal(0, runtime.Count("stimulus"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task An_event_before_anyone_waits_is_kept_for_a_day_and_handed_out_once()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("wacht", Event("e", "sein"), Line("l", "gehoord")));
        Assert.Equal(0, Publish(runtime));
        Assert.Equal(0, Publish(runtime, "ander"));
        var first = runtime.StartInstance("wacht");
        var second = runtime.StartInstance("wacht");
        runtime.RunAll();
        Assert.Equal(["gehoord"], runtime.LinesOf(first));
        Assert.Empty(runtime.LinesOf(second));
        Assert.Equal(1, runtime.Count("kept_event"));
        Publish(runtime);
        runtime.RunAll();
        Assert.Equal(["gehoord"], runtime.LinesOf(second));

        Publish(runtime);
        runtime.Time.Advance(TimeSpan.FromHours(24));
        var late = runtime.StartInstance("wacht");
        runtime.RunAll();
        Assert.Empty(runtime.LinesOf(late));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task An_event_with_a_correlation_reaches_only_that_file()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("wacht", Event("e", "sein"), Line("l", "gehoord")));
        var mine = runtime.StartInstance("wacht", correlationId: "een");
        var other = runtime.StartInstance("wacht", correlationId: "twee");
        runtime.RunAll();
        Assert.Equal(1, Publish(runtime, correlation: "een"));
        runtime.RunAll();
        Assert.Equal(["gehoord"], runtime.LinesOf(mine));
        Assert.Empty(runtime.LinesOf(other));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_local_event_for_another_branch_is_delivered_once()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("lokaal", Fork("f", Event("e", "sein"), PublishEvent("p", "sein", local: true)), Line("l", "klaar")));
        var ids = Enumerable.Range(0, 50).Select(_ => runtime.StartInstance("lokaal")).ToList();
        runtime.RunAll();
        foreach (var id in ids)
        {
            Assert.Equal(["klaar"], runtime.LinesOf(id));
        }

        Story.MustHold(runtime);
    }

    private static int Publish(TestRuntime runtime, string name = "sein", string? correlation = null) =>
        runtime.Database.Write(t => EventDelivery.Publish(t, name, Value.Of(ValueMap.Empty), correlation, Actor.System, runtime.Clock.Now));
}
