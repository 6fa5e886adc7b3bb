using System.Globalization;
using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_the_published_cutoffs_are_recomputed
{
    private static readonly double[] Curves = [16, 17, 18.5, 25, 30, 35];

    public static TheoryData<Sex, double, double, double> Published()
    {
        using var stream = typeof(When_the_published_cutoffs_are_recomputed).Assembly.GetManifestResourceStream("Data/iotf-2012-published.csv")!;
        using var reader = new StreamReader(stream);
        var data = new TheoryData<Sex, double, double, double>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(';');
            if (!CareCodes.TryParseSex(cells[0], out var sex))
            {
                continue;
            }

            for (var i = 0; i < Curves.Length; i++)
            {
                data.Add(sex, double.Parse(cells[1], CultureInfo.InvariantCulture), Curves[i], double.Parse(cells[i + 2], CultureInfo.InvariantCulture));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Each_is_within_a_hundredth(Sex sex, double years, double curve, double published)
    {
        var computed = BmiReference.CurveThrough(sex, (int)((years - 2) * 2), curve);
        Assert.InRange(computed, published - 0.01, published + 0.01);
    }

    [Fact]
    public void There_are_396_of_them() => Assert.Equal(396, Published().Count);

    [Theory]
    [InlineData(Sex.Male, 4, 17.55, 19.29)]
    [InlineData(Sex.Male, 6, 17.55, 19.78)]
    [InlineData(Sex.Male, 10, 19.84, 24.00)]
    [InlineData(Sex.Male, 14, 22.62, 27.63)]
    [InlineData(Sex.Male, 2, 18.41, 20.09)]
    [InlineData(Sex.Female, 2, 18.02, 19.81)]
    [InlineData(Sex.Female, 6, 17.34, 19.65)]
    [InlineData(Sex.Female, 10, 19.86, 24.11)]
    [InlineData(Sex.Female, 14, 23.34, 28.57)]
    [InlineData(Sex.Female, 18, 25, 30)]
    public void Cole_2000_has_its_own_published_values(Sex sex, int years, double overweight, double obesity)
    {
        var cutoffs = BmiReference.Get("cole-2000").CutoffsAtHalfYear(sex, (years - 2) * 2);
        Assert.Equal((overweight, obesity), (cutoffs.Overweight, cutoffs.Obesity1));
    }

    [Theory]
    [InlineData(Sex.Male, 2, 22.12)]
    [InlineData(Sex.Male, 10, 33.03)]
    [InlineData(Sex.Male, 14, 38.65)]
    [InlineData(Sex.Female, 6, 23.35)]
    [InlineData(Sex.Female, 14, 39.38)]
    [InlineData(Sex.Female, 18, 40)]
    public void Grade_three_follows_the_curve_through_40(Sex sex, int years, double expected)
    {
        foreach (var id in BmiReference.Ids)
        {
            Assert.Equal(expected, BmiReference.Get(id).CutoffsAtHalfYear(sex, (years - 2) * 2).Obesity3, 2);
        }
    }

    [Fact]
    public void The_publication_and_version_go_along_with_the_figures()
    {
        foreach (var id in BmiReference.Ids)
        {
            var reference = BmiReference.Get(id);
            Assert.StartsWith("Cole TJ", reference.Attribution, StringComparison.Ordinal);
            Assert.NotEmpty(reference.Version);
        }

        Assert.Null(BmiReference.TryGet("iotf-2020"));
        Assert.Throws<ArgumentException>(() => BmiReference.Get("iotf-2020"));
    }
}
