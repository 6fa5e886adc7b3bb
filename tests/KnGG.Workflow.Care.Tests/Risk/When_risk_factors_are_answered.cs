using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Risk;

public sealed class When_risk_factors_are_answered
{
    private static readonly Dictionary<string, Answer> AllNo = RiskFactors.Default.Where(f => f.Code != RiskFactors.Other).ToDictionary(f => f.Code, _ => Answer.No);

    [Fact]
    public void Only_a_complete_list_of_no_is_none()
    {
        Assert.Equal(RiskKnowledge.None, RiskStatement.FromAnswers(AllNo, RiskFactors.Default).Knowledge);
        var incomplete = new Dictionary<string, Answer>(AllNo);
        incomplete.Remove("ASTHMA_WORSENING");
        Assert.Equal(RiskKnowledge.Unknown, RiskStatement.FromAnswers(incomplete, RiskFactors.Default).Knowledge);
    }

    [Fact]
    public void One_yes_is_enough_even_when_the_rest_is_open()
    {
        var statement = RiskStatement.FromAnswers(new Dictionary<string, Answer> { ["PCOS"] = Answer.Yes, ["ANXIETY"] = Answer.Unknown }, RiskFactors.Default);
        Assert.Equal(RiskKnowledge.Present, statement.Knowledge);
        Assert.Equal(["PCOS"], statement.Codes);
    }

    [Fact]
    public void A_suspicion_keeps_it_open_and_is_remembered()
    {
        var statement = RiskStatement.FromAnswers(new Dictionary<string, Answer>(AllNo) { ["HYPERTENSION"] = Answer.Suspected }, RiskFactors.Default);
        Assert.Equal(RiskKnowledge.Unknown, statement.Knowledge);
        Assert.Equal(["HYPERTENSION"], statement.Suspected);
    }

    [Theory]
    [InlineData("none", "none")]
    [InlineData("NONE", "none")]
    [InlineData("unknown", "unknown")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    [InlineData("hypertension, PCOS", "HYPERTENSION,PCOS")]
    [InlineData("PCOS,PCOS", "PCOS")]
    public void The_notation_of_the_contract_is_understood(string? text, string expected)
    {
        Assert.Equal(expected, RiskStatement.TryParse(text, out var error)!.ToString());
        Assert.Null(error);
    }

    [Theory]
    [InlineData("GRIEP")]
    [InlineData("PCOS,GRIEP")]
    [InlineData(",")]
    public void An_unknown_code_is_refused_with_the_list(string text)
    {
        Assert.Null(RiskStatement.TryParse(text, out var error));
        Assert.Equal("risk", error!.Field);
        Assert.Contains("T2D_FAMILY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_can_have_its_own_list()
    {
        RiskFactor[] own = [new("GOUT", "Jicht", RiskKind.Comorbidity, "REGIONAL", "afspraak")];
        Assert.Equal(["GOUT"], RiskStatement.TryParse("gout", out _, own)!.Codes);
        Assert.Null(RiskStatement.TryParse("PCOS", out var error, own));
        Assert.Contains("GOUT", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_unique_and_have_labels()
    {
        Assert.Equal(RiskFactors.Default.Count, RiskFactors.Default.Select(f => f.Code).Distinct().Count());
        Assert.All(RiskFactors.Default, f => Assert.NotEmpty(f.Label));
        Assert.Null(RiskFactors.Find("GRIEP"));
    }
}
