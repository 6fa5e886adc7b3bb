using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Risk;

public sealed class When_a_professional_sets_the_ggr
{
    private static readonly GgrDecision Open = GgrTable.Decide(new GgrInput(WeightClass.Obesity1, RiskStatement.Unknown));

    [Fact]
    public void The_table_alone_is_provisional()
    {
        var proposed = GgrAssessment.Propose(Open, "bloeddruk");
        Assert.Equal(GgrStatus.Provisional, proposed.Status);
        Assert.Null(proposed.Value);
    }

    [Fact]
    public void A_level_of_the_interval_is_a_confirmation()
    {
        var assessment = GgrAssessment.Decide(Open, Ggr.Sterk, "dokter-1", A.Today, null, out var refusal)!;
        Assert.Null(refusal);
        Assert.Equal((GgrStatus.Confirmed, Ggr.Sterk, "dokter-1"), (assessment.Status, assessment.Value, assessment.By));
    }

    [Fact]
    public void Another_level_needs_a_reason()
    {
        Assert.Null(GgrAssessment.Decide(Open, Ggr.Extreem, "dokter-1", A.Today, " ", out var refusal));
        Assert.Equal("why", refusal!.Field);
        Assert.Contains("matig verhoogd of sterk verhoogd", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(GgrStatus.Overridden, GgrAssessment.Decide(Open, Ggr.Extreem, "dokter-1", A.Today, "ernstige apneu", out _)!.Status);
    }

    [Fact]
    public void Nobody_can_not_confirm()
    {
        Assert.Null(GgrAssessment.Decide(Open, Ggr.Matig, "", A.Today, null, out var refusal));
        Assert.Equal("by", refusal!.Field);
    }

    [Fact]
    public void A_fall_is_noticed_and_a_rise_is_not_a_fall()
    {
        var assessment = GgrAssessment.Decide(Open, Ggr.Sterk, "dokter-1", A.Today, null, out _)!;
        Assert.True(assessment.FallsTo(Ggr.Matig));
        Assert.False(assessment.FallsTo(Ggr.Sterk));
        Assert.False(assessment.FallsTo(Ggr.Extreem));
    }
}
