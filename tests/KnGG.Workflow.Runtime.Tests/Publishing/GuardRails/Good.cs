using System.Text.Json.Nodes;
using static KnGG.Workflow.Runtime.Tests.Publishing.GuardRails.Drawing;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

/// <summary>A change that a coordinator may make.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Change">Does it.</param>
internal sealed record Good(string Name, Action<GuardedFolder> Change)
{
    private const string Root = "kngg-traject";
    private const string One = "stap-1-overgewicht-constateren";
    private const string Two = "stap-2-vaststellen-wat-er-speelt";
    private const string Three = "stap-3-samenhang-en-aanpak-bespreken";
    private const string Four = "stap-4-plan-maken-en-taken-verdelen";
    private const string Five = "stap-5-aan-de-slag";
    private const string Six = "stap-6-zorgen-dat-het-blijft-werken";
    private const string Handover = "warme-overdracht";
    private const string Item = "interventie";

    public static IReadOnlyList<Good> All { get; } =
    [
        new("as it is", _ => { }),
        new("all ids and names changed", f => Renaming.All(f)),
        new("a task between steps 3 and 4", f => f[Root].Task("tussen").Insert("stap-3", "Gedeeld beeld", "tussen", "Klaar")),
        new("a task before the handover", f => f[Root].Task("tussen", outcomes: ["Verder"]).Insert("overdracht-czv", "Afgerond", "tussen", "Verder")),
        new("a task before the conversation", f => f[One].Task("vooraf").Insert("vanaf-18", "Nee", "vooraf", "Klaar")),
        new("a task between plan and agreement", f => f[Four].Task("nalezen", "czv").Insert("gli-in-plan", "Nee", "nalezen", "Klaar")),
        new("a fixed mail after the plan", f => f[Four].Add("bericht", "KnGG.Notify", ("template", "notice"), ("role", "jgz")).Insert("starten", "Gestart", "bericht", "Klaar")),
        new("a longer term", f => f[Two].Set("brede-anamnese", "due", "12wk")),
        new("a term as Elsa writes it", f => f[Two].Set("brede-anamnese", "due", "P3M")),
        new("another setting", f => f[Three].Set("samenhang", "due", "plan.gereed")),
        new("no reminder and no escalation", f => f[Two].Set("kennismaken", "reminder", "-").Set("kennismaken", "escalation", "-")),
        new("the jeugdarts determines the GGR", f => f[One].Set("ggr-vaststellen", "role", "jeugdarts")),
        new("the kinderarts answers medical questions", f => f[Root].Set("medische-vraag", "role", "kinderarts")),
        new("the jeugdverpleegkundige does the relapse checks", f => f["terugvalcontrole"].Set("controle", "role", "jeugdverpleegkundige").Set("besluit", "role", "jeugdarts")),
        new("a relapse check less", f => f[Six].Lead("volgende-controle", "Ja", "einde-klaar")),
        new("relapse checks at other moments", f => f[Six].Set("wacht", "in", "4mo")),
        new("family first, then the professionals", f => f[Handover].Lead("aangenomen", "Klaar", "gezin-gesproken").Lead("gezin-gesproken", "Gesproken", "contact").Lead("contact-gehad", "Klaar", "afgerond")),
        new("feedback to the JGZ first", f => f[Four].Lead("starten", "Gestart", "terug-jgz").Lead("starten", "Niets te starten", "terug-jgz").Lead("terug-jgz", "Klaar", "terug-verwijzer").Lead("terug-verwijzer", "Klaar", "betaler-intake")),
        new("a task beside step 5", f => f[Five].Task("erbij", "czv").Line("begin", "Klaar", "erbij")),
        new("two tasks side by side that are both awaited", f => f[Four].Task("links", "czv").Task("rechts", "jgz").Add("samen", "Elsa.FlowJoin", ("mode", "WaitAll"))
            .Lead("terug-jgz", "Klaar", "links").Line("terug-jgz", "Klaar", "rechts").Line("links", "Klaar", "samen").Line("rechts", "Klaar", "samen").Line("samen", "Done", "betaler-intake")),
        new("the agreement beside another task, both awaited", f => f[Four].Task("folder", "czv").Add("samen", "Elsa.FlowJoin", ("mode", "WaitAll"))
            .Line("begin", "Klaar", "folder").Line("folder", "Klaar", "samen").Lead("akkoord", "Akkoord", "samen").Line("samen", "Done", "starten")),
        new("a form of the region for the GGR", f => f.WithForm("""{ "id": "ggr-regio", "title": "GGR", "record": ["ggr", "note"], "fields": [] }""")[One].Set("ggr-vaststellen", "form", "ggr-regio")),
        new("a form of the region for the conversation", f => f.WithForm("""{ "id": "gesprek-regio", "title": "Gesprek", "record": ["measurement", "risk", "questions"], "fields": [] }""")[One].Set("meten-en-gesprek", "form", "gesprek-regio")),
        new("plan and agreement in one form", f => f.WithForm("""{ "id": "plan-samen", "title": "Plan", "record": ["plan", "plan-agreement"], "fields": [] }""")[Four].Set("plan-maken", "form", "plan-samen").Remove("akkoord", "starten")),
        new("one more outcome", f => f[Three].Outcomes("hervatten", "Hervatten", "Langer wachten", "Stoppen", "Naar huisarts").Line("hervatten", "Naar huisarts", "samenhang")),
        new("one outcome less", f => f[Three].Outcomes("samenhang", "Gedeeld beeld", "Eerst overleg met anderen", "Meer uitzoeken", "Eerst iets anders", "Nu niet", "Nee").Cut("samenhang", "Niet bereikt")),
        new("on by itself after a case conference that is late", f => f[Three].Set("casuistiek", "due", "2wk").Set("casuistiek", "lateOutcome", "Advies verwerkt")),
        new("a late evaluation goes to the JGZ", f => f[Five].Task("nabellen", "jgz", "5wd").Outcomes("evaluatie", "Doorgaan", "Plan bijstellen", "Naar nazorg", "Terug naar stap 2", "Terug naar stap 3", "Terug naar stap 4", "Gezin stopt", "Niet bereikt", "Te laat")
            .Set("evaluatie", "lateOutcome", "Te laat").Line("evaluatie", "Te laat", "nabellen").Line("nabellen", "Klaar", "evaluatie")),
        new("a milestone with other words", f => f[Six].Set("nazorg", "text", "De nazorg begint.")),
        new("a sentence in the journal", f => f[Three].Add("zin", "KnGG.SetMilestone", ("text", "Er is overlegd.")).Insert("casuistiek", "Advies verwerkt", "zin", "Klaar")),
        new("two tasks before closing", f => f[Root].Task("nabespreken", "jgz").Insert("afsluiten", "Afsluiten", "nabespreken", "Klaar")),
        new("items of the light route have a workflow of their own", f =>
        {
            var own = f[Item].Json.DeepClone().AsObject();
            own["definitionId"] = "interventie-licht";
            own["id"] = "interventie-licht-v1";
            f.Add(own);
            f["lichte-route"].Set("starten", "definition", "interventie-licht");
        }),
        new("no way back to step 3 from step 5, still to 2 and 4", f => f[Five].Outcomes("evaluatie", "Doorgaan", "Plan bijstellen", "Naar nazorg", "Terug naar stap 2", "Terug naar stap 4", "Gezin stopt", "Niet bereikt").Cut("evaluatie", "Terug naar stap 3").Remove("evaluatie-reden-3").Remove("evaluatie-stap-3")),
        new("a second sharing gate, for the school", f => f[Two].Add("school", "KnGG.AskConsent", ("recipientRole", "school"), ("purpose", "afstemmen"), ("escalation", "-")).Insert("begin", "Klaar", "school", "Delen").Line("school", "Niet delen", "kennismaken")),
        new("a check of the file before the handover", f => f[Handover].Add("vraag", "KnGG.FileQuestion", ("question", "meting-recent")).Insert("ontvanger", "Done", "vraag", "Ja").Line("vraag", "Nee", "delen")),
        new("closing of adults asks a person as well", f => f[Root].Lead("stap-1", "Volwassenen", "stoppen")),
        new("one of two fixed sentences", f => f[Item].Set("gezin-zelf", "text", "getInput(\"soort\") == \"family\" ? \"Het gezin doet dit zelf.\" : \"Iemand anders doet dit.\"", "JavaScript")),
        new("a task inside a sequence", f => f.Add(Empty("eigen")).Task("een").Task("twee", "czv").InSequence()),
        new("one small task", f => f.Add(Empty("eigen")).Add("start", "Elsa.Start").Task("een").Line("start", "Done", "een")),
        new("a task whose outcome is looked at", f => f.Add(Empty("eigen")).Variable("Keuze").Add("start", "Elsa.Start").Task("een", outcomes: ["Ja", "Nee"]).Bind("een", "outcome", "Keuze")
            .Add("welke", "Elsa.FlowDecision", ("condition", Wrapped("JavaScript", "getVariable(\"Keuze\") == \"Ja\""))).Line("start", "Done", "een").Line("een", "Ja", "welke").Line("een", "Nee", "welke")),
        new("a task whose form is looked at", f => f.Add(Empty("eigen")).Variable("Antwoord").Add("start", "Elsa.Start").Task("een", form: "kennismaken").Bind("een", "decisions", "Antwoord")
            .Add("welke", "Elsa.FlowDecision", ("condition", Wrapped("JavaScript", "getVariable(\"Antwoord\").anderOnderzoek == \"yes\""))).Line("start", "Done", "een").Line("een", "Klaar", "welke")),
        new("a listener that never stops", f => f.Add(Empty("eigen")).Add("start", "Elsa.Start").Add("luister", "Elsa.Event", ("eventName", "verhuisd")).Task("een").Line("start", "Done", "luister").Line("luister", "Done", "een").Line("een", "Klaar", "luister")),
        new("an event that the workflow sends itself", f => f.Add(Empty("eigen")).Add("start", "Elsa.Start").Task("een").Add("meld", "Elsa.PublishEvent", ("eventName", "klaar")).Add("wacht", "Elsa.Event", ("eventName", "klaar"))
            .Line("start", "Done", "een").Line("start", "Done", "wacht").Line("een", "Klaar", "meld")),
        new("a workflow of a technician", f => f.Add(Empty("eigen")).Add("start", "Elsa.Start").Add("wacht", "Elsa.Event", ("eventName", "ooit")).Add("zeg", "Elsa.WriteLine", ("text", "klaar")).Line("start", "Done", "wacht").Line("wacht", "Done", "zeg")),
        new("a task of a role that is given", f => f.Add(Empty("eigen")).Input("rol").Add("start", "Elsa.Start").Task("een").Set("een", "role", "getInput(\"rol\")", "JavaScript").Line("start", "Done", "een")),
    ];

    public override string ToString() => Name;
}
