using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_a_bmi_lies_just_beside_a_cutoff
{
    public static TheoryData<string, Sex, int> EveryHalfYear()
    {
        var data = new TheoryData<string, Sex, int>();
        foreach (var id in BmiReference.Ids)
        {
            foreach (var sex in Enum.GetValues<Sex>())
            {
                for (var halfYear = 0; halfYear <= 32; halfYear++)
                {
                    data.Add(id, sex, halfYear);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryHalfYear))]
    public void A_hundredth_decides_the_class_and_the_limit_itself_is_the_higher_class(string id, Sex sex, int halfYear)
    {
        var reference = BmiReference.Get(id);
        var ageDays = Math.Max((int)((2 + halfYear / 2.0) * 365.25), 731);
        var cutoffs = halfYear == 32 ? Cutoffs.Adult : Expected(reference, sex, ageDays);
        double[] limits = [cutoffs.Overweight, cutoffs.Obesity1, cutoffs.Obesity2, cutoffs.Obesity3];
        for (var i = 0; i < limits.Length; i++)
        {
            Assert.Equal((WeightClass)i, Class(limits[i] - 0.01));
            Assert.Equal((WeightClass)(i + 1), Class(limits[i]));
            Assert.Equal((WeightClass)(i + 1), Class(limits[i] + 0.01));
        }

        WeightClass? Class(double bmi) => Classifier.Classify(A.Child(sex, ageDays, bmi), reference).WeightClass;
    }

    [Fact]
    public void A_bmi_that_is_a_limit_in_decimals_but_not_in_binary_still_counts()
    {
        var input = new ClassificationInput(Sex.Female, A.Born(30), A.Today, 160, 64);
        Assert.Equal(WeightClass.Overweight, Classifier.Classify(input).WeightClass);
        Assert.Equal(WeightClass.Overweight, Classifier.Classify(input with { HeightCm = 165.3, WeightKg = 25 * 165.3 * 165.3 / 10_000 }).WeightClass);
    }

    [Fact]
    public void Between_half_years_the_limits_go_along_a_straight_line()
    {
        var reference = BmiReference.Get("iotf-2012");
        var low = reference.CutoffsAtHalfYear(Sex.Male, 8);
        var high = reference.CutoffsAtHalfYear(Sex.Male, 9);
        var days = (int)(6.25 * 365.25);
        var part = (days / 365.25 - 6) * 2;
        Assert.Equal(low.Obesity2 + (high.Obesity2 - low.Obesity2) * part, reference.CutoffsAt(Sex.Male, days).Obesity2, 12);
    }

    // Worked out here once more, so that the product's own interpolation is not its own judge.
    private static Cutoffs Expected(BmiReference reference, Sex sex, int ageDays)
    {
        var position = Math.Clamp((ageDays / 365.25 - 2) * 2, 0, 32);
        var low = reference.CutoffsAtHalfYear(sex, (int)Math.Floor(position));
        var high = reference.CutoffsAtHalfYear(sex, (int)Math.Ceiling(position));
        var part = position - Math.Floor(position);
        double Between(double a, double b) => a * (1 - part) + b * part;
        return new Cutoffs(Between(low.Overweight, high.Overweight), Between(low.Obesity1, high.Obesity1), Between(low.Obesity2, high.Obesity2), Between(low.Obesity3, high.Obesity3));
    }
}
