using KnGG.Workflow.Care.Trajectories;
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
        var start = story.Today;
        story.Checks();
        Assert.InRange(story.Today, start.AddMonths(3), start.AddMonths(3).AddDays(14));
        story.Checks();
        Assert.InRange(story.Today, start.AddMonths(6), start.AddMonths(6).AddDays(14));
        story.Checks();
        Assert.InRange(story.Today, start.AddMonths(12), start.AddMonths(12).AddDays(14));
        story.Checks();
        Assert.InRange(story.Today, start.AddMonths(24), start.AddMonths(24).AddDays(14));
        story.Closes("doel-bereikt");
        Assert.Equal("doel-bereikt", story.File.Process.ClosedReason);
        IsOver(story);
    }

    [Fact]
    public void A_check_in_aftercare_falls_on_the_regular_contact_of_the_JGZ_in_its_room_and_no_check_comes_twice()
    {
        // Ten and a half on 7 June 2027; two weeks after that the second check would be due.
        var story = Story.Of(years: 9, months: 9).ReachesStep5().ClubStarts().Evaluates("Naar nazorg").DoesStep6();
        Assert.Equal(new DateOnly(2026, 12, 21), story.Today);
        story.Checks();
        Assert.Equal(new DateOnly(2027, 3, 22), story.Today);
        story.Checks();
        Assert.Equal(new DateOnly(2027, 6, 7), story.Today);
        Assert.Contains(story.Journal, l => l.StartsWith("Gepland op 7-6-2027", StringComparison.Ordinal) && l.EndsWith("Valt samen met een vast contactmoment van de JGZ.", StringComparison.Ordinal));
        story.Checks();
        Assert.InRange(story.Today, new DateOnly(2027, 12, 21), new DateOnly(2028, 1, 14));
        story.Checks();
        Assert.InRange(story.Today, new DateOnly(2028, 12, 21), new DateOnly(2029, 1, 14));
        Assert.Equal("doel-bereikt", story.Closes("doel-bereikt").File.Process.ClosedReason);
        IsOver(story);
    }

    [Fact]
    public void A_pause_before_a_contact_of_the_JGZ_does_not_move_it_and_one_over_it_does()
    {
        Story Waiting() => Story.Of(years: 9, months: 9).ReachesStep5().ClubStarts().Evaluates("Naar nazorg").DoesStep6().Checks();
        var before = Waiting().Event("pauze", ("reden", "wens"), ("tot", new DateOnly(2027, 5, 10))).PassUntil("Hervatten?", months: 3).Answer("Hervatten?", "Hervatten");
        Assert.Equal(new DateOnly(2027, 6, 7), before.PassUntil("Terugvalcontrole: meten en spreken").Today);
        var over = Waiting().Pass(days: 60).Event("pauze", ("reden", "wens"), ("tot", new DateOnly(2027, 6, 30))).PassUntil("Hervatten?", months: 3).Answer("Hervatten?", "Hervatten");
        Assert.True(over.PassUntil("Terugvalcontrole: meten en spreken").Today >= new DateOnly(2027, 6, 30), $"{over.Today}");
    }

    [Fact]
    public void A_declined_handover_a_missed_follow_up_a_new_cycle_and_a_relapse_lose_nothing()
    {
        var story = Story.Of().ReachesReferral().Offers()
            .Answer("Overdracht beantwoorden", "Afwijzen", ("seen", "yes"), ("declineReason", "vol"));
        Assert.Equal("jgz", story.File.Owner!.Role);
        story.Answer("Andere ontvanger?", "Opnieuw aanbieden", ("organisatie", Story.OtherCzv.ToString()))
            .Answer("Overdracht beantwoorden", "Aannemen", ("seen", "yes"));
        Assert.Equal(("czv", (Guid?)Story.OtherCzv), (story.File.Owner!.Role, story.File.Owner.OrganisationId));
        Assert.Equal([HandoverState.Declined, HandoverState.Accepted], story.File.Process.Handovers.Select(h => h.State));
        story.Contacts().DoesStep2().DoesStep3().DoesStep4().ClubStarts();

        story.PassUntil("Evaluatie met kind en gezin").Answer("Evaluatie met kind en gezin", "Niet bereikt")
            .Answer("Contact herstellen", "Weer contact", ("next", "home"));
        story.Evaluates("Terug naar stap 2", reason: "verandering-kind");
        Assert.Equal((2, 2, "verandering-kind"), (story.File.Process.Step, story.File.Process.Cycle, story.File.Process.Cycles[^1].Reason));
        Assert.Contains(story.File.Process.Plans[0].Items, i => i.State == ItemStates.Started);
        story.DoesStep2().DoesStep3().DoesStep4().Evaluates("Naar nazorg").DoesStep6().Checks();

        story.Checks("twijfel", weightKg: 54).Answer("Besluit na de terugvalcontrole", "Opnieuw vanaf stap 2", ("reason", "Weer veel alleen thuis"));
        Assert.Equal((2, 3, "terugval", "czv"), (story.File.Process.Step, story.File.Process.Cycle, story.File.Process.Cycles[^1].Reason, story.File.Owner!.Role));
        Assert.Equal(Story.OtherCzv, story.File.Owner.OrganisationId);
        story.DoesStep2().DoesStep3().DoesStep4().Evaluates("Naar nazorg").DoesStep6().Checks().Checks().Checks().Checks().Closes("gezin-zelf-verder");
        Assert.Equal("gezin-zelf-verder", story.File.Process.ClosedReason);
        IsOver(story);
    }

    [Fact]
    public void A_handover_with_a_waiting_time_leaves_the_sender_responsible_until_the_start()
    {
        var story = Story.Of().ReachesReferral().Offers()
            .Answer("Overdracht beantwoorden", "Gezien, antwoord volgt", ("seen", "yes"))
            .Answer("Overdracht: laten weten of u aanneemt", "Aannemen met wachttijd", ("seen", "yes"), ("startsOn", new DateOnly(2026, 10, 5)));
        Assert.Equal("jgz", story.Pass(days: 20).File.Owner!.Role);
        Assert.Equal("czv", story.Pass(days: 10).File.Owner!.Role);
        Assert.Equal(2, story.Contacts().File.Process.Step);
    }

    [Fact]
    public void Inside_one_organisation_nobody_accepts_what_they_already_hold()
    {
        var story = Story.Of(czvInsideJgz: true).ReachesReferral().Offers();
        Assert.Equal(["Kennismaken met kind en gezin"], story.OpenTasks);
        Assert.Equal("czv", story.File.Owner!.Role);
    }

    [Fact]
    public void A_family_that_is_not_reached_comes_back_to_the_JGZ_and_can_go_to_the_CZV_later()
    {
        var story = Story.Of().ReachesStep2()
            .Answer("Kennismaken met kind en gezin", "Niet bereikt", ("on", new DateOnly(2026, 9, 8)), ("reached", "no"))
            .Answer("Gezin niet bereikt: hoe verder?", "Terug naar de JGZ", ("next", "rest"))
            .Offers().Accepts().GivesFeedback()
            .Answer("Terug bij de JGZ: hoe verder?", "Rust tot volgend JGZ-contact", ("next", "rest"));
        Assert.Equal("jgz", story.File.Owner!.Role);
        story.PassUntil("Terug bij de JGZ: hoe verder?").Answer("Terug bij de JGZ: hoe verder?", "Opnieuw naar de CZV", ("next", "again")).Offers().Accepts().DoesStep2();
        Assert.Equal((3, "czv"), (story.File.Process.Step, story.File.Owner!.Role));
    }

    [Fact]
    public void A_provider_that_is_full_or_silent_never_leaves_the_family_alone()
    {
        var story = Story.Of().ReachesStep5().Answer("Uitnodiging beantwoorden", "Wachtlijst", ("plekVanaf", new DateOnly(2026, 11, 2)))
            .Answer("Wachttijd: wat kan er intussen?", "Wachten en overbruggen", ("bridging", "Samen wandelen"));
        Assert.Equal(ItemStates.Waiting, story.File.Plan!.Items[0].State);
        story.PassUntil("Start bevestigen").Answer("Start bevestigen", "Gestart");
        Assert.Equal(ItemStates.Started, story.File.Plan!.Items[0].State);
        story.PassUntil("Hoe gaat het? (3 vragen)").Answer("Hoe gaat het? (3 vragen)", "Twee keer niet gekomen", ("comes", "no"), ("goes", "stuck"))
            .Answer("Signaal van de aanbieder: gezin spreken", "Stoppen").Answer("Eindverslag", "Verstuurd", ("result", "Een begin gemaakt"));
        Assert.Equal(ItemStates.Stopped, story.File.Plan!.Items[0].State);

        var silent = Story.Of().ReachesStep5().Pass(days: 12);
        Assert.Contains("Opnieuw uitnodigen of ander aanbod?", silent.OpenTasks);
    }

    private static void IsOver(Story story)
    {
        Assert.Equal(WorkflowSubStatus.Finished, story.Status);
        Assert.True(story.NothingWaits, string.Join("; ", story.OpenTasks));
        Assert.Null(story.File.Owner);
    }
}
