using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;
using Route = KnGG.Workflow.Care.Routing.Route;

namespace KnGG.Workflow.Web.Rules;

/// <summary>The short names that scripts and other systems use for the values of the care rules, both ways.</summary>
internal static class Codes
{
    internal static readonly string[] Sexes = ["female", "male"];
    internal static readonly string[] Answers = ["yes", "suspected", "no", "unknown"];
    internal static readonly string[] Ggrs = ["geen", "licht", "matig", "sterk", "extreem", "onbekend"];
    internal static readonly string[] WeightClasses = ["none", "overweight", "obesity1", "obesity2", "obesity3"];

    internal static Sex Sex(string code) => code == "male" ? Care.Measurements.Sex.Male : Care.Measurements.Sex.Female;

    internal static Answer Answer(string? code) => code switch
    {
        "yes" => Care.Risk.Answer.Yes,
        "suspected" => Care.Risk.Answer.Suspected,
        "no" => Care.Risk.Answer.No,
        _ => Care.Risk.Answer.Unknown,
    };

    internal static Ggr? Ggr(string? code) => code switch
    {
        "geen" => Care.Risk.Ggr.Geen,
        "licht" => Care.Risk.Ggr.Licht,
        "matig" => Care.Risk.Ggr.Matig,
        "sterk" => Care.Risk.Ggr.Sterk,
        "extreem" => Care.Risk.Ggr.Extreem,
        _ => null,
    };

    internal static string Of(Ggr value) => value switch
    {
        Care.Risk.Ggr.Geen => "geen",
        Care.Risk.Ggr.Licht => "licht",
        Care.Risk.Ggr.Matig => "matig",
        Care.Risk.Ggr.Sterk => "sterk",
        _ => "extreem",
    };

    internal static WeightClass? WeightClass(string? code) => code is null ? null : Array.IndexOf(WeightClasses, code) switch
    {
        < 0 => null,
        var index => (WeightClass)index,
    };

    internal static string Of(WeightClass value) => WeightClasses[(int)value];

    internal static string Of(Route value) => value switch
    {
        Route.Under2 => "under-2",
        Route.Adult => "adult",
        Route.RegularJgz => "regular-jgz",
        Route.JgzSocial => "jgz-social",
        Route.CzvOptional => "czv-optional",
        Route.Czv => "czv",
        _ => "pending",
    };

    internal static string Of(CzvInvolvement value) => value switch
    {
        CzvInvolvement.Always => "always",
        CzvInvolvement.Optional => "optional",
        _ => "no",
    };
}
