using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using Xunit;

namespace KnGG.Workflow.Runtime.Tests.Chain;

/// <summary>The part of the chain that carries money: its conditions are looked at before the invitation and again on the day it begins.</summary>
public sealed class When_a_kinder_gli_is_in_the_plan
{
    private const string Before = "Kinder-GLI: een voorwaarde ontbreekt";
    private const string AtStart = "Kinder-GLI is begonnen: een voorwaarde klopt niet";
    private static readonly string[] All = ["klsc", "erkend", "verzekeraar", "gericht", "betaald"];

    [Fact]
    public void Nobody_is_invited_before_every_condition_was_seen()
    {
        var story = Planned("klsc", "erkend");
        Assert.DoesNotContain("Uitnodiging beantwoorden", story.OpenTasks);
        story.Answer(Before, "Voorwaarde is nu in orde", ("gliConditions", new[] { "klsc", "erkend", "gericht", "betaald" }));
        Assert.Contains(Before, story.OpenTasks);
        story.Answer(Before, "Voorwaarde is nu in orde", ("gliConditions", All)).Agrees();
        Assert.Contains("Uitnodiging beantwoorden", story.OpenTasks);
        Assert.Equal([null, null, null, true], story.File.Health.GliChecks.Select(c => c.Holds));
    }

    [Fact]
    public void The_rest_of_the_plan_never_waits_for_who_pays_the_kinder_gli()
    {
        var story = Story.Of().ReachesStep2().DoesStep2().DoesStep3()
            .Learns(new DecideGgr(new GgrVerdict(Ggr.Licht, "confirmed", "Nieuwe meting", "a", "jgz", DutchTime.ToInstant(new DateOnly(2026, 9, 7), new TimeOnly(9, 0)))))
            .MakesPlanWithGli(All);
        story.Answer(Before, "Plan gaat door").GetsAgreement();
        Assert.Equal(5, story.File.Process.Step);
        Assert.Contains(Before, story.OpenTasks);
        Assert.DoesNotContain("Uitnodiging beantwoorden", story.OpenTasks);
    }

    [Fact]
    public void On_the_day_it_begins_the_conditions_are_looked_at_again()
    {
        var story = Planned(All).Agrees().Answer("Uitnodiging beantwoorden", "Aannemen").Pass(days: 14);
        var started = story.Today.AddDays(-6);
        story.Learns(new DecideGgr(new GgrVerdict(Ggr.Licht, "confirmed", "Nieuwe meting", "a", "jgz", DutchTime.ToInstant(story.Today, new TimeOnly(9, 0))))).Answer("Start bevestigen", "Gestart", ("startedOn", started));
        Assert.Contains(AtStart, story.OpenTasks);
        Assert.Contains("matig", story.File.Health.GliChecks[^1].Decision.Text, StringComparison.Ordinal);
        Assert.Equal((ItemStates.Started, started), (story.File.LatestPlan!.Items[0].State, story.File.LatestPlan.Items[0].StartedOn));
        story.Answer(AtStart, "Besproken, gaat door");
        Assert.Equal(("kinder-gli", "none"), story.File.Health.Payers.Where(p => p.Until is null).Select(p => (p.Component, p.Payer)).Last(p => p.Component == "kinder-gli"));
    }

    [Fact]
    public void The_task_about_its_length_comes_three_months_before_the_last_insured_day()
    {
        var story = Begun();
        var first = InsuredDates.Of(story.File).GliStartedOn!.Value;
        story.PassUntil("Grens nadert: duur van de kinder-GLI", months: 24);
        Assert.InRange(story.Today, first.AddMonths(21), first.AddMonths(21).AddDays(4));
    }

    [Fact]
    public void A_programme_that_began_in_time_needs_no_task_about_its_start()
    {
        var begun = Begun().Pass(months: 5);
        Assert.DoesNotContain("Grens nadert: start van de kinder-GLI", begun.OpenTasks);
        var waits = Planned(All).Agrees();
        var intake = waits.File.Health.BroadIntakeOn!.Value;
        waits.PassUntil("Grens nadert: start van de kinder-GLI", months: 6);
        Assert.InRange(waits.Today, intake.AddMonths(4), intake.AddMonths(4).AddDays(4));
        waits.Answer("Grens nadert: start van de kinder-GLI", "Besproken", ("what", "Later beginnen"), ("insurerAgrees", "yes"));
        Assert.True(InsuredDates.Of(waits.File).InsurerAgreedToLaterStart);
    }

    [Fact]
    public void At_the_end_of_the_programme_its_clock_stands_still()
    {
        var story = Begun().PassUntil("Hoe gaat het? (3 vragen)").Answer("Hoe gaat het? (3 vragen)", "Afgerond", ("comes", "yes"), ("goes", "good"));
        Assert.Equal(story.Today, InsuredDates.Of(story.File).GliEndedOn);
    }

    private static Story Begun() => Planned(All).Agrees().Answer("Uitnodiging beantwoorden", "Aannemen").Answer("Start bevestigen", "Gestart");

    private static Story Planned(params string[] conditions) => Story.Of().ReachesStep2().DoesStep2().DoesStep3().MakesPlanWithGli(conditions).GetsAgreement();
}
