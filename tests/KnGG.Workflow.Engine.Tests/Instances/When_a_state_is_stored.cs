using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Tests.Stepping;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Instances;

public sealed class When_a_state_is_stored
{
    private static readonly string Golden = Definition(
        Flow(
            "f",
            [Line("begin"), Fork("fork", "A", "B", "C", "D", "E"), Line("b"), Delay("d", "P10Y"), Task("t", "Bel", "var-X"), ForEach("each", "[1,2]", Sequence("s", Event("e", "go"), Activity("bad", "Elsa.Fault"))), Activity("x", "Elsa.ExecuteWorkflow", $"\"workflowDefinitionId\":{Literal("kind")}"), Line("end")],
            "begin -> fork", "fork.A -> d", "fork.B -> t", "fork.C -> each", "fork.D -> x", "fork.E -> b", "b -> end", "d -> end", "t -> end", "each -> end", "x -> end"),
        $"{Variable("X")},{Variable("Naam", "\"één\"", "String")}",
        Argument("In"));

    private static Story GoldenStory()
    {
        var story = new Story(Golden, Definition(Event("e", "x"), id: "kind")).Start(("In", Value.Of(1)));
        story.Event("later");
        story.Event("go");
        story.Give(new TaskAnswered(story.Wait("t").Id, "Ja", Value.Null));
        return story;
    }

    [Fact]
    public void Schema_1_stays_as_it_is()
    {
        var written = InstanceStateJson.Write(GoldenStory().State);
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Instances", "state-schema-1.json")).Trim(), written);
    }

    [Fact]
    public void A_state_of_schema_1_still_continues()
    {
        var story = GoldenStory();
        var read = InstanceStateJson.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Instances", "state-schema-1.json")));
        Assert.Equal(InstanceStateJson.Write(story.State), InstanceStateJson.Write(read));
        story.Give(new SkipIncident(read.Incidents.Single().Id, null));
        Assert.Equal(WorkflowSubStatus.Suspended, story.State.SubStatus);
        Assert.Equal("d e x", string.Join(" ", story.State.Bookmarks.Where(b => b.Name != "kept-event").Select(b => b.ActivityId).Order()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("niets")]
    [InlineData("{}")]
    [InlineData("""{"schema":2,"id":"00000000-0000-7000-8000-000000000001"}""")]
    [InlineData("""{"schema":1}""")]
    [InlineData("""{"schema":1,"id":"00000000-0000-7000-8000-000000000001","definition":"a","version":"a","status":"raar"}""")]
    [InlineData("""{"schema":1,"id":"00000000-0000-7000-8000-000000000001","definition":"a","version":"a","status":"suspended","running":[{},{"activity":"x","in":7}]}""")]
    public void What_cannot_be_read_is_refused(string text) =>
        Assert.Throws<InstanceStateException>(() => InstanceStateJson.Read(text));

    [Fact]
    public void A_state_of_another_workflow_is_refused()
    {
        var state = InstanceStateJson.Read(InstanceStateJson.Write(GoldenStory().State));
        var other = new Story(Definition(Line("w"))).Start();
        Assert.Throws<InstanceStateException>(() => Engine.Stepping.Stepper.Decide(
            other.Set, state, new CancelInstance("x"), new Engine.Stepping.StepContext(other.Now, new Engine.Stepping.IdSource(Guid.Empty), Engine.Stepping.Actor.System, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_state_that_waits_where_lines_meet_is_refused_when_that_activity_is_gone()
    {
        var story = GoldenStory();
        var state = InstanceStateJson.Read(InstanceStateJson.Write(story.State).Replace("\"arrived\":{\"end\"", "\"arrived\":{\"weg\"", StringComparison.Ordinal));
        var refusal = Assert.Throws<InstanceStateException>(() => Engine.Stepping.Stepper.Decide(
            story.Set, state, new CancelInstance("x"), new Engine.Stepping.StepContext(story.Now, new Engine.Stepping.IdSource(Guid.Empty), Engine.Stepping.Actor.System, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("Workflow1:f:weg", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_idle_state_of_a_small_flow_is_well_below_two_kilobytes()
    {
        var story = new Story(Definition(
            Flow("f", [Line("a"), Set("s", "X", Literal("waarde")), Delay("d", "P1Y"), Decision("q", "true"), Line("yes"), Line("no")], "a -> s", "s -> d", "d -> q", "q.True -> yes", "q.False -> no"),
            Variable("X"))).Start();
        Assert.InRange(InstanceStateJson.WriteUtf8(story.State).Length, 1, 1000);
    }

    [Fact]
    public void No_name_of_a_type_of_ours_is_in_it() =>
        Assert.DoesNotContain("KnGG", InstanceStateJson.Write(GoldenStory().State), StringComparison.Ordinal);
}
