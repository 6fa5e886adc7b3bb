using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Rehearsal;

public sealed class When_a_definition_runs_in_memory
{
    private static readonly DateTimeOffset Start = DutchTime.ToInstant(new DateOnly(2026, 1, 1), new TimeOnly(9, 0));

    [Fact]
    public void The_clock_jumps_to_what_is_due()
    {
        var result = Run(Sequence("a", Line("1", "voor"), Delay("wacht", TimeSpan.FromDays(400)), Line("2", "na")));
        Assert.Equal(WorkflowSubStatus.Finished, result.Status);
        Assert.Equal(["voor", "na"], result.Console);
        Assert.Equal(Start.AddDays(400), result.Journal[^1].At);
    }

    [Fact]
    public void Nothing_happens_after_the_end_of_the_period()
    {
        var result = Run(Sequence("a", Delay("wacht", TimeSpan.FromDays(400)), Line("2", "na")), until: Start.AddDays(399));
        Assert.Equal("Suspended", result.StatusName);
        var wait = Assert.Single(result.Waiting);
        Assert.Equal(("timer", "wacht", (DateTimeOffset?)Start.AddDays(400)), (wait.Kind, wait.ActivityId, wait.DueAt));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes()
    {
        var json = Sequence("a", Task("t", "Bellen", "Ja", "Nee"), Execute("kind", "b"));
        var answers = """[ { "task": "t", "outcome": "Nee", "after": "P1D" } ]""";
        var child = Sequence("b", Line("c", "kind"));
        Assert.Equal(Run(json, answers, others: child).ToJson(), Run(json, answers, others: child).ToJson());
    }

    [Fact]
    public void An_answer_whose_wait_is_absent_does_not_hold_up_later_ones()
    {
        var result = Run(
            Sequence("a", Event("e", "eerst"), Line("1", "een"), RunTask("t", "Doe iets"), Line("2", "twee")),
            """[ { "task": "Doe iets", "after": "P2D" }, { "event": "nooit" }, { "event": "eerst", "payload": { "x": 1 }, "after": "PT1H" } ]""");
        Assert.Equal(WorkflowSubStatus.Finished, result.Status);
        Assert.Equal(Start.AddHours(1).AddDays(2), result.Journal[^1].At);
        Assert.Contains("nooit", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Days_are_local_days_across_the_change_to_summer_time()
    {
        var from = DutchTime.ToInstant(new DateOnly(2026, 3, 28), new TimeOnly(9, 0));
        Assert.Equal("2026-03-29T09:00:00+02:00", Value.Of(DutchTime.ToLocal(AnswerDelay.TryParse("P1D")!.Value.AddTo(from))).AsText);
        Assert.Equal("2026-03-29T10:00:00+02:00", Value.Of(DutchTime.ToLocal(AnswerDelay.TryParse("PT24H")!.Value.AddTo(from))).AsText);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("3D")]
    [InlineData("P3")]
    [InlineData("PT3D")]
    [InlineData("P3H")]
    public void A_length_that_is_none_is_refused(string text) => Assert.Null(AnswerDelay.TryParse(text));

    [Fact]
    public void A_task_without_a_child_has_no_organisation_and_a_national_calendar()
    {
        var result = Run(Sequence("a", Task("t", "Bellen", "Ja", "Nee")), until: Start.AddDays(1));
        var task = result.Waiting.Single(w => w.Kind == "task");
        Assert.Equal("2026-01-15T17:00:00+01:00", Value.Of(DutchTime.ToLocal(task.DueAt!.Value)).AsText);
        Assert.Equal("task-new", Assert.Single(result.Mails).Template);
    }

    [Fact]
    public void An_activity_that_needs_a_child_says_so()
    {
        var result = Run(Sequence("a", Activity("ggr", "KnGG.ClassifyGgr")));
        Assert.Equal("Faulted", result.StatusName);
        Assert.Contains("traject", Assert.Single(result.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_task_is_reminded_escalated_and_everything_stops_when_it_is_done()
    {
        var result = Run(
            Sequence("a", Task("t", "Bellen", "Klaar")),
            """[ { "task": "t", "after": "P30D" } ]""",
            others: Sequence("escalatie", Line("x", "escalatie"), Delay("d", TimeSpan.FromDays(90)), Line("y", "te laat")));
        Assert.Equal(["escalatie"], result.Console);
        Assert.Equal(["task-new", "task-reminder"], result.Mails.Select(m => m.Template));
        Assert.Empty(result.Waiting);
        Assert.Contains(result.Journal, l => l is { Instance: 2, Event: "Canceled" });
    }

    [Fact]
    public void An_unknown_outcome_becomes_an_incident_that_names_the_choices()
    {
        var result = Run(Sequence("a", Task("t", "Bellen", "Ja", "Nee")), """[ { "task": "t", "outcome": "Misschien" } ]""");
        Assert.Contains("Ja, Nee", Assert.Single(result.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_that_faults_is_seen_and_a_missing_one_too()
    {
        var result = Run(Sequence("a", Execute("k", "bestaat-niet")));
        Assert.NotEmpty(result.Incidents);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[ { "outcome": "x" } ]""")]
    [InlineData("""[ { "task": "x", "event": "y" } ]""")]
    [InlineData("""[ { "task": "x", "after": "straks" } ]""")]
    [InlineData("""[ """)]
    public void Answers_that_cannot_be_used_are_refused(string json) => Assert.Throws<SimulationInputException>(() => SimulationAnswer.ReadAll(json));

    [Fact]
    public void The_real_chain_begins_and_waits_for_the_JGZ()
    {
        var request = new SimulationInput { File = Path.Combine(CareRuntime.Workflows, "kngg-traject.json"), Definitions = CareRuntime.Workflows }.ToRequest();
        var result = Simulation.Run(request with
        {
            Care = SimulationInput.Child(CareRuntime.Girl(), request.Start, request.Care.Forms),
            Until = Start.AddDays(3),
        });
        Assert.Empty(result.Incidents);
        var task = Assert.Single(result.Waiting, w => w.Kind == "task");
        Assert.Equal("Signaal beoordelen", task.Name);
    }

    private static JsonObject Task(string id, string title, params string[] outcomes) => Activity(
        id, "KnGG.HumanTask", ("title", title), ("role", "jgz"), ("due", "10wd"), ("outcomes", outcomes));

    private static SimulationResult Run(string json, string answers = "[]", DateTimeOffset? until = null, params string[] others)
    {
        var known = others.Select(DefinitionReader.Parse).ToDictionary(d => d.DefinitionId);
        return Simulation.Run(new SimulationRequest
        {
            Definition = DefinitionReader.Parse(json),
            Resolve = known.GetValueOrDefault,
            Catalog = SimulationInput.Catalog,
            Answers = SimulationAnswer.ReadAll(answers),
            Care = CareSnapshot.National with { Forms = FormCatalog.Empty },
            Start = Start,
            Until = until ?? Start.AddYears(10),
        });
    }
}
