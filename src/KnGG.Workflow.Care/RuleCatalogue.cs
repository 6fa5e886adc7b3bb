using System.Collections.Frozen;

namespace KnGG.Workflow.Care;

/// <summary>
/// Every version of every rule in plain Dutch, for the page beside a decision. A new version adds an entry and the old one stays for ever:
/// a decision of today can be explained after the rule has changed.
/// </summary>
public static class RuleCatalogue
{
    private static readonly DateOnly First = new(2026, 5, 1);
    private static readonly DateOnly Second = new(2026, 11, 27);
    private static readonly DateOnly Third = new(2026, 11, 28);

    /// <summary>All versions, in the order of the chain.</summary>
    public static IReadOnlyList<RuleText> All { get; } =
    [
        new("gewichtsklasse@1", "Gewichtsklasse uit lengte en gewicht", "Handreiking mei 2026, H2; Cole en Lobstein 2012; Cole 2000; JGZ-richtlijn overgewicht 2012 (kleding)", First,
        [
            "Onder de 2 jaar: geen BMI, geen klasse en geen GGR; een klinische beoordeling is leidend.",
            "Van 2 tot 18 jaar: de grenzen van de gekozen referentie op de leeftijd in dagen, langs een rechte lijn tussen de halve jaren.",
            "Vanaf de 18e verjaardag: de grenzen 25, 30, 35 en 40, en geen GGR voor kinderen.",
            "Een BMI op de grens hoort bij de hogere klasse.",
            "Gewogen met kleren: van 4 tot en met 8 jaar gaat er 0,4 kg af, van 9 tot en met 11 jaar 0,6 kg, van 12 tot en met 14 jaar 0,8 kg en vanaf 15 jaar 1 kg.",
            "Zelf opgegeven lengte of gewicht geeft nooit een klasse.",
            "Cole 2000 heeft geen graad II en III; die twee komen uit IOTF 2012.",
        ]),
        new("ggr-tabel@1", "GGR uit gewichtsklasse en risico", "Handreiking mei 2026, H2 voetnoot 1", First,
        [
            "Geen overgewicht: het GGR is niet verhoogd.",
            "Overgewicht: licht verhoogd; met risicofactor of comorbiditeit matig verhoogd.",
            "Obesitas graad I: matig verhoogd; met risicofactor of comorbiditeit sterk verhoogd.",
            "Obesitas graad II: sterk verhoogd; met risicofactor of comorbiditeit extreem verhoogd.",
            "Obesitas graad III: extreem verhoogd, met of zonder risicofactoren of comorbiditeit.",
            "Is het risico niet bekend, dan blijven beide mogelijk; een professional met naam stelt het GGR vast.",
        ]),
        new("route@1", "Route na stap 1", "Handreiking mei 2026, H1b, H2, H3 stap 1 en H5b", First,
        [
            "Onder de 2 jaar: JGZ, huisarts of kinderarts, zonder GGR.",
            "18 jaar of ouder bij de start: keten voor volwassenen of huisarts; wie eerder startte mag afmaken.",
            "Matig, sterk of extreem verhoogd: altijd een CZV.",
            "Obesitas: naar de CZV, ook als het GGR nog voorlopig is.",
            "Licht verhoogd met problemen, te weinig samenhang of behoefte aan regie, ook als vermoeden: een CZV kan worden overwogen, tenzij de regio dit niet heeft geregeld.",
            "Licht verhoogd zonder deze problemen: JGZ en sociaal domein.",
            "Niet verhoogd: reguliere JGZ.",
            "GGR onbekend, overgewicht met psychosociale of sociaal-maatschappelijke problemen of behoefte aan regie: naar de CZV met een voorlopig GGR.",
            "Een open vraag die de route kan veranderen houdt stap 1 open; de JGZ vult de lijst aan en alleen een genoemde medische vraag gaat naar de huisarts of kinderarts.",
        ]),
        new("route@2", "Route na stap 1", "Handreiking mei 2026, H1b, H2, H3 stap 1 en H5b", Second,
        [
            "Onder de 2 jaar: JGZ, huisarts of kinderarts, zonder GGR.",
            "18 jaar of ouder bij de start: keten voor volwassenen of huisarts; wie eerder startte mag afmaken.",
            "Matig, sterk of extreem verhoogd: altijd een CZV.",
            "Obesitas: naar de CZV, ook als het GGR nog voorlopig is.",
            "Licht verhoogd met problemen, te weinig samenhang of behoefte aan regie, ook als vermoeden: een CZV kan worden overwogen, tenzij de regio dit niet heeft geregeld.",
            "Licht verhoogd zonder deze problemen: JGZ en sociaal domein.",
            "Niet verhoogd: reguliere JGZ.",
            "GGR onbekend, overgewicht met psychosociale of sociaal-maatschappelijke problemen of behoefte aan regie: naar de CZV met een voorlopig GGR.",
            "Een open vraag die de route kan veranderen houdt stap 1 open; de JGZ vult de lijst aan en alleen een genoemde medische vraag gaat naar de huisarts of kinderarts.",
            "Zet de gemeente een soort aanbod van het sociaal domein voor deze leeftijd of dit GGR niet in, dan staat dat bij de mogelijkheden; de route blijft gelijk.",
            "Een groep die in de regio voorrang heeft staat bij de mogelijkheden; de route blijft gelijk.",
        ]),
        new("betaler@1", "Wie betaalt welk onderdeel", "Handreiking mei 2026, H2, H4b tot en met H4d, H5d, H6a kader en H7", First,
        [
            "Implementatie, aanbod in het sociaal domein en Jeugdwet: de gemeente.",
            "Taken van de JGZ: bestaande wettelijke taken, per regio verschillend.",
            "CZV bij licht verhoogd GGR: de gemeente, als zij daarvoor kiest.",
            "Intake van de CZV vanaf matig met een erkende kinder-GLI in het plan: de verzekeraar.",
            "Intake van de CZV vanaf matig zonder erkende kinder-GLI, of nog niet besloten: de handreiking spreekt zichzelf tegen; de afspraak van de regio beslist en zonder afspraak voorlopig de verzekeraar (H6a kader).",
            "CZV voor de rest van het traject vanaf matig: de verzekeraar met een erkende kinder-GLI in het plan, anders de gemeente.",
            "Kinder-GLI vanaf matig en erkend: de verzekeraar; anders niemand.",
            "Ander aanbod in het zorgdomein: de verzekeraar vanaf matig; bij licht niet via deze keten.",
            "Is het GGR niet bekend, dan is er alleen een betaler als elk mogelijk GGR dezelfde betaler geeft.",
            "Na de 18e verjaardag zegt de handreiking niets over de betaler van CZV, kinder-GLI en zorg.",
        ]),
        new("kinder-gli@1", "Voorwaarden voor een verzekerde kinder-GLI", "Handreiking mei 2026, H4d Kinder-GLI en H7c", First,
        [
            "Het GGR is matig, sterk of extreem verhoogd.",
            "De kinder-GLI is onderdeel van het samenhangende plan van de CZV.",
            "Een kinderleefstijlcoach voert haar uit.",
            "Het programma is op de startdatum erkend (RIVM).",
            "Het programma voldoet aan de voorwaarden van de verzekeraar.",
            "Het gaat over voeding, bewegen en gedrag van kind en gezin.",
            "Het wordt als één geheel betaald.",
        ]),
        new("verzekerde-grenzen@1", "Verzekerde grenzen", "Voorwaarden van verzekeraars (Interpolis 2023/2024, Salland 2024, Nationale-Nederlanden); per verzekeraar instelbaar", First,
        [
            "De kinder-GLI start binnen 6 maanden na de brede anamnese, tenzij de verzekeraar instemt met later.",
            "De kinder-GLI duurt hoogstens 24 maanden aaneen.",
            "De verzekerde inzet van de CZV duurt hoogstens 3,5 jaar, dat zijn 14 kwartalen vanaf de eerste gedeclareerde dag.",
            "Een pauze of opnieuw doorlopen zet deze klokken niet stil en niet terug.",
        ]),
        new("toestemming@1", "Wie toestemming geeft", "WGBO en Jeugdwet; Handreiking mei 2026, H8", First,
        [
            "Onder de 12 jaar: alle ouders met gezag; het kind heeft recht op uitleg.",
            "Van 12 tot en met 15 jaar: het kind en alle ouders met gezag.",
            "Vanaf 16 jaar: de jongere alleen, ook tegenover de ouders.",
            "Op de verjaardag zelf veranderen de rechten en wordt de toestemming opnieuw gevraagd.",
            "Intrekken door een van hen stopt het delen direct.",
        ]),
        new("verwijzing@1", "Signaal of verwijzing", "Handreiking mei 2026, H1b onder 1 en H5c", First,
        [
            "Iedereen mag een signaal geven.",
            "Een bevoegde zorgprofessional verwijst naar de CZV; de regio stelt de lijst vast.",
            "Een geldige verwijzing geldt in beide domeinen en is één keer genoeg.",
        ]),
        new("kwaliteitsregistratie@1", "Registratie van CZV en kinderleefstijlcoach", "Handreiking mei 2026, H5g Kwaliteit", First,
        [
            "CZV: V&VN, BPSW of BLCN.",
            "Kinderleefstijlcoach: BLCN, KNGF, NVKF, NVD, VvO of BPSW.",
            "Zonder geldige registratie: niets, waarschuwen of blokkeren, zoals de regio kiest.",
        ]),
        new("aanbod@1", "Aanbod vinden, gaten en wachttijd", "Handreiking mei 2026, H4c en H4d", First,
        [
            "Getoond wordt wat past bij behoefte, gemeente, leeftijd en datum; het gezin kiest.",
            "Volgorde: direct starten, kortste wachttijd, erkend, eigen gemeente, naam.",
            "Een categorie zonder bereikbaar aanbod is een signaal aan de gemeente, zonder personen.",
            "Een wachttijd in het sociaal domein is een signaal; boven de tolerantie belemmert zij.",
            "Een kinder-GLI wordt pas vanaf een matig verhoogd GGR getoond.",
        ]),
        new("capaciteit@1", "Capaciteit naast de norm", "Handreiking mei 2026, H6a kader (eerste inschatting, evaluatie in 2028)", First,
        [
            "CZV: 0,2 fte per 1000 jeugdigen.",
            "Kinder-GLI-aanbieder: 0,2 fte per 1000 jeugdigen.",
            "Regionale coördinatie: 0,2 tot 0,4 fte per 100.000 jeugdigen.",
            "Jeugdigen zijn inwoners van 0 tot 18 jaar.",
        ]),
        new("terugval@1", "Voorstel bij een controle in de nazorg", "Handreiking mei 2026, H3 Stap 6 en H5e; grenzen uit de praktijk, door een behandelaar na te kijken", First,
        [
            "Eén gewichtsklasse of meer omhoog sinds het begin van de nazorg.",
            "Of een BMI-z die 0,25 of meer hoger is dan toen; niet over de 18e verjaardag heen.",
            "Of nieuwe problemen, ook als vermoeden.",
            "De regel stelt voor, een professional beslist.",
        ]),
        new("contactmoment-jgz@1", "Controle op een vast contactmoment van de JGZ", "Handreiking mei 2026, H3 stap 6 en H5e; leeftijden: instelling jgz.contactmomenten", Third,
        [
            "De vaste contactmomenten van de JGZ volgen uit de leeftijd van het kind; de leeftijden zijn een instelling.",
            "Ligt er een contactmoment in de ruimte rond de gewenste dag, dan is de controle daar, zodat het gezin één keer hoeft te komen; zijn er meer, dan het dichtstbijzijnde.",
            "Bij 'nu niet' en bij rust is het het eerste contactmoment in de afgesproken tijd.",
            "Is er geen contactmoment in die ruimte, dan geldt de gewenste dag.",
        ]),
    ];

    private static readonly FrozenDictionary<string, RuleText> ById = All.ToFrozenDictionary(r => r.Rule, StringComparer.Ordinal);

    /// <summary>The text of a rule by the id and version that a decision stored, or null.</summary>
    public static RuleText? Find(string rule) => ById.GetValueOrDefault(rule);
}
