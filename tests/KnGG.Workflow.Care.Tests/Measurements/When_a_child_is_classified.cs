using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_a_child_is_classified
{
    [Fact]
    public void The_girl_of_the_contract_gets_the_figures_of_the_contract()
    {
        var input = new ClassificationInput(Sex.Female, new DateOnly(2014, 1, 1), new DateOnly(2014, 1, 1).AddDays(4383), 150, 59.6855);
        var answer = Classifier.Classify(input);
        Assert.True(answer.Applicable);
        Assert.Equal(4383, answer.AgeDays);
        Assert.Equal(26.5269, answer.Bmi);
        Assert.Equal(2.20, answer.BmiZ);
        Assert.Equal(WeightClass.Obesity1, answer.WeightClass);
        Assert.Equal([Ggr.Matig, Ggr.Sterk], answer.Ggr);
        Assert.Equal(new Cutoffs(21.5851, 26.4734, 31.6569, 37.1903), answer.Cutoffs);
        Assert.Equal("iotf-2012", answer.Reference);
        Assert.Equal("gewichtsklasse@1", answer.Rule);
        Assert.Equal(["risk"], answer.Missing);
        Assert.Contains("H2 voetnoot 1", answer.Source, StringComparison.Ordinal);
        Assert.Same(input, answer.Input);
    }

    [Fact]
    public void The_reason_is_one_dutch_sentence_with_comma_decimals()
    {
        var answer = Classifier.Classify(A.Child(Sex.Female, 4383, 26.5269));
        Assert.Equal(
            "Een BMI van 26,53 is op of boven de grens van 26,47 voor obesitas graad I bij een meisje van 12 jaar (IOTF 2012); omdat de risicofactoren nog niet bekend zijn, is het GGR matig of sterk verhoogd.",
            answer.Reason);
    }

    [Fact]
    public void Cole_2000_says_that_grade_two_and_three_come_from_elsewhere()
    {
        foreach (var bmi in new[] { 17.0, 22, 28, 33, 45 })
        {
            var answer = Classifier.Classify(A.Child(Sex.Female, 4383, bmi), BmiReference.Get("cole-2000"));
            Assert.Contains("IOTF 2012", answer.Reason, StringComparison.Ordinal);
            Assert.Equal("cole-2000", answer.Reference);
        }
    }

    [Fact]
    public void The_two_references_can_give_different_classes()
    {
        var child = A.Child(Sex.Female, 4383, 26.5269);
        Assert.Equal(WeightClass.Obesity1, Classifier.Classify(child).WeightClass);
        Assert.Equal(WeightClass.Overweight, Classifier.Classify(child, BmiReference.Get("cole-2000")).WeightClass);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 0.4)]
    [InlineData(8, 0.4)]
    [InlineData(9, 0.6)]
    [InlineData(11, 0.6)]
    [InlineData(12, 0.8)]
    [InlineData(14, 0.8)]
    [InlineData(15, 1.0)]
    [InlineData(17, 1.0)]
    public void Clothes_are_subtracted_by_age(int years, double kilograms)
    {
        var input = new ClassificationInput(Sex.Male, A.Born(years), A.Today, 120, 30) { Clothed = true };
        Assert.Equal(30 - kilograms, Classifier.Classify(input).Exact!.Value.WeightKg, 10);
        Assert.Equal(30, Classifier.Classify(input with { Clothed = false }).Exact!.Value.WeightKg);
    }

    [Fact]
    public void Self_reported_values_never_set_a_class()
    {
        var answer = Classifier.Classify(A.Child(Sex.Male, 4383, 30) with { SelfReported = true });
        Assert.False(answer.Applicable);
        Assert.Null(answer.WeightClass);
        Assert.Empty(answer.Ggr);
        Assert.Contains("zelf opgegeven", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(100, 0)]
    [InlineData(double.NaN, 30)]
    [InlineData(100, double.PositiveInfinity)]
    [InlineData(-100, 30)]
    [InlineData(1e-200, 30)]
    public void Impossible_numbers_give_a_refusal_and_no_exception(double height, double weight)
    {
        var answer = Classifier.Classify(new ClassificationInput(Sex.Male, A.Born(10), A.Today, height, weight));
        Assert.False(answer.Applicable);
        Assert.Null(answer.Bmi);
        Assert.NotEmpty(answer.Reason);
    }
}
