using System.Text.Json;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Measurements;

public sealed class When_many_children_are_classified
{
    [Fact]
    public void Each_gets_an_answer_or_a_reason_why_not()
    {
        var random = new Random(2012);
        for (var i = 0; i < 50_000; i++)
        {
            var answer = Classifier.Classify(Any(random), AnyReference(random));
            Assert.NotEmpty(answer.Reason);
            Assert.NotEmpty(answer.Source);
            Assert.EndsWith("@1", answer.Rule, StringComparison.Ordinal);
            Assert.Equal(answer.Applicable, answer.WeightClass is not null);
            Assert.Equal(answer.Ggr.Count > 1, answer.Missing.Contains("risk"));
        }
    }

    [Fact]
    public void The_same_child_gets_the_same_answer_to_the_letter()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var input = Any(random);
            var reference = AnyReference(random);
            Assert.Equal(JsonSerializer.Serialize(Classifier.Classify(input, reference), Written), JsonSerializer.Serialize(Classifier.Classify(input with { }, reference), Written));
        }
    }

    [Fact]
    public void A_heavier_child_never_gets_a_lower_class_or_ggr()
    {
        var random = new Random(18);
        for (var i = 0; i < 50_000; i++)
        {
            var light = Any(random) with { SelfReported = false };
            var reference = AnyReference(random);
            var heavy = light with { WeightKg = light.WeightKg + random.NextDouble() * random.Next(1, 40) };
            var a = Classifier.Classify(light, reference);
            var b = Classifier.Classify(heavy, reference);
            if (a.Applicable && b.Applicable)
            {
                Assert.True(b.WeightClass >= a.WeightClass, $"{light} against {heavy}");
                Assert.True(Low(b) >= Low(a) && High(b) >= High(a), $"{light} against {heavy}");
                Assert.True(b.Exact!.Value.BmiZ is null || b.Exact.Value.BmiZ >= a.Exact!.Value.BmiZ);
            }
        }
    }

    [Fact]
    public void Knowing_more_about_risk_only_narrows_the_ggr()
    {
        var random = new Random(30);
        for (var i = 0; i < 20_000; i++)
        {
            var unknown = Any(random) with { Risk = RiskStatement.Unknown };
            var open = Classifier.Classify(unknown).Ggr;
            foreach (var known in new[] { RiskStatement.None, RiskStatement.Present("HYPERTENSION") })
            {
                Assert.Subset(open.ToHashSet(), Classifier.Classify(unknown with { Risk = known }).Ggr.ToHashSet());
            }
        }
    }

    [Fact]
    public void Limits_rise_from_class_to_class_on_every_day()
    {
        foreach (var id in BmiReference.Ids)
        {
            foreach (var sex in Enum.GetValues<Sex>())
            {
                for (var day = 730; day <= 6575; day++)
                {
                    var c = BmiReference.Get(id).CutoffsAt(sex, day);
                    Assert.True(c.Overweight < c.Obesity1 && c.Obesity1 < c.Obesity2 && c.Obesity2 < c.Obesity3, $"{id} {sex} {day}");
                }
            }
        }
    }

    // NaN and infinity are possible inputs here.
    private static readonly JsonSerializerOptions Written = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static BmiReference AnyReference(Random random) => BmiReference.Get(BmiReference.Ids[random.Next(2)]);

    private static ClassificationInput Any(Random random) => new(
        (Sex)random.Next(2),
        A.Today.AddDays(-random.Next(-10, 7500)),
        A.Today,
        random.Next(50) == 0 ? random.Next(-1, 1) : 60 + random.NextDouble() * 140,
        random.Next(50) == 0 ? double.NaN : 5 + random.NextDouble() * 150)
    {
        Clothed = random.Next(3) == 0,
        SelfReported = random.Next(20) == 0,
        Risk = random.Next(3) switch { 0 => RiskStatement.Unknown, 1 => RiskStatement.None, _ => RiskStatement.Present("PCOS") },
    };

    private static Ggr Low(Classification c) => c.Ggr.Count == 0 ? Ggr.Geen : c.Ggr[0];

    private static Ggr High(Classification c) => c.Ggr.Count == 0 ? Ggr.Geen : c.Ggr[^1];
}
