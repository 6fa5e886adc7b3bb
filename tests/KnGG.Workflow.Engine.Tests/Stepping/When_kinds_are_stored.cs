using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_kinds_are_stored
{
    private static readonly Guid Id = new("0197d3f0-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(1));
    private static readonly Value Map = Value.MapOf(("a", Value.Of(1)));
    private static readonly Incident Incident = new(Id, "a", "Workflow1:a", "T", Id, "stuk", At);

    private static readonly Stimulus[] Stimuli =
    [
        new StartInstance(Map.AsMap, "a"), new TimerDue(Id), new TaskAnswered(Id, "Ja", Map), new TaskReturned(Id, Map), new EventReceived("go", Map),
        new Postpone(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(3)), new ChildEnded(Id, Id, WorkflowSubStatus.Finished, Map.AsMap, "x"), new CancelInstance("x"), new RetryIncident(Id), new SkipIncident(Id, "Ja"),
    ];

    private static readonly Fact[] Facts =
    [
        new ActivityStarted("a", "n", "T", Id), new ActivityCompleted("a", "n", "T", Id, ["Done"]), new ActivitySuspended("a", "n", "T", Id, Map),
        new ActivityResumed("a", "n", "T", Id, Map), new ActivityCanceled("a", "n", "T", Id), new ActivityFaulted("a", "n", "T", Id, "stuk"),
        new LineWritten("a", "n", "T", Id, "x"), new Narrated("a", "n", "T", Id, "x", Map), new WorkflowChanged("a", "n", "T", Id, "Started", Map),
    ];

    private static readonly Intent[] Intents =
    [
        new SetTimer(Id, At, "a"), new OpenTask(Id, "x", "a", "n", Map), new AwaitEvent(Id, "x", "a"), new DropWait(Id, "timer", true),
        new StartChild(Id, "d", Map.AsMap, null, Id, "a"), new CancelChild(Id, "x"),
        new NotifyParent(Id, new ChildEnded(Id, Id, WorkflowSubStatus.Finished, ValueMap.Empty)),
        new PublishEventIntent("x", Map, true, null), new OpenIncident(Incident), new CloseIncident(Id, "skipped"),
    ];

    [Fact]
    public void Every_case_of_the_closed_families_is_known()
    {
        Assert.Equal(Cases(typeof(Stimulus)), Stimuli.Select(s => s.GetType().Name).Order());
        Assert.Equal(Cases(typeof(Fact)), Facts.Select(s => s.GetType().Name).Order());
        Assert.Equal(Cases(typeof(Intent)), Intents.Select(s => s.GetType().Name).Order());
    }

    [Fact]
    public void Each_has_a_stored_name_that_never_changes()
    {
        Assert.Equal("start timer task returned event postpone child cancel retry skip", string.Join(' ', Stimuli.Select(StimulusJson.KindOf)));
        Assert.Equal("started completed suspended resumed canceled faulted line narrated workflow", string.Join(' ', Facts.Select(FactJson.KindOf)));
        Assert.Equal(
            "setTimer openTask awaitEvent dropWait startChild cancelChild notifyParent publishEvent openIncident closeIncident",
            string.Join(' ', Intents.Select(IntentJson.KindOf)));
    }

    [Fact]
    public void Stimuli_and_facts_come_back_as_they_were()
    {
        foreach (var stimulus in Stimuli)
        {
            var json = StimulusJson.Write(stimulus);
            var read = StimulusJson.Read(json);
            Assert.Equal(stimulus.GetType(), read.GetType());
            Assert.Equal(json, StimulusJson.Write(read));
        }

        foreach (var fact in Facts)
        {
            var json = FactJson.Write(fact);
            var read = FactJson.Read(json);
            Assert.Equal(fact.GetType(), read.GetType());
            Assert.Equal(json, FactJson.Write(read));
        }

        Assert.All(Intents, i => Assert.Contains("\"kind\"", IntentJson.Write(i), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"kind":"raar"}""")]
    public void What_is_no_kind_is_refused(string json)
    {
        Assert.Throws<FormatException>(() => StimulusJson.Read(json));
        Assert.Throws<FormatException>(() => FactJson.Read(json));
    }

    private static IEnumerable<string> Cases(Type family) =>
        family.Assembly.GetTypes().Where(t => t.IsSubclassOf(family) && !t.IsAbstract).Select(t => t.Name).Order();
}
