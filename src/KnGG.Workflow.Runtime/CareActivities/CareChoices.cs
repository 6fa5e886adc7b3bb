using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Choices of the dropdowns: the words that coordinators read, and the codes that are stored.</summary>
internal static class CareChoices
{
    public static IReadOnlyList<(string Text, string Value)> ClosingReasons { get; } =
    [
        ("Doel bereikt", "doel-bereikt"), ("Gezin gaat zelf verder", "gezin-zelf-verder"), ("Gezin wil niet (meer)", "gezin-wil-niet"), ("Niet bereikt", "niet-bereikt"),
        ("Verhuisd en overgedragen", "verhuisd"), ("Naar volwassenketen of huisarts", "naar-volwassenketen"), ("Niet (meer) de doelgroep", "geen-doelgroep"),
        ("Overleden", "overleden"), ("Onjuist gestart", "onjuist-gestart"),
    ];

    public static IReadOnlyList<(string Text, string Value)> ReentryReasons { get; } =
    [
        ("Nieuw inzicht", "nieuw-inzicht"), ("Verandering in de omgeving", "verandering-omgeving"), ("Verandering bij het kind", "verandering-kind"), ("Terugval", "terugval"),
    ];

    public static IReadOnlyList<(string Text, string Value)> HandoverReasons { get; } =
    [
        ("Verwijzing", "verwijzing"), ("Wisseling van CZV", "wisseling-czv"), ("Wisseling van gemeente", "wisseling-gemeente"), ("Wisseling van domein", "wisseling-domein"),
        ("Naar de JGZ (nazorg)", "naar-jgz"), ("Gezin niet bereikt", "niet-bereikt"),
    ];

    /// <summary>Reasons with which the receiver takes over the whole case, also when it is no CZV.</summary>
    public static IReadOnlyList<string> OwnershipReasons { get; } = ["wisseling-czv", "wisseling-gemeente", "naar-jgz", "niet-bereikt"];

    public static IReadOnlyList<(string Text, string Value)> HandoverMoves { get; } =
    [
        ("Gezien", "gezien"), ("Aangenomen", "aangenomen"), ("Aangenomen met wachttijd", "wachttijd"), ("Afgewezen", "afgewezen"),
        ("Contact tussen professionals", "contact"), ("Afgerond", "afgerond"), ("Ingetrokken", "ingetrokken"),
    ];

    public static IReadOnlyList<(string Text, string Value)> FeedbackMoments { get; } =
    [
        ("Overdracht afgewezen", "overdracht-afgewezen"), ("Gezin niet bereikt", "niet-bereikt"), ("Anamnese klaar", "anamnese-klaar"), ("Plan gemaakt", "plan-gemaakt"),
        ("Na 12 maanden", "na-12-maanden"), ("Afsluiting", "afsluiting"), ("Interventie gestart", "interventie-gestart"),
        ("Voortgang van de interventie", "interventie-voortgang"), ("Interventie klaar", "interventie-klaar"), ("Medische vraag beantwoord", "medische-vraag"),
    ];

    public static IReadOnlyList<(string Text, string Value)> PayerComponents { get; } =
    [
        ("CZV: intake, analyse en plan", "czv-intake"), ("CZV: coördinatie", "czv-coordination"), ("Kinder-GLI", "kinder-gli"), ("Sociaal domein", "social"),
        ("Zorg", "care"), ("Jeugdhulp", "jeugdwet"), ("JGZ", "jgz"), ("Uitvoering in de regio", "implementation"),
    ];

    public static IReadOnlyList<(string Text, string Value)> ItemStateChoices { get; } =
    [
        ("Uitgenodigd", ItemStates.Invited), ("Wachtlijst", ItemStates.Waiting), ("Gestart", ItemStates.Started), ("Afgerond", ItemStates.Done),
        ("Gestopt", ItemStates.Stopped), ("Niet gestart", ItemStates.NotStarted), ("Vervangen", ItemStates.Replaced),
    ];

    public static IReadOnlyList<(string Text, string Value)> PhaseChoices { get; } = [.. Phases.All.Select(p => (p.Name, p.Code))];

    public static IReadOnlyList<(string Text, string Value)> Pauses { get; } = [.. PauseReasons.All.Select(r => (r.Name, r.Code))];

    public static IReadOnlyList<(string Text, string Value)> MailTemplates { get; } =
    [
        ("Algemeen bericht", "notice"), ("Taak te laat", "task-late"), ("Overdracht aangeboden", "handover-offered"), ("Overdracht aangenomen", "handover-accepted"), ("Overdracht afgewezen", "handover-declined"),
    ];

    /// <summary>The words of a code, for a sentence.</summary>
    public static string Words(IReadOnlyList<(string Text, string Value)> choices, string code)
    {
        var text = choices.FirstOrDefault(c => c.Value == code).Text ?? code;
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
