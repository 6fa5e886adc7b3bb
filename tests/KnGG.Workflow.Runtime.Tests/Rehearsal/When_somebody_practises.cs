using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Rehearsal;

public sealed class When_somebody_practises
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Time_passes_and_answers_are_given_when_that_person_says_so()
    {
        var run = Run(Sequence("proef", RecordedPractice.Task("bellen"), Delay("rust", TimeSpan.FromDays(3)), Event("uitslag", "uitslag"), Line("klaar", "klaar")));
        var task = Assert.Single(run.Waits, w => w.Kind == BookmarkKinds.Task);
        Assert.Equal(("Taak bellen", "jgz"), (task.Title, task.Role));
        Assert.Equal(["Klaar", "Niet gelukt"], task.Outcomes);
        Assert.False(run.Answer(Guid.Empty, null, Value.Null));
        Assert.True(run.Answer(task.Id, null, Value.Of(ValueMap.Empty)));
        Assert.Equal(BookmarkKinds.Timer, Assert.Single(run.Waits).Kind);
        Assert.True(run.Forward());
        Assert.Equal(Now.AddDays(3), run.Now);
        Assert.False(run.Forward());
        Assert.True(run.Answer(Assert.Single(run.Waits, w => w.Title == "uitslag").Id, null, Value.Null));
        Assert.Equal(WorkflowSubStatus.Finished, run.Root.State.SubStatus);
        Assert.Equal(["klaar"], run.Root.Journal.Where(l => l.Event == "Line").Select(l => l.Data["Text"].AsText));
    }

    // As in the database, where it is kept for a day.
    [Fact]
    public void An_event_that_comes_before_anybody_waits_for_it_is_not_lost()
    {
        var run = Run(Sequence("proef", PublishEvent("roept", "uitslag"), Delay("rust", TimeSpan.FromHours(1)), Event("uitslag", "uitslag")));
        Assert.True(run.Forward());
        Assert.Equal(WorkflowSubStatus.Finished, run.Root.State.SubStatus);
    }

    [Fact]
    public void A_workflow_that_starts_itself_for_ever_is_stopped()
    {
        var run = Run(Sequence("proef", Execute("nog eens", "proef", wait: false)));
        Assert.InRange(run.Instances.Count(), 1_000, 2_100);
        Assert.True(run.WasStopped);
        Assert.False(Run(Sequence("proef", RecordedPractice.Task("bellen"))).WasStopped);
    }

    [Fact]
    public void Two_runs_never_have_an_id_in_common()
    {
        var (one, other) = (Run(Sequence("proef", RecordedPractice.Task("bellen"))), Run(Sequence("proef", RecordedPractice.Task("bellen"))));
        Assert.Empty(one.Waits.Select(w => w.Id).Append(one.Root.State.Id).Intersect(other.Waits.Select(w => w.Id).Append(other.Root.State.Id)));
        Assert.False(one.Answer(other.Waits.First(w => w.Kind == BookmarkKinds.Task).Id, null, Value.Null));
    }

    [Fact]
    public void What_is_ended_or_removed_waits_for_nothing()
    {
        var run = Run(Sequence("proef", RecordedPractice.Task("bellen")));
        run.Cancel(run.Root.State.Id, "genoeg gezien");
        Assert.Equal(WorkflowSubStatus.Cancelled, run.Root.State.SubStatus);
        Assert.Empty(run.Waits);
        var other = Run(Sequence("proef", RecordedPractice.Task("bellen")));
        Assert.False(other.Remove(other.Root.State.Id));
        Assert.Empty(other.Waits);
        Assert.False(other.Forward());
    }

    private static PracticeRun Run(string json) => new(
        DefinitionReader.Parse(json), _ => null, PrimitiveActivities.Catalog.With(CareActivityCatalog.All), CareSnapshot.National, ValueMap.Empty, new Actor("iemand", null, null), Now);
}
