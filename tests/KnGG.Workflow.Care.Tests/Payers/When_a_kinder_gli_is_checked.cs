using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Payers;

public sealed class When_a_kinder_gli_is_checked
{
    private static readonly KinderGliInput Good = new(Ggr.Matig, true, true, true, true, true, true);

    [Fact]
    public void All_seven_conditions_allow_it()
    {
        var decision = KinderGli.Check(Good);
        Assert.True(decision.Allowed);
        Assert.Equal(7, decision.Conditions.Count);
        Assert.Equal(GliInPlan.Recognised, decision.ForPayer);
    }

    [Fact]
    public void Each_condition_alone_can_stop_it()
    {
        KinderGliInput[] broken =
        [
            Good with { Ggr = Ggr.Licht }, Good with { InPlanOfCzv = false }, Good with { ByLifestyleCoach = false }, Good with { ProgrammeRecognised = false },
            Good with { InsurerConditionsMet = false }, Good with { FoodExerciseBehaviour = false }, Good with { PaidAsProgramme = false },
        ];
        for (var i = 0; i < broken.Length; i++)
        {
            var decision = KinderGli.Check(broken[i]);
            Assert.False(decision.Allowed);
            Assert.Equal([decision.Conditions[i].Text], decision.Failing);
        }
    }

    [Fact]
    public void What_is_not_known_is_missing_and_no_permission()
    {
        var decision = KinderGli.Check(Good with { Ggr = null, PaidAsProgramme = null });
        Assert.Null(decision.Allowed);
        Assert.Equal(["ggr", "paidAsProgramme"], decision.Missing);
    }

    [Fact]
    public void The_payer_table_sees_the_same_programme()
    {
        Assert.Equal(GliInPlan.None, KinderGli.Check(Good with { InPlanOfCzv = false }).ForPayer);
        Assert.Equal(GliInPlan.NotRecognised, KinderGli.Check(Good with { ProgrammeRecognised = false }).ForPayer);
        Assert.Equal(GliInPlan.Undecided, KinderGli.Check(Good with { ProgrammeRecognised = null }).ForPayer);
        Assert.Equal(GliInPlan.Undecided, KinderGli.Check(Good with { InPlanOfCzv = null }).ForPayer);
    }
}
