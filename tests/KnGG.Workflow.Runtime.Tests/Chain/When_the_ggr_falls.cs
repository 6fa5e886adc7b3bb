using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_the_ggr_falls
{
    [Fact]
    public void A_task_opens_and_nothing_stops_by_itself()
    {
        var story = Story.Of().ReachesStep5().ClubStarts().PassUntil("Meten");
        var (ggr, payers, owner) = (story.File.Health.Ggr, story.File.Health.Payers.Count(p => p.Until is null), story.File.Owner);
        story.Answer("Meten", "Gemeten", ("on", story.Today), ("heightCm", 131.0), ("weightKg", 33.0), ("clothed", "no"));
        Assert.Equal([Ggr.Licht], story.File.Health.Proposal!.Possible);
        Assert.Contains("Evaluatie met kind en gezin", story.OpenTasks);

        // A proposal is no decision: what was decided stands until somebody decides otherwise.
        Assert.Equal(Ggr.Sterk, ggr);
        Assert.Equal((5, ggr, owner), (story.File.Process.Step, story.File.Health.Ggr, story.File.Owner));
        Assert.Equal(payers, story.File.Health.Payers.Count(p => p.Until is null));
        Assert.Contains(story.File.LatestPlan!.Items, i => i.State == ItemStates.Started);

        story.Pass(months: 1);
        Assert.True(story.File.IsOpen);
        Assert.Equal(5, story.File.Process.Step);
        Assert.Contains(story.File.LatestPlan!.Items, i => i.State == ItemStates.Started);
    }
}
