using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

public sealed class When_an_instance_waits
{
    private static readonly string TwoBranches = Definition(Flow(
        "f", [Fork("fork", "A", "B"), Event("a", "a"), Event("b", "b"), Line("wa"), Line("wb"), Line("both")],
        "fork.A -> a", "fork.B -> b", "a -> wa", "b -> wb", "wa -> both", "wb -> both"));

    [Theory]
    [InlineData("60.00:00:00", "2026-03-02T09:00:00+01:00")]
    [InlineData("P60D", "2026-03-02T09:00:00+01:00")]
    [InlineData("P6M", "2026-07-01T09:00:00+02:00")]
    [InlineData("P10Y", "2036-01-01T09:00:00+01:00")]
    [InlineData("00:00:10", "2026-01-01T09:00:10+01:00")]
    public void A_delay_can_have_any_length(string length, string due)
    {
        var story = new Story(Definition(Sequence("s", Delay("d", length), Line("after")))).Start();
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), story.Wait("d").DueAt);
        story.Next();
        Assert.Equal("after", story.Lines);
    }

    [Theory]
    [InlineData("2030-07-01T09:00:00", "2030-07-01T09:00:00+02:00")]
    [InlineData("2030-07-01T09:00:00Z", "2030-07-01T11:00:00+02:00")]
    [InlineData("12/24/2026 12:00:00 AM", "2026-12-24T00:00:00+01:00")]
    [InlineData("24-12-2026 00:00:00", "2026-12-24T00:00:00+01:00")]
    public void A_local_time_means_the_dutch_clock(string at, string due)
    {
        var story = new Story(Definition(Activity("at", "Elsa.StartAt", $"\"dateTime\":{Literal(at)}"))).Start();
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), story.Wait("at").DueAt);
    }

    [Fact]
    public void A_moment_that_has_passed_is_no_wait()
    {
        var story = new Story(Definition(Sequence("s", Activity("at", "Elsa.StartAt", $"\"dateTime\":{Literal("2020-01-01T00:00:00")}"), Delay("d", "00:00:00"), Line("after")))).Start();
        Assert.Equal("after", story.Lines);
    }

    [Fact]
    public void A_timer_ticks_and_cron_waits_for_its_next_moment()
    {
        var story = new Story(Definition(Sequence(
            "s", Activity("t", "Elsa.Timer", $"\"interval\":{Literal("01:00:00")}"), Activity("c", "Elsa.Cron", $"\"cronExpression\":{Literal("0 7 1 4 *")}"), Line("after")))).Start();
        story.Next();
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 7, 0, 0, TimeSpan.FromHours(2)), story.Wait("c").DueAt);
        story.Next();
        Assert.Equal("after", story.Lines);
    }

    [Fact]
    public void What_is_no_length_date_or_cron_is_an_incident()
    {
        Assert.Contains("tijdsduur", new Story(Definition(Delay("d", "abc"))).Start().Incident, StringComparison.Ordinal);
        Assert.Contains("tijdstip", new Story(Definition(Activity("at", "Elsa.StartAt", $"\"dateTime\":{Literal("straks")}"))).Start().Incident, StringComparison.Ordinal);
        Assert.Contains("'CronExpression'", new Story(Definition(Activity("c", "Elsa.Cron", $"\"cronExpression\":{Literal("x")}"))).Start().Incident, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_events_for_two_branches_are_taken_one_after_the_other_and_none_is_lost()
    {
        foreach (var order in new[] { new[] { "a", "b" }, ["b", "a"] })
        {
            var story = new Story(TwoBranches).Start();
            story.Give(new EventReceived(order[0], Value.Of(ValueMap.Empty)), settle: false);
            story.Give(new EventReceived(order[1], Value.Of(ValueMap.Empty)), settle: false);
            Assert.Equal($"w{order[0]} w{order[1]} both", story.Lines);
            Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
        }
    }

    [Fact]
    public void One_publish_resumes_every_wait_of_that_name()
    {
        var story = new Story(Definition(Flow("f", [Fork("fork", "A", "B"), Event("a", "go"), Event("b", "go"), Line("end")], "fork.A -> a", "fork.B -> b", "a -> end", "b -> end"))).Start();
        story.Event("go");
        Assert.Equal("end", story.Lines);
    }

    [Fact]
    public void An_event_without_a_payload_gives_an_empty_map()
    {
        var story = new Story(Definition(Sequence("s", Event("e", "go", "var-X"), LineJs("w", "getVariable('X')")), Variable("X"))).Start();
        story.Give(new EventReceived("go", Value.Null));
        Assert.Equal("{}", story.Lines);
    }

    [Fact]
    public void A_local_event_reaches_another_branch_once_in_a_later_step()
    {
        var story = new Story(Definition(Flow("f", [Fork("fork", "A", "B"), Event("e", "go", "var-X"), Publish("p", "go", payload: "({n: 7})"), LineJs("w", "getVariable('X').n"), Line("p2")], "fork.A -> e", "fork.B -> p", "e -> w", "p -> p2"), Variable("X"))).Start();
        Assert.Equal("p2 7", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void An_event_that_nobody_waits_for_is_kept_and_delivered_later()
    {
        var story = new Story(Definition(Sequence("s", Delay("d", "01:00:00"), Event("e", "go", "var-X"), LineJs("w", "getVariable('X').n")), Variable("X"))).Start();
        story.Event("go", Value.MapOf(("n", Value.Of(5))));
        Assert.Single(story.State.KeptEvents);
        story.Next();
        Assert.Equal("5", story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.State.SubStatus);
    }

    [Fact]
    public void After_a_day_a_kept_event_is_dropped_and_the_journal_says_so()
    {
        var story = new Story(Definition(Sequence("s", Delay("d", "2.00:00:00"), Event("e", "go"), Line("w")))).Start();
        story.Event("go");
        Assert.Equal(story.Now.AddHours(24), story.State.KeptEvents[0].Until);
        story.Until(story.Now.AddHours(25));
        Assert.Empty(story.State.KeptEvents);
        Assert.Contains(story.Facts, f => f is WorkflowChanged { What: "EventDropped" });
        story.Next();
        Assert.Equal("e", story.Waiting);
    }

    [Fact]
    public void A_task_takes_its_answer_and_leaves_by_its_outcome()
    {
        var story = new Story(Definition(Flow("f", [Task("t", "Bel", "var-X"), LineJs("yes", "getVariable('X').wie"), Line("no")], "t.Ja -> yes", "t.Nee -> no"), Variable("X"))).Start();
        var task = story.Intents.OfType<OpenTask>().Single();
        Assert.Equal(("Bel", "t", "Workflow1:f:t"), (task.Name, task.ActivityId, task.NodeId));
        story.Answer("t", "Ja", ("wie", Value.Of("moeder")));
        Assert.Equal("moeder", story.Lines);
    }

    [Fact]
    public void A_wait_that_is_gone_is_answered_by_ignored()
    {
        var story = new Story(TwoBranches).Start();
        story.Give(new TimerDue(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
        Assert.True(story.Last.Ignored);
        story.Give(new TaskAnswered(story.Wait("a").Id, null, Value.Null));
        Assert.True(story.Last.Ignored, "an event wait is no task");
        story.Event("a").Event("b");
        story.Event("a");
        Assert.True(story.Last.Ignored, "the instance has ended");
        story.Give(new StartInstance(ValueMap.Empty));
        Assert.True(story.Last.Ignored);
        story.Give(new CancelInstance("te laat"));
        Assert.True(story.Last.Ignored);
    }

    [Fact]
    public void Answering_a_task_twice_takes_the_first()
    {
        var story = new Story(Definition(Sequence("s", Task("t", "Bel"), Event("e", "go")))).Start();
        var task = story.Wait("t").Id;
        story.Give(new TaskAnswered(task, null, Value.Null));
        story.Give(new TaskAnswered(task, null, Value.Null));
        Assert.True(story.Last.Ignored);
        Assert.Equal("e", story.Waiting);
    }

    [Fact]
    public void Cancelling_withdraws_every_wait_and_child_in_the_same_step()
    {
        var story = new Story(
            Definition(Flow("f", [Fork("fork", "A", "B", "C"), Delay("d", "P1Y"), Task("t", "Bel"), Activity("c", "Elsa.ExecuteWorkflow", $"\"workflowDefinitionId\":{Literal("kind")}")], "fork.A -> d", "fork.B -> t", "fork.C -> c")),
            Definition(Event("e", "x"), id: "kind")).Start();
        Assert.Equal("d t c", story.Waiting);
        story.Give(new CancelInstance("gestopt"), settle: false);
        Assert.Equal(WorkflowSubStatus.Cancelled, story.State.SubStatus);
        Assert.Empty(story.State.Bookmarks);
        Assert.Equal(3, story.Last.Intents.OfType<DropWait>().Count(d => !d.Consumed));
        Assert.Single(story.Last.Intents.OfType<CancelChild>());
        Assert.Contains(story.Last.Facts, f => f is WorkflowChanged { What: "Canceled" });
    }

    [Fact]
    public void Every_wait_has_one_intent_that_opens_it_and_one_that_drops_it()
    {
        var story = new Story(TwoBranches).Start();
        story.Event("a").Event("b");
        var opened = story.Intents.OfType<AwaitEvent>().Select(a => a.BookmarkId).Order();
        var dropped = story.Intents.OfType<DropWait>().Select(d => d.BookmarkId).Order();
        Assert.Equal(opened, dropped);
    }
}
