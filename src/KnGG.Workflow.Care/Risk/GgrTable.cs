using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Risk;

/// <summary>The total table weight class x risk factor or comorbidity -> GGR (Handreiking mei 2026, H2 voetnoot 1; requirement 12).</summary>
public static class GgrTable
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "ggr-tabel@1";

    /// <summary>The paragraph that the table comes from.</summary>
    public const string Source = "Handreiking mei 2026, H2 voetnoot 1";

    private static readonly IReadOnlyList<Ggr> Geen = [Ggr.Geen];
    private static readonly IReadOnlyList<Ggr> Licht = [Ggr.Licht];
    private static readonly IReadOnlyList<Ggr> Matig = [Ggr.Matig];
    private static readonly IReadOnlyList<Ggr> Sterk = [Ggr.Sterk];
    private static readonly IReadOnlyList<Ggr> Extreem = [Ggr.Extreem];
    private static readonly IReadOnlyList<Ggr> LichtOfMatig = [Ggr.Licht, Ggr.Matig];
    private static readonly IReadOnlyList<Ggr> MatigOfSterk = [Ggr.Matig, Ggr.Sterk];
    private static readonly IReadOnlyList<Ggr> SterkOfExtreem = [Ggr.Sterk, Ggr.Extreem];
    private static readonly IReadOnlyList<Ggr> Any = [Ggr.Geen, Ggr.Licht, Ggr.Matig, Ggr.Sterk, Ggr.Extreem];
    private static readonly IReadOnlyList<string> Nothing = [];
    private static readonly IReadOnlyList<string> RiskMissing = ["risk"];
    private static readonly IReadOnlyList<string> ClassMissing = ["weightClass"];

    /// <summary>Every level that is possible for a class and a state of knowledge, in rising order. Unknown risk gives an interval, never silently the lowest.</summary>
    public static IReadOnlyList<Ggr> Possible(WeightClass? weightClass, RiskKnowledge risk) => (weightClass, risk) switch
    {
        (WeightClass.None, _) => Geen,
        (WeightClass.Overweight, RiskKnowledge.None) => Licht,
        (WeightClass.Overweight, RiskKnowledge.Present) => Matig,
        (WeightClass.Overweight, _) => LichtOfMatig,
        (WeightClass.Obesity1, RiskKnowledge.None) => Matig,
        (WeightClass.Obesity1, RiskKnowledge.Present) => Sterk,
        (WeightClass.Obesity1, _) => MatigOfSterk,
        (WeightClass.Obesity2, RiskKnowledge.None) => Sterk,
        (WeightClass.Obesity2, RiskKnowledge.Present) => Extreem,
        (WeightClass.Obesity2, _) => SterkOfExtreem,
        (WeightClass.Obesity3, _) => Extreem,
        _ => Any,
    };

    /// <summary>Decides the possible levels with reason, source and what is missing.</summary>
    public static GgrDecision Decide(GgrInput input)
    {
        var possible = Possible(input.WeightClass, input.Risk.Knowledge);
        var missing = input.WeightClass is null ? ClassMissing : possible.Count > 1 ? RiskMissing : Nothing;
        return new GgrDecision(possible, Explain(input, possible), Source, Rule, missing, input);
    }

    private static string Explain(GgrInput input, IReadOnlyList<Ggr> possible)
    {
        if (input.WeightClass is not { } weightClass)
        {
            return "Zonder meting is de gewichtsklasse niet bekend en kan het GGR niet worden bepaald.";
        }

        if (weightClass == WeightClass.None)
        {
            return "Er is geen overgewicht, dus het GGR is niet verhoogd.";
        }

        var name = Names.Of(weightClass);
        if (possible.Count > 1)
        {
            return $"Bij {name} is het GGR {Names.Of(possible[0])} of {Names.Of(possible[1])} verhoogd, omdat de risicofactoren en comorbiditeit nog niet bekend zijn.";
        }

        if (weightClass == WeightClass.Obesity3)
        {
            return $"Bij {name} is het GGR altijd {Names.Of(possible[0])} verhoogd, met of zonder risicofactoren of comorbiditeit.";
        }

        return input.Risk.Knowledge == RiskKnowledge.Present
            ? $"Bij {name} met een risicofactor of comorbiditeit is het GGR {Names.Of(possible[0])} verhoogd."
            : $"Bij {name} zonder risicofactoren of comorbiditeit is het GGR {Names.Of(possible[0])} verhoogd.";
    }
}
