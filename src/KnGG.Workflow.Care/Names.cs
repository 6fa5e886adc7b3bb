using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care;

/// <summary>Dutch words for codes, as used inside a sentence.</summary>
internal static class Names
{
    internal static string Of(WeightClass value) => value switch
    {
        WeightClass.None => "geen overgewicht",
        WeightClass.Overweight => "overgewicht",
        WeightClass.Obesity1 => "obesitas graad I",
        WeightClass.Obesity2 => "obesitas graad II",
        _ => "obesitas graad III",
    };

    internal static string Of(Ggr value) => value switch
    {
        Ggr.Geen => "niet",
        Ggr.Licht => "licht",
        Ggr.Matig => "matig",
        Ggr.Sterk => "sterk",
        _ => "extreem",
    };

    internal static string Of(Sex value) => value == Sex.Female ? "meisje" : "jongen";
}
