using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_child_goes_through_the_whole_chain
{
    [Fact]
    public void The_six_steps_follow_each_other_up_to_the_last_check_and_the_end()
    {
        var story = Story.Of().ReachesStep2();
        Assert.Equal((2, "czv"), (story.File.Process.Step, story.File.Owner!.Role));
        story.DoesStep2().DoesStep3();
        Assert.Equal(4, story.File.Process.Step);
        story.DoesStep4().ClubStarts();
        Assert.Equal((5, "aan-de-slag"), (story.File.Process.Step, story.File.Process.Phase));
        story.Evaluates("Doorgaan").Evaluates("Naar nazorg").DoesStep6();
        Assert.Equal((6, "nazorg", "jgz"), (story.File.Process.Step, story.File.Process.Phase, story.File.Owner!.Role));
        story.Checks().Checks().Checks().Checks().Closes("doel-bereikt");
        Assert.Equal("doel-bereikt", story.File.Process.ClosedReason);
        Assert.Equal(WorkflowSubStatus.Finished, story.Status);
        Assert.True(story.NothingWaits, string.Join("; ", story.OpenTasks));
    }
}
