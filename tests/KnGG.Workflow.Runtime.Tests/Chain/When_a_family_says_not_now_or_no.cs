using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_family_says_not_now_or_no
{
    [Fact]
    public void The_question_comes_back_after_the_agreed_time_and_the_trajectory_goes_on_where_it_stood()
    {
        var story = Story.Of().Answer("Signaal beoordelen", "Oppakken", ("familyKnows", "yes")).Answer("Meten en gesprek met kind en ouders", "Nu niet", ("permission", "no"));
        Assert.Empty(story.OpenTasks);
        var asked = story.Today;
        story.PassUntil("Opnieuw vragen: is het nu een goed moment?");
        Assert.InRange(story.Today, asked.AddMonths(5).AddDays(14), asked.AddMonths(7));
        story.Answer("Opnieuw vragen: is het nu een goed moment?", "Nog niet", ("on", story.Today)).PassUntil("Opnieuw vragen: is het nu een goed moment?");
        story.Answer("Opnieuw vragen: is het nu een goed moment?", "Ja, verder", ("on", story.Today)).Measures().DecidesGgr("sterk").Signs().Offers().Accepts();
        Assert.Equal(2, story.File.Process.Step);
    }

    [Theory]
    [InlineData("Kennismaken met kind en gezin")]
    [InlineData("Samenhang bespreken met kind en gezin")]
    [InlineData("Plan maken met kind en gezin")]
    public void In_each_step_of_the_CZV_it_may_wait_and_go_on(string task)
    {
        var story = Story.Of().ReachesStep2();
        if (task != "Kennismaken met kind en gezin")
        {
            story.DoesStep2();
        }

        if (task == "Plan maken met kind en gezin")
        {
            story.DoesStep3();
        }

        (string, object)[] fields = task switch
        {
            "Kennismaken met kind en gezin" => [("on", story.Today), ("reached", "yes")],
            "Samenhang bespreken met kind en gezin" => [("causes", "Later"), ("agreement", "partly")],
            _ => [("goals", "Later"), ("items", story.Items()), ("gli", "no"), ("gliReason", "Later")],
        };
        story.Answer(task, "Nu niet", fields).PassUntil("Opnieuw vragen: is het nu een goed moment?").Answer("Opnieuw vragen: is het nu een goed moment?", "Ja, verder", ("on", story.Today));
        Assert.Contains(task, story.OpenTasks);
    }

    [Fact]
    public void A_no_ends_with_a_reason_and_with_what_the_JGZ_keeps_doing()
    {
        var story = Story.Of().Answer("Signaal beoordelen", "Oppakken", ("familyKnows", "yes")).Answer("Meten en gesprek met kind en ouders", "Nee", ("permission", "no"));
        Assert.Equal(["Traject afsluiten"], story.OpenTasks);
        story.Closes("gezin-wil-niet");
        Assert.Equal((WorkflowSubStatus.Finished, "gezin-wil-niet"), (story.Status, story.File.Process.ClosedReason));
    }
}
