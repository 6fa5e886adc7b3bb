using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_a_birthday_decides
{
    [Theory]
    [InlineData("2024-05-10", "2026-05-09", false)]
    [InlineData("2024-05-10", "2026-05-10", true)]
    [InlineData("2024-02-29", "2026-02-28", false)]
    [InlineData("2024-02-29", "2026-03-01", true)]
    [InlineData("2023-03-01", "2025-02-28", false)]
    [InlineData("2023-03-01", "2025-03-01", true)]
    public void Bmi_and_ggr_begin_on_the_second_birthday(string birth, string on, bool applicable)
    {
        var answer = Classifier.Classify(new ClassificationInput(Sex.Female, Parse(birth), Parse(on), 88, 16));
        Assert.Equal(applicable, answer.Applicable);
        Assert.Equal(applicable, answer.WeightClass is not null);
        Assert.Equal(applicable, answer.Ggr.Count > 0);
        Assert.Equal(applicable, answer.Bmi is not null);
    }

    [Theory]
    [InlineData("2008-05-10", "2026-05-09", false)]
    [InlineData("2008-05-10", "2026-05-10", true)]
    [InlineData("2008-02-29", "2026-02-28", false)]
    [InlineData("2008-02-29", "2026-03-01", true)]
    [InlineData("2010-02-28", "2028-02-27", false)]
    [InlineData("2010-02-28", "2028-02-28", true)]
    public void The_adult_limits_begin_on_the_eighteenth_birthday(string birth, string on, bool adult)
    {
        var answer = Classifier.Classify(new ClassificationInput(Sex.Male, Parse(birth), Parse(on), 180, 90));
        Assert.True(answer.Applicable);
        Assert.Equal(adult, answer.Ggr.Count == 0);
        Assert.Equal(adult, answer.BmiZ is null);
        Assert.Equal(adult, answer.Cutoffs == Cutoffs.Adult);
        Assert.Equal(WeightClass.Overweight, answer.WeightClass);
    }

    [Theory]
    [InlineData(24.99, WeightClass.None)]
    [InlineData(25, WeightClass.Overweight)]
    [InlineData(30, WeightClass.Obesity1)]
    [InlineData(35, WeightClass.Obesity2)]
    [InlineData(39.99, WeightClass.Obesity2)]
    [InlineData(40, WeightClass.Obesity3)]
    public void From_eighteen_the_class_goes_by_25_30_35_and_40(double bmi, WeightClass expected) =>
        Assert.Equal(expected, Classifier.Classify(A.Child(Sex.Male, 19 * 366, bmi)).WeightClass);

    [Fact]
    public void A_child_of_leap_day_has_its_birthday_on_the_first_of_march()
    {
        var birth = new DateOnly(2012, 2, 29);
        Assert.Equal(new DateOnly(2024, 2, 29), Age.Birthday(birth, 12));
        Assert.Equal(new DateOnly(2030, 3, 1), Age.Birthday(birth, 18));
        Assert.Equal(17, Age.InYears(birth, new DateOnly(2030, 2, 28)));
        Assert.Equal(18, Age.InYears(birth, new DateOnly(2030, 3, 1)));
        Assert.Equal(-1, Age.InYears(birth, new DateOnly(2012, 2, 28)));
    }

    [Fact]
    public void Dates_at_the_end_of_the_calendar_give_an_answer_and_no_exception()
    {
        Assert.Equal(DateOnly.MaxValue, Age.Birthday(new DateOnly(9990, 1, 1), 18));
        Assert.False(Classifier.Classify(new ClassificationInput(Sex.Male, DateOnly.MaxValue, DateOnly.MinValue, 100, 20)).Applicable);
        Assert.True(Classifier.Classify(new ClassificationInput(Sex.Male, DateOnly.MinValue, DateOnly.MaxValue, 100, 20)).Applicable);
    }

    [Fact]
    public void Every_day_of_a_life_has_an_age_that_never_falls()
    {
        foreach (var birth in new[] { new DateOnly(2008, 2, 29), new DateOnly(2008, 3, 1), new DateOnly(2007, 12, 31) })
        {
            var last = 0;
            for (var day = birth; day < birth.AddYears(20); day = day.AddDays(1))
            {
                var years = Age.InYears(birth, day);
                Assert.InRange(years - last, 0, 1);
                last = years;
            }
        }
    }

    private static DateOnly Parse(string text) => CareCodes.TryParseDate(text, out var date) ? date : throw new FormatException(text);
}
