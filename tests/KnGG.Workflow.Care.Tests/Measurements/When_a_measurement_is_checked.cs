using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_a_measurement_is_checked
{
    private static readonly ClassificationInput Good = new(Sex.Female, A.Born(12), A.Today, 152, 61.3);

    [Fact]
    public void A_good_one_has_no_remarks() => Assert.Empty(MeasurementCheck.Validate(Good, A.Today));

    [Fact]
    public void A_date_in_the_future_is_refused()
    {
        var error = Assert.Single(MeasurementCheck.Validate(Good with { MeasuredOn = A.Today.AddDays(1) }, A.Today));
        Assert.Equal(("measured_on", "2026-06-02"), (error.Field, error.Value));
        Assert.Contains("in de toekomst", error.Message, StringComparison.Ordinal);
        Assert.Empty(MeasurementCheck.Validate(Good with { MeasuredOn = A.Today.AddDays(1) }));
    }

    [Fact]
    public void A_birth_after_the_measurement_is_refused()
    {
        var error = Assert.Single(MeasurementCheck.Validate(Good with { BirthDate = A.Today, MeasuredOn = A.Today.AddDays(-1) }, A.Today));
        Assert.Equal("measured_on", error.Field);
        Assert.Contains("voor de geboortedatum", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, "15 cm kan niet")]
    [InlineData(1.52, "Bedoelt u 152 cm?")]
    [InlineData(1520, "Bedoelt u 152 cm?")]
    [InlineData(0, "0 cm kan niet")]
    [InlineData(double.NaN, "kan niet")]
    public void An_impossible_height_is_refused_even_when_measured_twice(double height, string says)
    {
        foreach (var twice in new[] { false, true })
        {
            var error = Assert.Single(MeasurementCheck.Validate(Good with { HeightCm = height }, A.Today, twice));
            Assert.Equal("height_cm", error.Field);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, "0 kg kan niet")]
    [InlineData(-3, "kan niet")]
    [InlineData(61300, "Bedoelt u 61,3 kg?")]
    public void An_impossible_weight_is_refused_even_when_measured_twice(double weight, string says)
    {
        foreach (var twice in new[] { false, true })
        {
            var error = Assert.Single(MeasurementCheck.Validate(Good with { WeightKg = weight }, A.Today, twice));
            Assert.Equal("weight_kg", error.Field);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Unlikely_values_pass_when_measured_twice()
    {
        foreach (var unlikely in new[] { Good with { HeightCm = 85 }, Good with { HeightCm = 225 }, Good with { WeightKg = 190 }, Good with { WeightKg = 18 } })
        {
            var error = Assert.Single(MeasurementCheck.Validate(unlikely, A.Today));
            Assert.Contains("twee keer is gemeten", error.Message, StringComparison.Ordinal);
            Assert.Empty(MeasurementCheck.Validate(unlikely, A.Today, measuredTwice: true));
        }
    }

    [Theory]
    [InlineData(2, 100)]
    [InlineData(2, 150)]
    [InlineData(17, 100)]
    [InlineData(17, 220)]
    public void A_child_with_a_growth_disorder_is_never_refused(int years, double height) =>
        Assert.Empty(MeasurementCheck.Validate(new ClassificationInput(Sex.Male, A.Born(years), A.Today, height, 20 * height * height / 10_000), A.Today));

    [Fact]
    public void Several_mistakes_are_told_at_once() =>
        Assert.Equal(
            ["measured_on", "height_cm", "weight_kg"],
            MeasurementCheck.Validate(Good with { MeasuredOn = A.Today.AddDays(9), HeightCm = 15, WeightKg = 0 }, A.Today).Select(e => e.Field));

    [Fact]
    public void What_is_accepted_from_two_years_can_be_classified()
    {
        var random = new Random(41);
        for (var i = 0; i < 20_000; i++)
        {
            var input = new ClassificationInput((Sex)random.Next(2), A.Today.AddDays(-random.Next(-400, 60_000)), A.Today, random.NextDouble() * 300, random.NextDouble() * 450)
            {
                Clothed = random.Next(2) == 0,
            };
            if (MeasurementCheck.Validate(input, A.Today, random.Next(2) == 0).Count == 0)
            {
                Assert.Equal(Age.HasReached(input.BirthDate, A.Today, 2), Classifier.Classify(input).Applicable);
            }
        }
    }
}
