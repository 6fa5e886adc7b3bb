using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Measurements;

/// <summary>From a measurement to weight class and possible GGR (requirements 9 to 13).</summary>
public static class Classifier
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "gewichtsklasse@1";

    /// <summary>Age in years from which BMI and GGR are used (H2).</summary>
    public const int FromYears = 2;

    /// <summary>Age in years from which the adult limits hold (H2; A2).</summary>
    public const int ToYears = 18;

    private const string SourceTarget = "Handreiking mei 2026, H2 Doelgroepafbakening";
    private const string SourceClass = "Handreiking mei 2026, H2 Doelgroepafbakening en H2 voetnoot 1";
    private const string SourceMeasured = "Handreiking mei 2026, H5e Kerntaken JGZ (objectieve meting)";

    private static readonly IReadOnlyList<Ggr> NoGgr = [];
    private static readonly IReadOnlyList<string> Nothing = [];
    private static readonly IReadOnlyList<string> RiskMissing = ["risk"];
    private static readonly IReadOnlyList<string> MeasurementMissing = ["measurement"];

    /// <summary>Classifies by the default reference, <c>iotf-2012</c>. Always gives an answer; check the values first with <see cref="MeasurementCheck"/>.</summary>
    public static Classification Classify(ClassificationInput input) => Classify(input, BmiReference.Get(BmiReference.Iotf2012));

    /// <summary>Classifies by a reference. Always gives an answer: what cannot be classified is not applicable, with the reason.</summary>
    public static Classification Classify(ClassificationInput input, BmiReference reference)
    {
        var ageDays = Age.InDays(input.BirthDate, input.MeasuredOn);
        var years = Age.InYears(input.BirthDate, input.MeasuredOn);
        if (Refusal(input, years) is { } refusal)
        {
            return new Classification(false, ageDays, null, null, null, NoGgr, reference.Id, null, refusal.Reason, refusal.Source, Rule, refusal.Missing, reference.Version, null, input);
        }

        var weight = input.WeightKg - (input.Clothed ? ClothesKg(years) : 0);
        var bmi = weight * 10_000 / (input.HeightCm * input.HeightCm);
        return years >= ToYears ? Adult(input, reference, ageDays, weight, bmi) : Child(input, reference, ageDays, years, weight, bmi);
    }

    /// <summary>Kilograms that clothes weigh by age in completed years (JGZ guideline 2012): 0 under 4, then 0.4, 0.6 from 9, 0.8 from 12, 1.0 from 15.</summary>
    public static double ClothesKg(int years) => years switch
    {
        < 4 => 0,
        < 9 => 0.4,
        < 12 => 0.6,
        < 15 => 0.8,
        _ => 1.0,
    };

    private static (string Reason, string Source, IReadOnlyList<string> Missing)? Refusal(ClassificationInput input, int years)
    {
        if (years < 0)
        {
            return ("De meetdatum ligt voor de geboortedatum, dus er is niets te bepalen.", SourceTarget, MeasurementMissing);
        }

        if (years < FromYears)
        {
            return ("Onder de 2 jaar worden BMI en GGR niet bepaald: een algehele klinische beoordeling volgens de richtlijnen van het NCJ is leidend.", SourceTarget, Nothing);
        }

        if (input.SelfReported)
        {
            return ("Lengte en gewicht zijn zelf opgegeven en niet gemeten, daarom wordt er geen gewichtsklasse bepaald.", SourceMeasured, MeasurementMissing);
        }

        var corrected = input.WeightKg - (input.Clothed ? ClothesKg(years) : 0);
        return double.IsFinite(input.HeightCm) && double.IsFinite(input.WeightKg) && input.HeightCm > 0 && corrected > 0
            && double.IsFinite(corrected * 10_000 / (input.HeightCm * input.HeightCm))
            ? null
            : ("Met deze lengte en dit gewicht kan geen BMI worden berekend.", SourceMeasured, MeasurementMissing);
    }

    private static Classification Adult(ClassificationInput input, BmiReference reference, int ageDays, double weight, double bmi)
    {
        var cutoffs = Cutoffs.Adult;
        var weightClass = cutoffs.ClassOf(bmi);
        var reason = $"Vanaf 18 jaar gelden de grenzen voor volwassenen (25, 30, 35 en 40): een BMI van {Dutch.Fixed2(bmi)} is {Names.Of(weightClass)}, en een GGR voor kinderen wordt niet meer bepaald.";
        return new Classification(true, ageDays, Math.Round(bmi, 4), null, weightClass, NoGgr, reference.Id, cutoffs, reason, SourceTarget, Rule, Nothing, reference.Version, new ExactFigures(weight, bmi, null, cutoffs), input);
    }

    private static Classification Child(ClassificationInput input, BmiReference reference, int ageDays, int years, double weight, double bmi)
    {
        var cutoffs = reference.CutoffsAt(input.Sex, ageDays);
        var z = reference.LmsAt(input.Sex, ageDays).ZScore(bmi);
        var weightClass = cutoffs.ClassOf(bmi);
        var possible = GgrTable.Possible(weightClass, input.Risk.Knowledge);
        return new Classification(
            true,
            ageDays,
            Math.Round(bmi, 4),
            Math.Round(z, 2),
            weightClass,
            possible,
            reference.Id,
            cutoffs.Rounded(4),
            Explain(input, reference, years, bmi, cutoffs, weightClass, possible),
            SourceClass,
            Rule,
            possible.Count > 1 ? RiskMissing : Nothing,
            reference.Version,
            new ExactFigures(weight, bmi, z, cutoffs),
            input);
    }

    private static string Explain(ClassificationInput input, BmiReference reference, int years, double bmi, in Cutoffs cutoffs, WeightClass weightClass, IReadOnlyList<Ggr> possible)
    {
        var who = $"bij een {Names.Of(input.Sex)} van {Dutch.Number(years)} jaar ({reference.ShortName})";
        // The contract: whoever chose Cole 2000 reads that two of the four limits come from elsewhere, whatever the class.
        var severe = reference.HasSevereGrades ? "" : ", waarbij graad II en III uit IOTF 2012 komen omdat Cole 2000 die niet heeft";
        if (weightClass == WeightClass.None)
        {
            return $"Een BMI van {Dutch.Fixed2(bmi)} ligt onder de grens van {Dutch.Fixed2(cutoffs.Overweight)} voor overgewicht {who}{severe}; het GGR is niet verhoogd.";
        }

        var limit = weightClass switch
        {
            WeightClass.Overweight => cutoffs.Overweight,
            WeightClass.Obesity1 => cutoffs.Obesity1,
            WeightClass.Obesity2 => cutoffs.Obesity2,
            _ => cutoffs.Obesity3,
        };
        var risk = possible.Count > 1
            ? $"omdat de risicofactoren nog niet bekend zijn, is het GGR {Names.Of(possible[0])} of {Names.Of(possible[1])} verhoogd"
            : weightClass == WeightClass.Obesity3
                ? "het GGR is dan altijd extreem verhoogd"
                : input.Risk.Knowledge == RiskKnowledge.Present
                    ? $"met een risicofactor of comorbiditeit is het GGR {Names.Of(possible[0])} verhoogd"
                    : $"zonder risicofactoren of comorbiditeit is het GGR {Names.Of(possible[0])} verhoogd";
        return $"Een BMI van {Dutch.Fixed2(bmi)} is op of boven de grens van {Dutch.Fixed2(limit)} voor {Names.Of(weightClass)} {who}{severe}; {risk}.";
    }
}
