using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_payers_contradict_each_other
{
    // Without an agreement of the region and without a kinder-GLI the handreiking names two payers for the intake.
    [Fact]
    public void A_social_item_starts_while_the_payer_of_the_care_is_in_conflict()
    {
        var story = Story.Of().ReachesStep2().DoesStep2().DoesStep3();
        Value Item(string need, string kind, string role, Guid organisation) => Value.MapOf(
            ("need", Value.Of(need)), ("kind", Value.Of(kind)), ("role", Value.Of(role)), ("organisation", Value.Of(organisation.ToString())));
        story.Answer("Plan maken met kind en gezin", "Plan is klaar",
                ("goals", "Elke dag buiten spelen"), ("gli", "no"), ("gliReason", "Past nu niet"),
                ("items", (IReadOnlyList<Value>)[Item("Bewegen", "social", "aanbieder", Story.SportsClub), Item("Slecht slapen", "care", "huisarts", Story.Huisarts)]))
            .Answer("Akkoord op het plan", "Akkoord", ("agreed", "yes"), ("by", "both")).Agrees();
        Assert.Contains(story.File.Health.Payers, p => p is { Component: "czv-intake", Conflict: true });
        Assert.Contains("Betaler controleren", story.OpenTasks);

        story.Answer("Uitnodiging beantwoorden", "Aannemen").Answer("Start bevestigen", "Gestart", ("startedOn", story.Today));
        Assert.Equal(
            [("social", ItemStates.Started), ("care", ItemStates.Invited)],
            story.File.LatestPlan!.Items.Select(i => (i.Kind, i.State)));
        Assert.Contains("Betaler controleren", story.OpenTasks);
        Assert.Contains(story.File.Health.Payers, p => p is { Component: "czv-intake", Conflict: true, Until: null });

        // Nor does the question to the region hold the trajectory back.
        story.Answer("Betaler controleren", "Vraag gesteld aan de regio").GivesFeedback();
        Assert.Equal(5, story.File.Process.Step);
    }
}
