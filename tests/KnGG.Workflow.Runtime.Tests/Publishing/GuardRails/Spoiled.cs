using static KnGG.Workflow.Runtime.Tests.Publishing.GuardRails.Drawing;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

/// <summary>A definition that a hand has spoiled, and what must be said about it.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Definition">The definition that is checked.</param>
/// <param name="Code">What must be said.</param>
/// <param name="Activity">Where; null for the definition as a whole.</param>
/// <param name="Spoil">Does it.</param>
internal sealed record Spoiled(string Name, string Definition, string Code, string? Activity, Action<GuardedFolder> Spoil)
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

    public static IReadOnlyList<Spoiled> All { get; } =
    [
        new("task without deadline", Two, "task-without-deadline", "kennismaken", f => f[Two].Clear("kennismaken", "due")),
        new("task with a dash for deadline", Two, "task-without-deadline", "brede-anamnese", f => f[Two].Set("brede-anamnese", "due", "-")),
        new("task of nobody", Five, "task-without-owner", "evaluatie", f => f[Five].Clear("evaluatie", "role")),
        new("role from an input that is not there", "vervolg", "task-without-owner", "contact", f => f["vervolg"].Set("contact", "role", "getInput(\"wie\")", "JavaScript")),
        new("task without title", Three, "task-without-title", "samenhang", f => f[Three].Set("samenhang", "title", "")),
        new("role that does not exist", Two, "unknown-role", "overig-onderzoek", f => f[Two].Set("overig-onderzoek", "role", "wijkagent")),
        new("task for the municipality", Root, "role-without-files", "verhuizing", f => f[Root].Set("verhuizing", "role", "gemeente")),
        new("form that does not exist", Two, "unknown-form", "kennismaken", f => f[Two].Set("kennismaken", "form", "kennis-maken")),
        new("setting that does not exist", Four, "unknown-setting", "plan-maken", f => f[Four].Set("plan-maken", "due", "plan.klaar")),
        new("setting that is no term", Four, "unreadable-term", "plan-maken", f => f[Four].Set("plan-maken", "due", "bmiReferentie")),
        new("words for a term", Three, "unreadable-term", "samenhang", f => f[Three].Set("samenhang", "due", "tien dagen")),
        new("reminder that cannot be read", Six, "unreadable-term", "volhoudplan", f => f[Six].Set("volhoudplan", "reminder", "gauw")),
        new("follow-up that cannot be read", Six, "unreadable-term", "wacht", f => f[Six].Set("wacht", "in", "3 kwartalen")),
        new("outcome that leads nowhere", Three, "outcome-without-connection", "samenhang", f => f[Three].Cut("samenhang", "Nee")),
        new("used workflow whose outcome leads nowhere", Root, "outcome-without-connection", "stap-4", f => f[Root].Cut("stap-4", "Nee")),
        new("line from an outcome that is not there", Five, "unknown-outcome", "evaluatie", f => f[Five].Line("evaluatie", "Klaar", "tellen")),
        new("two buttons with one name", Two, "duplicate-outcome", "hervatten", f => f[Two].Outcomes("hervatten", "Hervatten", "Langer wachten", "Stoppen", "Stoppen")),
        new("late outcome that is no button", Three, "unknown-late-outcome", "casuistiek", f => f[Three].Set("casuistiek", "lateOutcome", "Te laat")),
        new("receiver that can only accept", Handover, "task-without-way-out", "antwoord-geven", f => f[Handover].Outcomes("antwoord-geven", "Aannemen", "Aannemen met wachttijd").Cut("antwoord-geven", "Afwijzen")),
        new("provider that can only accept", Item, "task-without-way-out", "uitnodiging", f => f[Item].Outcomes("uitnodiging", "Aannemen").Clear("uitnodiging", "lateOutcome").Cut("uitnodiging").Line("uitnodiging", "Aannemen", "toegang")),
        new("form without the decision that is asked later", Two, "form-decision-missing", "ander-onderzoek-nodig", f => f[Two].Set("kennismaken", "form", "gezin-gesproken")),
        new("answer that the form does not have", "terugvalcontrole", "answer-never-given", "ook-volgens-jgz", f => f["terugvalcontrole"].Set("ook-volgens-jgz", "condition", "getVariable(\"Controle\").oordeel == \"prima\"", "JavaScript")),
        new("outcome that the task does not have", Two, "answer-never-given", "met-onderzoek", f => f[Two].Set("met-onderzoek", "condition", "getVariable(\"Anamnese\") == \"Klaar\"", "JavaScript")),
        new("closing with the reasons of another form", Root, "form-choice-unknown", "sluiten", f => f[Root].Set("afsluiten", "form", "opnieuw-doorlopen")),
        new("sharing gate with a form that keeps no consent", Handover, "form-does-not-fit", "delen", f => f[Handover].Set("delen", "form", "nu-niet")),
        new("escalation that does not exist", Three, "missing-child", "samenhang", f => f[Three].Set("samenhang", "escalation", "opschalen")),
        new("started workflow that does not exist", "terugvalcontrole", "missing-child", "extra-contact", f => f["terugvalcontrole"].Set("extra-contact", "workflowDefinitionId", "nog-een-contact")),
        new("used workflow that does not exist", Root, "missing-definition", "overdracht-czv", f => f[Root]["overdracht-czv"]["workflowDefinitionId"] = "koude-overdracht"),
        new("unknown activity", Five, "unknown-activity", "verder", f => f[Five]["verder"]["type"] = "Elsa.SendEmail"),
        new("expression outside the subset", Two, "expression-refused", "met-onderzoek", f => f[Two].Set("met-onderzoek", "condition", "while (true) {}", "JavaScript")),
        new("loop that runs for ever", "eigen", "endless-loop", "terug", f => f.Add(Empty("eigen")) .Add("start", "Elsa.Start").Add("heen", "Elsa.WriteLine", ("text", "heen")).Add("terug", "Elsa.WriteLine", ("text", "terug")).Line("start", "Done", "heen").Line("heen", "Done", "terug").Line("terug", "Done", "heen")),
        new("meeting that waits for what only watches", Item, "waits-for-watcher", "eindverslag", f => f[Item].Cut("stand-afgerond").Line("stand-afgerond", "Klaar", "eindverslag").Cut("stand-gestopt").Line("stand-gestopt", "Klaar", "eindverslag")),
        new("mail that chooses its words", "escalatie", "mail-free-text", "herinnering", f => f["escalatie"].Set("herinnering", "template", "getInput(\"titel\")", "JavaScript")),
        new("mail with words of its own", "escalatie", "mail-free-text", "herinnering", f => f["escalatie"].Set("herinnering", "body", "Denkt u aan Sam?")),
        new("mail template that does not exist", "escalatie", "unknown-template", "herinnering", f => f["escalatie"].Set("herinnering", "template", "boos")),
        new("title with an answer in it", Two, "child-data-in-text", "overig-onderzoek", f => f[Two].Set("overig-onderzoek", "title", "`Onderzoek: ${getVariable(\"Kennismaking\").anderOnderzoek}`", "JavaScript")),
        new("sentence that repeats an input", Item, "child-data-in-text", "gezin-zelf", f => f[Item].Set("gezin-zelf", "text", "getInput(\"soort\") == \"family\" ? getInput(\"item\") : \"\"", "JavaScript")),
        new("question that does not exist", Two, "unknown-choice", "problemen", f => f[Two].Set("problemen", "question", "is-zwaar")),
        new("step seven", Six, "unknown-step", "nazorg", f => f[Six].Set("nazorg", "step", "7")),
        new("waiting for an event of nobody", Five, "wait-without-owner", "opnieuw", f => f[Five].Set("opnieuw", "eventName", "ooit")),
        new("waiting for another system", Two, "wait-without-owner", "buiten", f => f[Two].Add("buiten", "Elsa.RunTask", ("taskName", "Iets")).Insert("begin", "Klaar", "buiten", "Done")),
        .. SpoiledCore.All,
    ];

    public override string ToString() => Name;
}
