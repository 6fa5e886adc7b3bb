namespace KnGG.Workflow.Web.Rules;

/// <summary>Dutch words for codes, for screens and tables.</summary>
internal static class Words
{
    internal static string WeightClass(string? code) => code switch
    {
        "none" => "geen overgewicht",
        "overweight" => "overgewicht",
        "obesity1" => "obesitas graad I",
        "obesity2" => "obesitas graad II",
        "obesity3" => "obesitas graad III",
        _ => "nog niet bekend",
    };

    internal static string Route(string? code) => code switch
    {
        "under-2" => "onder 2 jaar: klinische beoordeling",
        "adult" => "18 jaar of ouder: keten voor volwassenen",
        "regular-jgz" => "reguliere JGZ",
        "jgz-social" => "JGZ en sociaal domein (lichte route)",
        "czv-optional" => "CZV overwegen",
        "czv" => "CZV",
        "pending" => "nog open",
        _ => "nog niet bepaald",
    };

    internal static string Czv(string code) => code switch
    {
        "always" => "altijd",
        "optional" => "naar keuze",
        _ => "nee",
    };

    internal static string Payer(string? code) => code switch
    {
        "insurer" => "zorgverzekeraar",
        "municipality" => "gemeente",
        "statutory" => "wettelijke taak",
        "none" => "geen betaler",
        _ => "niet beslist",
    };

    internal static string Component(string code) => code switch
    {
        "czv-intake" => "CZV, anamnese en plan",
        "czv-coordination" => "CZV, coördinatie",
        "kinder-gli" => "kinder-GLI",
        "social" => "sociaal domein",
        "care" => "zorg",
        "jeugdwet" => "jeugdhulp",
        "jgz" => "JGZ",
        "implementation" => "organisatie",
        _ => code,
    };

    internal static string Field(string code) => code switch
    {
        "risk" => "risicofactoren en comorbiditeit",
        "ggr" => "GGR",
        "weightClass" => "gewichtsklasse",
        "measurement" => "een meting",
        "psychosocial" => "psychosociale problemen",
        "socioeconomic" => "sociaal-maatschappelijke problemen",
        "lackOfCoherence" => "te weinig samenhang in de ondersteuning",
        "coordinationNeed" => "behoefte aan extra regie",
        _ => code,
    };

    /// <summary>Words as <c>a, b of c</c>.</summary>
    internal static string Join(IReadOnlyList<string> words, string last) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => string.Join(", ", words.Take(words.Count - 1)) + " " + last + " " + words[^1],
    };
}
