using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Web.Rules;

/// <summary>The short names that may be typed or sent for the values of the care rules.</summary>
internal static class Codes
{
    internal static string[] Sexes { get; } = [.. CareCodes.CodesOf<Sex>()];

    internal static string[] Answers { get; } = [.. CareCodes.CodesOf<Answer>()];

    internal static string[] Ggrs { get; } = [.. CareCodes.CodesOf<Ggr>(), CareCodes.GgrUnknown];

    internal static string[] WeightClasses { get; } = [.. CareCodes.CodesOf<WeightClass>()];

    internal static string[] Components { get; } = [.. CareCodes.CodesOf<PayerComponent>()];

    internal static string[] Glis { get; } = [.. CareCodes.CodesOf<GliInPlan>()];

    /// <summary>An answer to one of the four questions; not given is unknown.</summary>
    internal static Answer Answer(string? code) => CareCodes.TryParseAnswer(code, out var answer) ? answer : Care.Risk.Answer.Unknown;

    /// <summary>A GGR; null is not known.</summary>
    internal static Ggr? Ggr(string? code) => CareCodes.TryParseGgr(code, out var ggr) ? ggr : null;

    internal static WeightClass? WeightClass(string? code) => CareCodes.TryParseWeightClass(code, out var weightClass) ? weightClass : null;

    internal static Sex? Sex(string? code) => CareCodes.TryParseSex(code, out var sex) ? sex : null;

    internal static PayerComponent? Component(string? code) => CareCodes.TryParsePayerComponent(code, out var component) ? component : null;

    internal static GliInPlan? Gli(string? code) => CareCodes.TryParseGliInPlan(code, out var gli) ? gli : null;
}
