using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using Xunit;

namespace KnGG.Workflow.Care.Tests.Payers;

public sealed class When_the_conditions_of_a_kinder_gli_are_read_from_a_file
{
    private static readonly DateTimeOffset At = new(2026, 2, 20, 11, 0, 0, TimeSpan.Zero);
    private static readonly Guid Item = new("40000000-0000-0000-0000-000000000001");

    [Fact]
    public void What_nobody_looked_at_is_unknown_and_each_tick_answers_one_condition()
    {
        Assert.Equal(5, Check(File()).Missing.Count);
        var ticked = File().With([Ticks("klsc", "erkend", "gericht", "betaald")]);
        Assert.Equal(["insurerConditionsMet"], Check(ticked).Missing);
        Assert.True(Check(ticked.With([Ticks("klsc", "erkend", "verzekeraar", "gericht", "betaald")])).Allowed);
    }

    [Fact]
    public void A_lower_GGR_another_role_or_an_item_that_ended_fails()
    {
        var ticked = File().With([Ticks("klsc", "erkend", "verzekeraar", "gericht", "betaald")]);
        Assert.False(Check(ticked.With([new DecideGgr(new GgrVerdict(Ggr.Licht, "confirmed", "", "a", "jgz", At))])).Allowed);
        Assert.False(Check(File("aanbieder").With([Ticks("klsc", "erkend", "verzekeraar", "gericht", "betaald")])).Allowed);
        Assert.False(Check(ticked.With([new MoveItem(Item, ItemStates.Stopped, At)])).Allowed);
    }

    [Fact]
    public void A_missed_condition_of_the_programme_reaches_the_payer_and_an_unknown_one_does_not()
    {
        var on = new DateOnly(2026, 2, 20);
        Assert.Equal(Payer.Insurer, PayerTable.Decide(PayerInput.Of(PayerComponent.KinderGli, File(), on), PayerAgreements.None).Payer);
        Assert.Equal(Payer.None, PayerTable.Decide(PayerInput.Of(PayerComponent.KinderGli, File("aanbieder"), on), PayerAgreements.None).Payer);
    }

    private static KinderGliDecision Check(TrajectoryFile file) => KinderGli.Check(KinderGliInput.Of(file, file.Item(Item)));

    private static NoteGliConditions Ticks(params string[] codes) => new(new GliConditions(codes, At, "a"));

    private static TrajectoryFile File(string role = "klsc") => TrajectoryFile
        .Open(Guid.Empty, new ChildFacts(Guid.Empty, new DateOnly(2018, 3, 1), Sex.Female, "Voorbeeldstad", ""), "jgz", null, At)
        .With([
            new DecideGgr(new GgrVerdict(Ggr.Matig, "confirmed", "", "a", "jgz", At.AddDays(-3))),
            new MakePlan(
                new PlanVersion(0, 0, At, "a", "recognised", [new PlanItem(Item, ItemKinds.KinderGli, role, null, "", ItemStates.Planned, null, null, At)], null),
                new PlanText(0, "", new Dictionary<Guid, string>(), ""))]);
}
