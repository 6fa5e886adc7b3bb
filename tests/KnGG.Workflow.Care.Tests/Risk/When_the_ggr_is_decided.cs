using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Risk;

public sealed class When_the_ggr_is_decided
{
    [Theory]
    [InlineData(WeightClass.Overweight, false, Ggr.Licht)]
    [InlineData(WeightClass.Overweight, true, Ggr.Matig)]
    [InlineData(WeightClass.Obesity1, false, Ggr.Matig)]
    [InlineData(WeightClass.Obesity1, true, Ggr.Sterk)]
    [InlineData(WeightClass.Obesity2, false, Ggr.Sterk)]
    [InlineData(WeightClass.Obesity2, true, Ggr.Extreem)]
    [InlineData(WeightClass.Obesity3, false, Ggr.Extreem)]
    [InlineData(WeightClass.Obesity3, true, Ggr.Extreem)]
    [InlineData(WeightClass.None, false, Ggr.Geen)]
    [InlineData(WeightClass.None, true, Ggr.Geen)]
    public void Each_cell_is_that_of_the_footnote(WeightClass weightClass, bool risk, Ggr expected)
    {
        var decision = GgrTable.Decide(new GgrInput(weightClass, risk ? RiskStatement.Present("PCOS") : RiskStatement.None));
        Assert.Equal(expected, decision.Value);
        Assert.Empty(decision.Missing);
        Assert.Equal("Handreiking mei 2026, H2 voetnoot 1", decision.Source);
        Assert.Equal("ggr-tabel@1", decision.Rule);
        Assert.EndsWith(".", decision.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WeightClass.None, "geen")]
    [InlineData(WeightClass.Overweight, "licht,matig")]
    [InlineData(WeightClass.Obesity1, "matig,sterk")]
    [InlineData(WeightClass.Obesity2, "sterk,extreem")]
    [InlineData(WeightClass.Obesity3, "extreem")]
    public void Unknown_risk_gives_an_interval_and_never_silently_the_lowest(WeightClass weightClass, string expected)
    {
        var decision = GgrTable.Decide(new GgrInput(weightClass, RiskStatement.Unknown));
        Assert.Equal(expected, string.Join(',', decision.Possible.Select(CareCodes.ToCode)));
        Assert.Equal(decision.Possible.Count > 1, decision.Missing.Contains("risk"));
    }

    [Fact]
    public void Without_a_class_every_level_is_possible()
    {
        var decision = GgrTable.Decide(new GgrInput(null, RiskStatement.None));
        Assert.Equal(5, decision.Possible.Count);
        Assert.Null(decision.Value);
        Assert.Equal(["weightClass"], decision.Missing);
    }

    [Fact]
    public void A_heavier_class_or_a_risk_factor_never_lowers_the_ggr()
    {
        foreach (var knowledge in Enum.GetValues<RiskKnowledge>())
        {
            for (var c = WeightClass.None; c < WeightClass.Obesity3; c++)
            {
                Assert.True(GgrTable.Possible(c + 1, knowledge)[0] >= GgrTable.Possible(c, knowledge)[0]);
                Assert.True(GgrTable.Possible(c + 1, knowledge)[^1] >= GgrTable.Possible(c, knowledge)[^1]);
                Assert.True(GgrTable.Possible(c, RiskKnowledge.Present)[0] >= GgrTable.Possible(c, RiskKnowledge.None)[0]);
            }
        }
    }
}
