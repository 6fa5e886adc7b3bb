namespace KnGG.Workflow.Care.Configuration;

/// <summary>Every national default. The handreiking gives no time norm at all: each term here is a proposal with a label that people see.</summary>
internal static class NationalDefaults
{
    private const string NoSource = "Voorstel van dit product, zonder bron";
    private const string Practice = "Uit de praktijk, zonder bron";
    private const string N3 = "Interpolis, Ketenaanpak bij overgewicht tot 18 jaar (2023/2024); per verzekeraar nakijken";

    internal static IReadOnlyList<SettingDefinition> All { get; } =
    [
        // Terms of the chain.
        Term("signaal.beoordelen", "Signaal beoordelen", "10wd", SourceLabel.New, NoSource),
        Term("signaal.gesprek", "Meten en gesprek met het gezin, of eerder bij het volgende JGZ-contact", "6wk", SourceLabel.New, NoSource),
        Term("ggr.vaststellen", "GGR vaststellen als dat niet bij het meten gebeurt", "5wd", SourceLabel.New, NoSource),
        Term("medisch.duiding", "Medische vraag beantwoorden", "6wk", SourceLabel.New, NoSource),
        Term("verwijzing.bekrachtigen", "Verwijzing bekrachtigen door een bevoegde verwijzer", "5wd", SourceLabel.New, NoSource),
        Term("verwijzing.bevestigen", "Verwijzing of overdracht inzien", "2wd", SourceLabel.Recalled, Practice),
        Term("overdracht.aannemen", "Overdracht aannemen of afwijzen", "5wd", SourceLabel.Recalled, Practice),
        Term("overdracht.contact", "Contact tussen de professionals na aannemen", "5wd", SourceLabel.New, NoSource),
        Term("overdracht.anderOntvanger", "Na een afwijzing een andere ontvanger kiezen", "1wd", SourceLabel.New, NoSource),
        Count("overdracht.volSignaal", "Afwijzingen wegens vol die samen een capaciteitssignaal zijn", "2", SourceLabel.New, NoSource),
        Term("czv.eersteContact", "Eerste contact van de CZV met het gezin", "10wd", SourceLabel.Recalled, "Naar het idee van de Treeknorm; geen norm van KnGG"),
        Term("czv.eersteContact.waarschuwing", "Waarschuwing eerste contact", "7wd", SourceLabel.Recalled, "Naar het idee van de Treeknorm; geen norm van KnGG") with { IsForPeople = true },
        Term("czv.eersteAfspraak", "Eerste afspraak met de CZV", "4wk", SourceLabel.Recalled, "Naar het idee van de Treeknorm; geen norm van KnGG"),
        Term("anamnese.gereed", "Brede anamnese klaar, na de eerste afspraak", "6wk", SourceLabel.Recalled, Practice),
        Term("anamnese.onderzoek", "Lichamelijk of ander onderzoek bij de anamnese", "6wk", SourceLabel.New, NoSource),
        Term("samenhang.gesprek", "Gesprek over de samenhang, na de anamnese", "2wk", SourceLabel.New, NoSource),
        Term("casuistiek.bespreking", "Casuïstiekbespreking", "3wk", SourceLabel.New, NoSource),
        Term("plan.gereed", "Plan van aanpak klaar, na de anamnese", "4wk", SourceLabel.Recalled, Practice),
        Term("betaler.controleren", "Betaler controleren; houdt sociaal aanbod nooit tegen", "5wd", SourceLabel.New, NoSource),
        Term("plan.gestart", "Nagaan of alles uit het plan is gestart", "4wk", SourceLabel.Recalled, Practice),
        Terms("plan.evaluatie", "Evaluaties van het plan in het eerste jaar", "3mo,6mo,12mo", SourceLabel.Recalled, "Uit de praktijk; de eerste past bij het kwartaal van de NZa"),
        Term("plan.evaluatie.daarna", "Evaluaties van het plan daarna", "6mo", SourceLabel.Recalled, Practice),
        Term("interventie.antwoord", "Antwoord van de aanbieder op een uitnodiging", "5wd", SourceLabel.Recalled, "Zoals het aannemen van een overdracht"),
        Term("interventie.startBevestigd", "Start van de interventie bevestigd", "4wk", SourceLabel.Recalled, "Plicht tot terugkoppeling in H4b en H5b; termijn uit de praktijk"),
        Term("interventie.voortgang", "Voortgang van de interventie, telkens", "3mo", SourceLabel.Recalled, "Plicht tot terugkoppeling in H4b en H5b; termijn uit de praktijk"),
        Term("interventie.eindverslag", "Eindverslag na het einde van de interventie", "2wk", SourceLabel.Recalled, "Plicht tot terugkoppeling in H4b en H5b; termijn uit de praktijk"),
        Count("interventie.nietGekomen", "Keren niet gekomen waarna de CZV een signaal krijgt", "2", SourceLabel.New, NoSource) with { IsForPeople = true },
        Term("sociaal.wachttijd", "Wachttijd voor aanbod in het sociaal domein", "0d", SourceLabel.Seed, "Handreiking mei 2026, H4c: direct toegankelijk, zonder wachttijden"),
        Term("sociaal.wachttijd.tolerantie", "Wachttijd die nog geen signaal geeft", "14d", SourceLabel.Recalled, Practice),
        Term("meting.interval", "Meten in de actieve fase", "3mo", SourceLabel.Recalled, Practice) with { IsForPeople = true },
        Term("meting.interval.onderhoud", "Meten in de onderhoudsfase", "6mo", SourceLabel.Recalled, Practice) with { IsForPeople = true },
        Term("meting.recent", "Meting die nog niet over hoeft", "6wk", SourceLabel.New, NoSource),
        Term("terugkoppeling.termijn", "Terugkoppeling aan verwijzer of CZV", "10wd", SourceLabel.Recalled, "Plicht in H6b onder A; termijn uit de praktijk"),
        Term("uitval.geenContact", "Geen contact: risico op uitval", "3mo", SourceLabel.Recalled, Practice),
        Term("uitval.voorstelSluiten", "Geen contact: voorstel om te sluiten", "6mo", SourceLabel.Recalled, Practice) with { IsForPeople = true },
        Term("terugkoppeling.naEenJaar", "Terugkoppeling aan de verwijzer, na het begin van het plan", "12mo", SourceLabel.New, NoSource),
        Term("eigenaar.ziek", "Ziekte van de regiehouder waarna de vervanger overneemt", "2wk", SourceLabel.New, NoSource) with { IsForPeople = true },
        Terms("terugval.controle", "Controles in de nazorg, vanaf het begin van de nazorg", "3mo,6mo,12mo,24mo", SourceLabel.Recalled, "Plicht in H5e; momenten uit de praktijk"),
        Term("terugval.controle.venster", "Ruimte voor en na een controle", "4wk", SourceLabel.New, NoSource),
        new("terugval.regel", "Wat een voorstel voor terugval geeft", SettingKind.List, "klasse,bmiz,problemen", SourceLabel.Recalled, "Uit de praktijk; een behandelaar moet dit nakijken") { Choices = ["klasse", "bmiz", "problemen"] },
        Count("terugval.klasse", "Gewichtsklassen omhoog die terugval heten", "1", SourceLabel.Recalled, "Uit de praktijk; een behandelaar moet dit nakijken"),
        Number("terugval.bmiZ", "Stijging van de BMI-z die terugval heet", "0.25", SourceLabel.Recalled, "Uit de praktijk; een behandelaar moet dit nakijken"),
        Term("terugval.extraContact", "Extra contact na een controle op terugval", "6wk", SourceLabel.New, NoSource),
        Term("nazorg.volhoudplan", "Volhoudplan maken", "4wk", SourceLabel.New, NoSource),
        Term("nazorg.doorgeleiding", "Doorgeleiding naar sport en bewegen", "4wk", SourceLabel.Recalled, Practice),
        Term("vervolg.venster", "Ruimte voor en na een vervolgcontact", "2wk", SourceLabel.New, NoSource),
        Count("jgz.extraConsulten.max", "Extra consulten van de JGZ op de lichte route", "3", SourceLabel.Read, "JGZ-richtlijn overgewicht 2012; Overbruggingsplan"),
        Term("jgz.extraConsulten.afstand", "Tijd tussen extra consulten", "3mo", SourceLabel.New, NoSource),
        Terms("jgz.contactmomenten", "Vaste contactmomenten van de JGZ, bij deze leeftijden", "2y,3y,45mo,5.5y,10.5y,13.5y,15.5y", SourceLabel.Recalled, "Uit de praktijk van het basispakket; elke JGZ-organisatie kiest de leeftijden van haar contactmomenten") with { MayBeNone = true },
        Term("jgz.contactmoment.minimaal", "Zo lang na 'nu niet' moet een contactmoment nog liggen om de vraag daar te stellen", "4wk", SourceLabel.New, NoSource),
        Term("lichteRoute.afspraken", "Afspraken met het gezin op de lichte route", "6wk", SourceLabel.New, NoSource),
        Count("noShow.pogingen", "Pogingen om het gezin te bereiken", "3", SourceLabel.Recalled, "Uit de praktijk; de noodzaak blijkt uit de JGZ-richtlijn 2012 en NTvG 2016;160:D525"),
        Count("noShow.kanalen", "Verschillende manieren om het gezin te bereiken", "2", SourceLabel.Recalled, Practice) with { IsForPeople = true },
        Term("noShow.termijn", "Tijd voor deze pogingen", "6wk", SourceLabel.Recalled, Practice) with { IsForPeople = true },
        Term("nietnu.opnieuw", "Opnieuw vragen na 'nu niet', of eerder bij het volgende JGZ-contact", "6mo", SourceLabel.New, NoSource),
        Term("taak.verbeteren", "Een teruggestuurde taak in orde maken", "5wd", SourceLabel.New, NoSource),
        Term("concept.bewaren", "Hoe lang een half ingevuld formulier bewaard blijft", "30d", SourceLabel.New, NoSource),
        Term("archief.na", "Na het einde van een traject: stappen, taken en mails naar het archief", "90d", SourceLabel.New, NoSource),
        Term("pauze.max", "Langste pauze voordat zij verlengd moet worden", "3mo", SourceLabel.New, NoSource),
        Term("toestemming.ingetrokken", "Na intrekken: wat kan doorgaan zonder delen?", "2wd", SourceLabel.New, NoSource),
        Term("leeftijd12_16.voorbereiden", "Toestemming opnieuw vragen, voor de 12e en 16e verjaardag", "3mo", SourceLabel.New, "Voorstel van dit product; dat de rechten op de dag zelf veranderen staat in de wet"),
        Term("leeftijd18.voorbereiden", "Voorbereiden op de 18e verjaardag", "6mo", SourceLabel.Recalled, Practice),
        Terms("escalatie.trap", "Na de einddatum: herinnering, vervanger, werkverdeler, regiehouder", "1wd,3wd,5wd,8wd", SourceLabel.New, NoSource),
        Term("escalatie.herinneringVooraf", "Herinnering voor de einddatum", "2wd", SourceLabel.New, NoSource),

        // Insured limits: the only terms with money attached.
        Term("gli.startNaAnamnese.max", "Start van de kinder-GLI na de brede anamnese", "6mo", SourceLabel.Read, N3),
        Term("gli.startNaAnamnese.waarschuwing", "Waarschuwing start kinder-GLI", "4mo", SourceLabel.New, NoSource),
        Term("gli.duur.max", "Langste duur van de kinder-GLI, aaneengesloten", "24mo", SourceLabel.Read, N3 + "; Salland 2024"),
        Term("czv.verzekerd.max", "Langste verzekerde inzet van de CZV (14 kwartalen)", "3.5y", SourceLabel.Read, N3 + "; Nationale-Nederlanden. 14 kwartalen is afgeleid uit de NZa-regel"),
        Term("verzekering.waarschuwing", "Waarschuwing voor het einde van een verzekerde termijn", "3mo", SourceLabel.New, NoSource),
        Term("czv.declaratie.eenheid", "Kwartaal van de NZa, vanaf een willekeurige datum", "3mo", SourceLabel.Read, "NZa BR/REG-24100 en BR/REG-25105, artikel 1"),

        // Choices of a region or organisation. Who pays the intake is no setting: it is a signed agreement (PayerAgreement).
        Choice("czvBijLicht", "CZV bij een licht verhoogd GGR", "unknown", SourceLabel.Seed, "Handreiking mei 2026, H5b: als er regionale afspraken zijn en bekostiging is geregeld", "unknown", "arranged", "not-arranged"),
        Choice("betaler.financieelContact", "Rol die bericht krijgt als niet vaststaat wie betaalt", "regio", SourceLabel.New, NoSource, "regio", "gemeente"),
        Choice("bmiReferentie", "BMI-referentie", "iotf-2012", SourceLabel.New, "Volledig en nagerekend; de JGZ-richtlijn van 2012 gebruikt Cole 2000", "iotf-2012", "cole-2000"),
        List("verwijzers", "Bevoegde verwijzers naar de CZV", "huisarts,jeugdarts,kinderarts", SourceLabel.Seed, "Handreiking mei 2026, H1b noemt huisarts en jeugdarts als voorbeeld; verzekeraars verschillen"),
        List("ggrVaststellers", "Wie het GGR vaststelt", "jeugdarts,huisarts,kinderarts", SourceLabel.Seed, "Handreiking mei 2026, H3 stap 1: binnen de JGZ, of met of door huisarts of kinderarts") with { IsForPeople = true },
        Choice("registratie.ernst", "Wat gebeurt er zonder geldige registratie van CZV of kinderleefstijlcoach", "warn", SourceLabel.New, NoSource, "off", "warn", "block"),
        Choice("toestemming.naVerjaardag", "Lopend delen na de 12e en 16e verjaardag, tot het nieuwe antwoord", "stop", SourceLabel.New, "Voorstel van dit product; open vraag aan de regio", "stop", "continue"),
        Choice("bevrijdingsdag", "Bevrijdingsdag is een vrije dag", "never", SourceLabel.Recalled, Practice, "never", "lustrum", "every-year"),
        Choice("goedeVrijdag", "Goede Vrijdag is een vrije dag", "nee", SourceLabel.Recalled, Practice, "nee", "ja"),
        Choice("schoolregio", "Regio van de schoolvakanties", "geen", SourceLabel.New, "Per regio in te vullen", "geen", "noord", "midden", "zuid"),
        Choice("publiceren.vierOgen", "Een tweede ketenontwerper kijkt mee voordat een workflow live gaat", "nee", SourceLabel.New, NoSource, "nee", "ja") with { IsServiceWide = true },

        new("voorrang", "Groepen die voorrang krijgen", SettingKind.Groups, "geen", SourceLabel.Seed, "Handreiking mei 2026, H6a onder A: de regio kan groepen voorrang geven; landelijk zijn er geen"),
        new("sluitingsdagen", "Dagen waarop de organisatie gesloten is", SettingKind.ClosedDays, "geen", SourceLabel.New, "Per organisatie in te vullen"),

        // When a municipality uses its social base.
        Use("inzet.schuldhulp", "Schuldhulp en bestaanszekerheid"),
        Use("inzet.opvoedondersteuning", "Opvoedondersteuning"),
        Use("inzet.sport", "Sport en bewegen"),
        Use("inzet.voeding", "Gezonde voeding"),
        Use("inzet.sociaalEmotioneel", "Sociaal-emotionele ontwikkeling"),

        // When and how often people are mailed. Weekends, public holidays and closing days are always quiet.
        Choice("mail.vanaf", "Mail vanaf dit tijdstip, op werkdagen", "08:00", SourceLabel.New, NoSource, "06:00", "07:00", "08:00", "09:00", "10:00", "12:00"),
        Choice("mail.tot", "Mail tot dit tijdstip, op werkdagen", "18:00", SourceLabel.New, NoSource, "13:00", "16:00", "17:00", "18:00", "19:00", "20:00", "22:00"),
        Choice("mail.dagmail", "Tijdstip van de dagmail", "08:00", SourceLabel.New, NoSource, "07:00", "08:00", "09:00", "10:00", "12:00", "16:00"),
        Choice("mail.meteen", "Gewone taken per dag die meteen gemaild worden; de rest komt in de dagmail", "1", SourceLabel.New, NoSource, "0", "1", "2", "3", "5"),
        Choice("mail.maximum", "Mails per persoon per dag, met de dagmail; wat meer is, komt in de dagmail", "5", SourceLabel.New, NoSource, "1", "2", "3", "5", "8", "12"),

        // Capacity norms, and what is there.
        Counted("capaciteit.jeugdigen", "Aantal jeugdigen (inwoners van 0 tot 18 jaar)"),
        Counted("capaciteit.czv.beschikbaar", "Fte CZV die er is"),
        Counted("capaciteit.kinderGli.beschikbaar", "Fte kinder-GLI-aanbieder die er is"),
        Number("capaciteit.czv", "Fte CZV per 1000 jeugdigen", "0.2", SourceLabel.Seed, "Handreiking mei 2026, H6a kader: eerste inschatting, evaluatie in 2028"),
        Number("capaciteit.kinderGli", "Fte kinder-GLI-aanbieder per 1000 jeugdigen", "0.2", SourceLabel.Seed, "Handreiking mei 2026, H6a kader: eerste inschatting, evaluatie in 2028"),
        Number("capaciteit.regio.laag", "Fte regionale coördinatie per 100.000 jeugdigen, laag", "0.2", SourceLabel.Seed, "Handreiking mei 2026, H6a kader: eerste inschatting, evaluatie in 2028") with { IsForPeople = true },
        Number("capaciteit.regio.hoog", "Fte regionale coördinatie per 100.000 jeugdigen, hoog", "0.4", SourceLabel.Seed, "Handreiking mei 2026, H6a kader: eerste inschatting, evaluatie in 2028") with { IsForPeople = true },
        Count("capaciteit.leeftijdTot", "Jeugdigen zijn inwoners jonger dan", "18", SourceLabel.Seed, "Handreiking mei 2026, H6a kader: 0 tot 18 jaar") with { IsForPeople = true },
        Term("capaciteit.controle", "Capaciteit naast de norm leggen", "12mo", SourceLabel.Recalled, Practice) with { IsForPeople = true },

        // The core that no region may remove.
        Core("kern.zesStappen", "De zes processtappen in volgorde, met de mogelijkheid om terug te gaan", "H3a"),
        Core("kern.czvVanafMatig", "Vanaf een matig verhoogd GGR is altijd een CZV betrokken", "H5b"),
        Core("kern.gesprekEnDelen", "Eerst een gesprek met het gezin en de vraag of er gedeeld mag worden, dan pas overdracht", "H5e en H8"),
        Core("kern.planMetGezin", "Het plan wordt met kind en gezin gemaakt", "H1b en H3 stap 4"),
        Core("kern.terugkoppeling", "Elk onderdeel heeft een eigenaar en terugkoppeling", "H5b en H6b"),
        Core("kern.overdrachtAangenomen", "Een overdracht is pas klaar als de ontvanger haar aanneemt", "H5e en H6a onder D"),
        Core("kern.jgzVervolg", "De JGZ blijft volgen en let op terugval", "H3 stap 2 en H5e"),
        Core("kern.professionalBeslist", "Een professional beslist over GGR, route, opnieuw doorlopen en afsluiten", "H2 en H4a"),
    ];

