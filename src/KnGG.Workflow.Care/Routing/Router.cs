using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Routing;

/// <summary>The routing table of requirements 9 to 21 (A1 to A5, A24): first line that fits wins.</summary>
public static class Router
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "route@2";

    private const string H1b = "Handreiking mei 2026, H1b Omschrijving van de aanpak";
    private const string H2 = "Handreiking mei 2026, H2 Doelgroepafbakening";
    private const string H5b = "Handreiking mei 2026, H5b Samenwerken rond kind en gezin";
    private const string H2H5b = "Handreiking mei 2026, H2 Doelgroepafbakening en H5b Samenwerken rond kind en gezin";
    private const string H3Step1 = "Handreiking mei 2026, H3 Stap 1 Overgewicht constateren";

    /// <summary>Decides by the national default.</summary>
    public static RouteDecision Decide(RoutingInput input) => Decide(input, RoutingOptions.National);

    /// <summary>Decides the route. Always answers; what is not known and could change the answer gives <see cref="Route.Pending"/> with what is missing.</summary>
    public static RouteDecision Decide(RoutingInput input, RoutingOptions options)
    {
        var years = Age.InYears(input.BirthDate, input.On);
        if (years < Classifier.FromYears)
        {
            return Make(input, options, Route.Under2, CzvInvolvement.No, H2,
                "Onder de 2 jaar worden BMI en GGR niet bepaald: de JGZ, huisarts of kinderarts beoordeelt het kind klinisch volgens de richtlijnen van het NCJ.",
                ["Aansluiten bij Kansrijke Start"]);
        }

        var startedInTime = input.StartedOn is { } start && Age.InYears(input.BirthDate, start) is >= Classifier.FromYears and < Classifier.ToYears && start <= input.On;
        if (years >= Classifier.ToYears && !startedInTime)
        {
            return Make(input, options, Route.Adult, CzvInvolvement.No, H2,
                "Vanaf 18 jaar start er geen traject in deze keten: de ketenaanpak voor volwassenen of de huisarts helpt verder.",
                ["Ketenaanpak voor volwassenen", "Huisarts"]);
        }

        return input.Ggr switch
        {
            Ggr.Matig or Ggr.Sterk or Ggr.Extreem when input.WeightClass != WeightClass.None => Make(input, options, Route.Czv, CzvInvolvement.Always, H5b,
                $"Bij een {Names.Of(input.Ggr.Value)} verhoogd GGR is altijd een CZV betrokken.", ["Aanbod uit het sociaal domein", "Zorg waar dat nodig is"]),
            _ when input.WeightClass >= WeightClass.Obesity1 => Obesity(input, options),
            Ggr.Licht when input.WeightClass != WeightClass.None => AtLicht(input, options),
            Ggr.Geen when input.WeightClass is null or WeightClass.None => NotRaised(input, options),
            null => Unknown(input, options),
            _ => Contradiction(input, options),
        };
    }

    private static RouteDecision NotRaised(RoutingInput input, RoutingOptions options) =>
        Make(input, options, Route.RegularJgz, CzvInvolvement.No, H2,
            "Het GGR is niet verhoogd, dus de reguliere JGZ blijft het kind volgen.", ["Andere hulp buiten deze keten, als die nodig is"]);

    private static RouteDecision Obesity(RoutingInput input, RoutingOptions options) =>
        Make(input, options, Route.Czv, CzvInvolvement.Always, H1b,
            $"Bij {Names.Of(input.WeightClass!.Value)} komt het kind in aanmerking voor een brede anamnese bij de CZV, ook als het GGR nog voorlopig is.",
            ["Aanbod uit het sociaal domein", "Zorg waar dat nodig is"], provisional: true, missing: RiskOrGgr(input));

    private static RouteDecision AtLicht(RoutingInput input, RoutingOptions options)
    {
        if (HasProblems(input))
        {
            return options.CzvAtLicht == CzvAtLicht.NotArranged
                ? Make(input, options, Route.JgzSocial, CzvInvolvement.No, H5b,
                    $"Bij een licht verhoogd GGR met {Problems(input)} kan een CZV worden overwogen, maar de regio heeft daarover geen afspraken en bekostiging geregeld, dus de JGZ en het sociaal domein helpen.",
                    ["Signaal aan de gemeente: CZV bij licht verhoogd GGR is niet geregeld"])
                : Make(input, options, Route.CzvOptional, CzvInvolvement.Optional, H2H5b,
                    $"Bij een licht verhoogd GGR met {Problems(input)} kan een CZV worden overwogen, per kind en binnen de afspraken van de regio.",
                    options.CzvAtLicht == CzvAtLicht.Arranged
                        ? ["CZV inzetten, als de professional dat nuttig vindt en er een plaats is", "Anders: JGZ en sociaal domein"]
                        : ["CZV inzetten, als de regio afspraken en bekostiging heeft en de professional dat nuttig vindt", "Anders: JGZ en sociaal domein"]);
        }

        var open = OpenAnswers(input);
        if (open.Count > 0 && options.CzvAtLicht != CzvAtLicht.NotArranged)
        {
            return Make(input, options, Route.Pending, CzvInvolvement.No, H1b,
                "Het GGR is licht verhoogd, maar de vragen over problemen en regie zijn nog niet allemaal beantwoord en kunnen de route veranderen.", [], missing: open);
        }

        return Make(input, options, Route.JgzSocial, CzvInvolvement.No, H2H5b,
            open.Count > 0
                ? "Bij een licht verhoogd GGR helpen de JGZ en het sociaal domein, want de regio heeft geen CZV bij licht geregeld."
                : "Bij een licht verhoogd GGR zonder deze problemen helpen de JGZ en het sociaal domein en is er geen CZV nodig.",
            SocialOffer(input, options));
    }

    private static IReadOnlyList<string> SocialOffer(RoutingInput input, RoutingOptions options)
    {
        var unused = Unused(input, options).Select(r => r.Category).ToArray();
        return
        [
            .. unused.Contains(OfferCategory.Sport) && unused.Contains(OfferCategory.Food) ? (string[])[] : ["Leefstijlaanbod in het sociaal domein"],
            .. unused.Contains(OfferCategory.Parenting) ? (string[])[] : ["Opvoedondersteuning"],
        ];
    }

    private static IEnumerable<MunicipalRule> Unused(RoutingInput input, RoutingOptions options) =>
        options.MunicipalRules.Where(r => !r.Allows(Age.InYears(input.BirthDate, input.On), input.Ggr));

    private static RouteDecision Unknown(RoutingInput input, RoutingOptions options)
    {
        switch (input.WeightClass)
        {
            case WeightClass.None:
                return NotRaised(input, options);
            case null:
                return Make(input, options, Route.Pending, CzvInvolvement.No, H3Step1,
                    "Zonder gewichtsklasse en GGR kan de route niet worden bepaald; meet eerst lengte en gewicht.", [], missing: ["weightClass", "ggr"]);
            case WeightClass.Overweight when QualifiesForAnamnesis(input):
                return Make(input, options, Route.Czv, CzvInvolvement.Always, H1b,
                    $"Bij overgewicht met {Problems(input)} komt het kind in aanmerking voor een brede anamnese bij de CZV, ook als het GGR nog voorlopig is.",
                    ["Blijkt het GGR licht verhoogd, dan wordt de inzet van de CZV opnieuw afgewogen"], provisional: true, missing: RiskOrGgr(input));
            default:
                return Make(input, options, Route.Pending, CzvInvolvement.No, H3Step1,
                    "Er is overgewicht, maar zonder duidelijkheid over risicofactoren en comorbiditeit is het GGR licht of matig verhoogd, en dat bepaalt de route.",
                    [], missing: [.. RiskOrGgr(input), .. OpenAnswers(input)]);
        }
    }

    // A professional may override a GGR, but not past the class that was measured: then somebody has to look again.
    private static RouteDecision Contradiction(RoutingInput input, RoutingOptions options) =>
        Make(input, options, Route.Pending, CzvInvolvement.No, GgrTable.Source,
            $"Een {Names.Of(input.Ggr!.Value)} verhoogd GGR past niet bij {Names.Of(input.WeightClass!.Value)}; stel het GGR opnieuw vast.", [], missing: ["ggr"]);

    /// <summary>Whether one of the four questions is answered with yes or suspected: a suspicion is enough (A24).</summary>
    public static bool HasProblems(RoutingInput input) => Answers(input).Any(a => a.Answer is Answer.Yes or Answer.Suspected);

    /// <summary>
    /// Whether overweight with these answers qualifies for a broad anamnesis before the GGR is known (H1b; A4): psychosocial or socio-economic problems or a need for
    /// coordination, also suspected. Too little coherence alone is in the text a reason to consider a CZV at licht, not a ground for the anamnesis.
    /// </summary>
    public static bool QualifiesForAnamnesis(RoutingInput input) => HasProblems(input with { LackOfCoherence = Answer.No });

    private static List<string> OpenAnswers(RoutingInput input) =>
        [.. Answers(input).Where(a => a.Answer == Answer.Unknown).Select(a => a.Field)];

    private static IReadOnlyList<string> RiskOrGgr(RoutingInput input) => input.Ggr is null ? ["risk"] : ["ggr"];

    private static (string Field, Answer Answer, string Name)[] Answers(RoutingInput input) =>
    [
        ("psychosocial", input.Psychosocial, "psychosociale problemen"),
        ("socioeconomic", input.Socioeconomic, "sociaal-maatschappelijke problemen"),
        ("lackOfCoherence", input.LackOfCoherence, "te weinig samenhang in de ondersteuning"),
        ("coordinationNeed", input.CoordinationNeed, "behoefte aan extra regie"),
    ];

    private static string Problems(RoutingInput input) => Dutch.Join(
        [.. Answers(input).Where(a => a.Answer is Answer.Yes or Answer.Suspected).Select(a => a.Answer == Answer.Suspected ? $"een vermoeden van {a.Name}" : a.Name)]);

    private static RouteDecision Make(
        RoutingInput input, RoutingOptions options, Route route, CzvInvolvement czv, string source, string reason, IReadOnlyList<string> choices,
        bool provisional = false, IReadOnlyList<string>? missing = null)
    {
        missing ??= [];
        var years = Age.InYears(input.BirthDate, input.On);
        var priority = route is Route.Under2 or Route.Adult
            ? []
            : options.PriorityGroups.Where(g => years >= g.FromYears && years <= g.ToYears && (g.FromGgr is null || input.Ggr >= g.FromGgr)).Select(g => $"Voorrang in deze regio: {g.Name}").ToArray();
        var unused = route is Route.Czv or Route.CzvOptional or Route.JgzSocial
            ? Unused(input, options).Select(r => $"De gemeente zet {OfferRules.NameOf(r.Category)} voor dit kind niet in ({r.Basis})")
            : [];
        return new RouteDecision(route, czv, reason, source, Rule, [.. choices, .. unused, .. priority], missing, provisional, [.. missing.Select(m => Ask(m, input))], input, options);
    }

    // The JGZ completes its own list first; only a question that somebody named goes to a doctor, else every child would land there.
    private static OpenQuestion Ask(string field, RoutingInput input) => field switch
    {
        "risk" or "ggr" when !string.IsNullOrWhiteSpace(input.MedicalQuestion) => new OpenQuestion(field, "huisarts", input.MedicalQuestion),
        "risk" => new OpenQuestion(field, "jgz", "Welke risicofactoren en welke comorbiditeit heeft het kind?"),
        "ggr" => new OpenQuestion(field, "jgz", "Welk GGR is vastgesteld?"),
        "weightClass" => new OpenQuestion(field, "jgz", "Wat zijn de gemeten lengte en het gemeten gewicht?"),
        "psychosocial" => new OpenQuestion(field, "jgz", "Zijn er psychosociale problemen bij kind of gezin?"),
        "socioeconomic" => new OpenQuestion(field, "jgz", "Zijn er sociaal-maatschappelijke problemen in het gezin?"),
        "lackOfCoherence" => new OpenQuestion(field, "jgz", "Is er te weinig samenhang in de ondersteuning?"),
        _ => new OpenQuestion(field, "jgz", "Is er behoefte aan extra regie?"),
    };
}
