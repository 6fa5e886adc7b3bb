namespace KnGG.Workflow.Web.Trajectories;

/// <summary>Reasons of a case owner, in the words of the form.</summary>
internal static class Reasons
{
    internal static IReadOnlyList<(string Code, string Label)> ReEntry { get; } =
    [
        ("nieuw-inzicht", "Nieuw inzicht"), ("verandering-omgeving", "Er veranderde iets thuis of in de omgeving"),
        ("verandering-kind", "Er veranderde iets bij het kind"), ("terugval", "Terugval"),
    ];

    internal static IReadOnlyList<(string Code, string Label)> Closing { get; } =
    [
        ("doel-bereikt", "Doel bereikt"), ("gezin-zelf-verder", "Het gezin gaat zelf verder"), ("gezin-wil-niet", "Het gezin wil niet (meer)"),
        ("niet-bereikt", "Het gezin is niet bereikt"), ("verhuisd", "Verhuisd en overgedragen"), ("naar-volwassenketen", "Naar de keten voor volwassenen of de huisarts"),
        ("geen-doelgroep", "Hoort niet (meer) bij de doelgroep"), ("overleden", "Overleden"), ("onjuist-gestart", "Onjuist gestart"),
    ];
}
