using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_trajectory_is_closed_or_done_again_from_outside
{
    public static TheoryData<string> Places => ["stap 1", "overdracht", "lichte route", "stap 2", "stap 3", "stap 4", "stap 5", "stap 6", "nazorg"];

    [Theory]
    [MemberData(nameof(Places))]
    public void It_closes_at_once_from_any_place_and_leaves_nothing_behind(string place)
    {
        var story = At(place).Event("afsluiten", ("reden", "overleden"));
        Assert.Equal((WorkflowSubStatus.Finished, "overleden"), (story.Status, story.File.Process.ClosedReason));
        Assert.Null(story.File.Owner);
        Assert.DoesNotContain(story.OpenTasks, t => t != "Terugkoppeling geven");
    }

    [Fact]
    public void Closing_without_a_reason_asks_a_professional_for_one()
    {
        var story = At("stap 3").Event("afsluiten");
        Assert.Equal(["Traject afsluiten"], story.OpenTasks);
        Assert.Equal("verhuisd", story.Closes("verhuisd").File.Process.ClosedReason);
    }

    [Theory]
    [InlineData("stap 3", 2)]
    [InlineData("stap 4", 2)]
    [InlineData("stap 4", 3)]
    [InlineData("stap 5", 2)]
    [InlineData("stap 5", 3)]
    [InlineData("stap 5", 4)]
    [InlineData("stap 6", 2)]
    [InlineData("nazorg", 3)]
    [InlineData("nazorg", 4)]
    public void A_new_cycle_begins_at_the_asked_step_with_the_CZV_as_case_owner(string place, int step)
    {
        var story = At(place).Event("opnieuw-doorlopen", ("stap", step), ("reden", "verandering-omgeving"));
        Assert.Equal((step, 2, "czv"), (story.File.Process.Step, story.File.Process.Cycle, story.File.Owner!.Role));
        Assert.Equal("verandering-omgeving", story.File.Process.Cycles[^1].Reason);
    }

    [Fact]
    public void Without_a_step_the_case_owner_chooses_and_may_stay_where_they_are()
    {
        var story = At("stap 4").Event("opnieuw-doorlopen").Answer("Vanaf welke stap opnieuw?", "Toch niet", ("reden", "nieuw-inzicht"));
        Assert.Equal((4, 1), (story.File.Process.Step, story.File.Process.Cycle));
        story.Event("opnieuw-doorlopen").Answer("Vanaf welke stap opnieuw?", "Vanaf stap 3", ("reden", "nieuw-inzicht"));
        Assert.Equal((3, 2, "nieuw-inzicht"), (story.File.Process.Step, story.File.Process.Cycle, story.File.Process.Cycles[^1].Reason));
    }

    [Fact]
    public void Many_cycles_keep_one_course()
    {
        var story = At("stap 5");
        for (var cycle = 2; cycle < 8; cycle++)
        {
            story.Event("opnieuw-doorlopen", ("stap", 2 + (cycle % 3)), ("reden", "nieuw-inzicht"));
            Assert.Equal(cycle, story.File.Process.Cycle);
            if (story.File.Process.Step == 2)
            {
                story.DoesStep2();
            }

            if (story.File.Process.Step == 3)
            {
                story.DoesStep3();
            }

            story.DoesStep4();
            Assert.Equal(5, story.File.Process.Step);
        }

        story.Evaluates("Naar nazorg").DoesStep6().Checks().Checks().Checks().Checks();
        Assert.Equal(1, story.OpenTasks.Count(t => t == "Traject afsluiten"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Closes("doel-bereikt").Status);
    }

    [Fact]
    public void Withdrawn_consent_ends_an_offer_and_asks_what_can_go_on()
    {
        var story = At("overdracht").Event("toestemming-ingetrokken");
        Assert.Equal(Care.Trajectories.HandoverState.Withdrawn, story.File.Process.Handovers[^1].State);
        Assert.Contains("Wat kan doorgaan zonder delen?", story.OpenTasks);
        Assert.Contains("De overdracht lukt nu niet: hoe verder?", story.OpenTasks);
    }

    [Fact]
    public void A_birthday_asks_for_consent_again_three_months_before()
    {
        var story = Story.Of(years: 11, months: 2).PassUntil("Toestemming opnieuw vragen (12 jaar)");
        Assert.InRange(story.File.Child.BirthDate.AddYears(12).DayNumber - story.Today.DayNumber, 80, 93);
    }

    [Fact]
    public void A_move_and_a_pause_run_beside_the_steps()
    {
        var story = At("stap 3").Event("verhuisd")
            .Answer("Verhuizing: wie neemt het over?", "Overdragen", ("rol", "czv"), ("organisatie", Story.OtherCzv.ToString())).Offers().Accepts();
        Assert.Equal((3, (Guid?)Story.OtherCzv), (story.File.Process.Step, story.File.Owner!.OrganisationId));
        story.Event("pauze", ("reden", "ziekte"), ("tot", new DateOnly(2026, 12, 1))).PassUntil("Hervatten?");
        Assert.InRange(story.Today, new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 3));
    }

    private static Story At(string place) => place switch
    {
        "stap 1" => Story.Of(),
        "overdracht" => Story.Of().ReachesReferral().Offers(),
        "lichte route" => Story.Of().Meets(130, 34).DecidesGgr("licht"),
        "stap 2" => Story.Of().ReachesStep2(),
        "stap 3" => Story.Of().ReachesStep2().DoesStep2(),
        "stap 4" => Story.Of().ReachesStep2().DoesStep2().DoesStep3(),
        "stap 5" => Story.Of().ReachesStep5(),
        "stap 6" => Story.Of().ReachesStep5().Evaluates("Naar nazorg"),
        _ => Story.Of().ReachesStep5().Evaluates("Naar nazorg").DoesStep6(),
    };
}