    private static SettingDefinition Term(string key, string label, string value, SourceLabel source, string basis) => new(key, label, SettingKind.Term, value, source, basis);

    private static SettingDefinition Terms(string key, string label, string value, SourceLabel source, string basis) => new(key, label, SettingKind.Terms, value, source, basis);

    private static SettingDefinition Count(string key, string label, string value, SourceLabel source, string basis) => new(key, label, SettingKind.Count, value, source, basis);

    private static SettingDefinition Number(string key, string label, string value, SourceLabel source, string basis) => new(key, label, SettingKind.Number, value, source, basis);

    private static SettingDefinition List(string key, string label, string value, SourceLabel source, string basis) => new(key, label, SettingKind.List, value, source, basis);

    private static SettingDefinition Choice(string key, string label, string value, SourceLabel source, string basis, params string[] choices) =>
        new(key, label, SettingKind.Choice, value, source, basis) { Choices = choices };

    private static SettingDefinition Use(string key, string label) =>
        new(key, label, SettingKind.ForWhom, ForWhom.Always, SourceLabel.Seed, "Handreiking mei 2026, H2: de gemeente bepaalt wanneer zij welk aanbod inzet");

    private static SettingDefinition Counted(string key, string label) => new(key, label, SettingKind.Counted, Setting.Unknown, SourceLabel.New, "Door gemeente of regio te tellen");

    private static SettingDefinition Core(string key, string label, string paragraph) =>
        new(key, label, SettingKind.Core, "ja", SourceLabel.Seed, $"Handreiking mei 2026, H1 (kernprincipes) en {paragraph}");
}
