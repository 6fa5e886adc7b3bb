namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

/// <summary>Hands that take out what no region may take out.</summary>
internal static class SpoiledCore
{
    private const string Root = "kngg-traject";
    private const string One = "stap-1-overgewicht-constateren";
    private const string Three = "stap-3-samenhang-en-aanpak-bespreken";
    private const string Four = "stap-4-plan-maken-en-taken-verdelen";
    private const string Five = "stap-5-aan-de-slag";
    private const string Six = "stap-6-zorgen-dat-het-blijft-werken";
    private const string Handover = "warme-overdracht";
    private const string Item = "interventie";

    public static IReadOnlyList<Spoiled> All { get; } =
    [
        new("step 3 without its milestone", Root, "core-step-missing", null, f => f[Three].Set("begin", "step", "2")),
        new("step 3 left out", Root, "core-step-order", "stap-4", f => f[Root].Lead("stap-2", "Compleet", "stap-4")),
        new("steps 4 and 5 swapped", Root, "core-step-order", "stap-5", f => f[Root].Lead("stap-3", "Gedeeld beeld", "stap-5").Lead("stap-5", "Naar nazorg", "stap-4").Lead("stap-4", "Plan akkoord", "stap-6")),
        new("no way back from step 3", Root, "core-no-way-back", "stap-3", f => f[Root].Lead("stap-3", "Naar stap 2", "stoppen")),
        new("way back to another step than it says", Root, "core-wrong-way-back", "opnieuw-3", f => f[Root].Set("opnieuw-3", "toStep", "2")),
        new("route without rule", Root, "core-route-missing", null, f => f[One].Lead("ggr-vaststellen", "Vastgesteld", "naar-czv").Lead("ggr-vaststellen", "Voorlopig, medische vraag", "naar-czv").Remove("route-bepalen")),
        new("route CZV to the light route", One, "core-czv-skipped", "route-bepalen", f => f[One].Lead("route-bepalen", "CZV", "einde-lichte-route")),
        new("CZV of step 1 to the light route", Root, "core-czv-skipped", "stap-1", f => f[Root].Lead("stap-1", "CZV", "lichte-route")),
        new("risen GGR stays on the light route", "lichte-route", "core-czv-skipped", "vanaf-matig", f => f["lichte-route"].Lead("vanaf-matig", "Ja", "einde-overwegen")),
        new("CZV without handover", Root, "core-czv-no-handover", "stap-2", f => f[Root].Lead("stap-1", "CZV", "stap-2")),
        new("light route without a way to the CZV", Root, "core-light-route-closed", "lichte-route", f => f[Root].Lead("lichte-route", "Naar CZV", "stoppen").Lead("lichte-route", "CZV overwegen", "stoppen")),
        new("handover before the family was spoken to", Root, "core-no-conversation", "overdracht-czv", f => f[One].Set("meten-en-gesprek", "form", "meting")),
        new("handover without sharing gate", Handover, "core-no-sharing-gate", "aanbieden", f => f[Handover].Remove("delen", "klaarzetten")),
        new("handover also when it may not be shared", Handover, "core-no-sharing-gate", "aanbieden", f => f[Handover].Lead("delen", "Niet delen", "klaarzetten")),
        new("sharing gate for another recipient", Handover, "core-no-sharing-gate", "aanbieden", f => f[Handover].Set("delen", "recipientRole", "school")),
        new("handover that nobody accepts", Handover, "core-no-acceptance", "aanbieden", f => f[Handover].Remove("beantwoorden", "contact").Remove("aangenomen", "contact")),
        new("handover that is over before it is accepted", Handover, "core-no-acceptance", "afgerond", f => f[Handover].Lead("beantwoorden", "Afwijzen", "contact")),
        new("handover that accepts itself", Handover, "core-no-acceptance", "aangenomen", f => f[Handover].Lead("aanbieden", "Aangeboden", "aangenomen")),
        new("handover that cannot be refused", Handover, "core-no-refusal", "aanbieden", f => f[Handover].Lead("beantwoorden", "Afwijzen", "andere-ontvanger").Lead("antwoord-geven", "Afwijzen", "andere-ontvanger")),
        new("plan without the family", Four, "core-plan-without-family", "starten", f => f[Four].Lead("begin", "Klaar", "akkoord")),
        new("plan without agreement", Four, "core-plan-without-agreement", "starten", f => f[Four].Remove("akkoord", "starten")),
        new("changed plan without agreement", Five, "core-plan-without-agreement", "bijgesteld-starten", f => f[Five].Set("plan-bijstellen", "form", "plan")),
        new("agreement that changes nothing", Four, "core-plan-without-refusal", "akkoord", f => f[Four].Outcomes("akkoord", "Akkoord", "Nee").Cut("akkoord").Line("akkoord", "Akkoord", "starten").Line("akkoord", "Nee", "starten")),
        new("agreement by the clock", Four, "core-plan-without-agreement", "starten", f => f[Four].Set("akkoord", "lateOutcome", "Akkoord")),
        new("plan that never starts", Root, "core-plan-not-started", null, f =>
        {
            f[Four].Remove("starten", "terug-verwijzer");
            f[Five].Remove("bijgesteld-starten", "betaler-opnieuw");
            f["lichte-route"].Remove("starten", "ronde");
        }),
        new("item of nobody", Item, "core-item-without-owner", "start", f =>
        {
            foreach (var id in f[Item].Activities.Where(a => (string?)a!["type"] == "KnGG.HumanTask").Select(a => (string)a!["id"]!).ToArray())
            {
                f[Item].Clear(id, "planItem");
            }
        }),
        new("item without feedback", Item, "core-item-without-feedback", "stand-afgerond", f => f[Item].Lead("stand-afgerond", "Klaar", "toegang-stopt")),
        new("no aftercare", Six, "core-no-aftercare", "begin", f => f[Six].Clear("nazorg", "phase")),
        new("no relapse check", Six, "core-no-relapse-check", "nazorg", f => f[Six].Lead("toegang-klsc", "Klaar", "einde-klaar").Lead("toegang-klsc", "Niemand gevonden", "einde-klaar")),
        new("relapse check without its rule", Six, "core-no-relapse-check", "nazorg", f => f["terugvalcontrole"].Remove("terugval", "besluit")),
        new("aftercare without the JGZ", Six, "core-no-jgz-follow-up", "nazorg", f => f["terugvalcontrole"].Set("controle", "role", "czv").Set("besluit", "role", "czv")),
        new("GGR by the rule alone", One, "core-person-decides-ggr", "route-bepalen", f => f[One].Lead("ggr-berekenen", "Matig", "route-bepalen")),
        new("referral by the rule alone", Handover, "core-person-decides-route", "aanbieden", f => f[Handover].Remove("klaarzetten", "aanbieden")),
        new("closing by the clock", Root, "core-person-decides-closing", "sluiten", f => f[Root].Set("afsluiten", "lateOutcome", "Afsluiten")),
        new("closing by the route", Root, "core-person-decides-closing", "sluiten-regulier", f => f[Root].Lead("stap-1", "Reguliere JGZ", "sluiten-regulier")),
        new("going back by the clock", Root, "core-person-decides-reentry", "opnieuw-2", f => f[Five].Set("evaluatie", "lateOutcome", "Terug naar stap 2")),
        new("relapse without a decision", Root, "core-person-decides-reentry", "opnieuw-2", f => f["terugvalcontrole"].Lead("terugval", "Mogelijke terugval", "stap-2")),
        new("workflow that asks to close by itself", Five, "core-person-decides-closing", "melden", f => f[Five].Add("melden", "Elsa.PublishEvent", ("eventName", "afsluiten")).Insert("verder", "Klaar", "melden", "Done")),
    ];
}
