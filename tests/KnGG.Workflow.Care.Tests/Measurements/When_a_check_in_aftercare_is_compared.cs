using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_a_check_in_aftercare_is_compared
{
    private static readonly Classification Baseline = Classifier.Classify(A.Child(Sex.Female, 4383, 23));

    [Fact]
    public void A_light_wobble_is_no_relapse()
    {
        var decision = Decide(23.4, newProblems: false);
        Assert.False(decision.Suspected);
        Assert.Equal(0, decision.ClassChange);
    }

    [Fact]
    public void A_class_up_is_pointed_out()
    {
        var decision = Decide(26.6, newProblems: false);
        Assert.True(decision.Suspected);
        Assert.Equal(1, decision.ClassChange);
        Assert.Contains("van overgewicht naar obesitas graad I", decision.Reason, StringComparison.Ordinal);
        Assert.Contains("een professional beslist", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rise_of_a_quarter_in_z_is_pointed_out()
    {
        var decision = Decide(24.9, newProblems: false);
        Assert.True(decision.Suspected);
        Assert.True(decision.ZChange >= 0.25);
        Assert.Equal(0, decision.ClassChange);
    }

    [Fact]
    public void New_problems_are_enough() => Assert.True(Decide(23, newProblems: true).Suspected);

    [Fact]
    public void Across_the_eighteenth_birthday_no_z_is_compared()
    {
        var child = Classifier.Classify(A.Child(Sex.Male, 17 * 365, 26));
        var adult = Classifier.Classify(A.Child(Sex.Male, 19 * 366, 31));
        var decision = RelapseRule.Decide(new RelapseInput(child, adult, false, 1, 0.25));
        Assert.Null(decision.ZChange);
        Assert.Equal(1, decision.ClassChange);
    }

    [Fact]
    public void Without_a_usable_measurement_the_answer_is_open()
    {
        var told = Classifier.Classify(A.Child(Sex.Female, 4383, 30) with { SelfReported = true });
        var decision = RelapseRule.Decide(new RelapseInput(Baseline, told, false, 1, 0.25));
        Assert.Null(decision.Suspected);
        Assert.Equal(["measurement"], decision.Missing);
    }

    [Fact]
    public void A_region_chooses_what_counts_and_from_where()
    {
        var now = Classifier.Classify(A.Child(Sex.Female, 4383, 26.6));
        var national = ConfiguredOptions.Relapse(CareConfiguration.NationalDefaults, "Noord", A.Today, Baseline, now, newProblems: true);
        Assert.Equal((1, 0.25, true), (national.ClassesUp, national.ZUp, national.NewProblems));
        var only = CareConfiguration.NationalDefaults.With(new SettingValue("terugval.regel", SettingLevel.Region, "Noord", A.Today, "problemen", SourceLabel.Regional, "afspraak"), out var refusal);
        Assert.Null(refusal);
        Assert.False(RelapseRule.Decide(ConfiguredOptions.Relapse(only, "Noord", A.Today, Baseline, now, newProblems: false)).Suspected);
        Assert.True(RelapseRule.Decide(ConfiguredOptions.Relapse(only, "Noord", A.Today, Baseline, now, newProblems: true)).Suspected);
    }

    private static RelapseDecision Decide(double bmi, bool newProblems) =>
        RelapseRule.Decide(new RelapseInput(Baseline, Classifier.Classify(A.Child(Sex.Female, 4383, bmi)), newProblems, 1, 0.25));
}
