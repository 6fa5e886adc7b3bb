namespace KnGG.Workflow.Web.Layout;

/// <summary>Role codes in words.</summary>
internal static class RoleNames
{
    internal static string Of(string code) => code switch
    {
        "jgz" => "JGZ",
        "jeugdarts" => "jeugdarts",
        "jgz-verpleegkundige" => "jeugdverpleegkundige",
        "czv" => "centrale zorgverlener",
        "klsc" => "kinderleefstijlcoach",
        "aanbieder" => "aanbieder",
        "huisarts" => "huisarts",
        "kinderarts" => "kinderarts",
        "gemeente" => "gemeente",
        "regio" => "regiocoördinator",
        "coordinator" => "ketencoördinator",
        "beheerder" => "beheerder",
        "verzekeraar" => "zorgverzekeraar",
        "wijkteam" => "wijkteam",
        "" => "nog niemand",
        _ => code,
    };
}
