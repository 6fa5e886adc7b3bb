using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Payers;

/// <summary>The payer table: component x GGR x kinder-GLI (requirements section 5; A3, A6 to A10b, A23).</summary>
public static class PayerTable
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "betaler@1";

    private static readonly Ggr[] AllGgr = [Ggr.Geen, Ggr.Licht, Ggr.Matig, Ggr.Sterk, Ggr.Extreem];

    /// <summary>Decides without any recorded agreement: the national default.</summary>
    public static PayerDecision Decide(PayerInput input) => Decide(input, PayerAgreements.None);

    /// <summary>
    /// Decides who pays. All readings are computed; where they differ the region's recorded agreement decides, else the national default (H6a kader).
    /// With an unknown GGR the payer is only given when every GGR that is still possible has the same one.
    /// </summary>
    public static PayerDecision Decide(PayerInput input, PayerAgreements agreements)
    {
        var agreement = agreements.For(input.Region, input.On);
        if (OutsideAge(input) is { } outside)
        {
            return outside;
        }

        var possible = PossibleGgr(input);
        var passages = PayerReadings.For(input.Component, agreement?.JgzPayer ?? Payer.Statutory);
        var readings = passages.Select(p => new PayerReading(Agreed(possible.Select(g => p.Says(g, input.Gli))), p.Source)).ToArray();
        var conflict = readings.Any(r => r.Payer != readings[0].Payer);
        var chosen = input.Component == PayerComponent.CzvIntake && (agreement?.AnamnesisPayer ?? AnamnesisPayer.InsurerFromMatig) == AnamnesisPayer.InsurerOnlyIfGli
            ? readings.Single(r => r.Source == PayerReadings.OnlyWithGli)
            : readings[0];
        var missing = Missing(input, chosen.Payer, possible);
        return new PayerDecision(
            chosen.Payer,
            conflict,
            readings,
            Conditions(input, possible),
            PayerReason.For(input, chosen, conflict, agreement, possible),
            "Handreiking mei 2026, " + (conflict ? chosen.Source : string.Join("; ", readings.Select(r => r.Source).Distinct())),
            Rule,
            missing,
            Provisional: (conflict && agreement is null) || missing.Count > 0 || (input.Component == PayerComponent.CzvIntake && input.Gli == GliInPlan.Undecided && conflict),
            // A kinder-GLI that is not in the plan is no item, so nobody has to pay it.
            NeedsAlert: chosen.Payer is Payer.Undecided or Payer.None && !(input is { Component: PayerComponent.KinderGli, Gli: GliInPlan.None }),
            AskFinanceContact: conflict && agreement is null,
            agreement,
            input);
    }

    private static IReadOnlyList<Ggr> PossibleGgr(PayerInput input) =>
        input.Ggr is { } known ? [known]
        : input.WeightClass is { } weightClass ? GgrTable.Possible(weightClass, RiskKnowledge.Unknown)
        : AllGgr;

    private static Payer Agreed(IEnumerable<Payer> payers)
    {
        var distinct = payers.Distinct().ToArray();
        return distinct.Length == 1 ? distinct[0] : Payer.Undecided;
    }

    private static List<string> Missing(PayerInput input, Payer payer, IReadOnlyList<Ggr> possible)
    {
        var missing = new List<string>();
        if (payer == Payer.Undecided)
        {
            if (possible.Count > 1)
            {
                missing.Add("ggr");
            }

            if (input.Gli == GliInPlan.Undecided && input.Component is PayerComponent.CzvIntake or PayerComponent.CzvCoordination or PayerComponent.KinderGli)
            {
                missing.Add("gli");
            }
        }

        return missing;
    }

    private static IReadOnlyList<PayerCondition> Conditions(PayerInput input, IReadOnlyList<Ggr> possible)
    {
        bool? fromMatig = possible.All(g => g >= Ggr.Matig) ? true : possible.Any(g => g >= Ggr.Matig) ? null : false;
        bool? inPlan = input.Gli switch { GliInPlan.Undecided => null, GliInPlan.None => false, _ => true };
        bool? recognised = input.Gli switch { GliInPlan.Undecided => null, GliInPlan.Recognised => true, _ => false };
        PayerCondition matig = new("Het GGR is matig, sterk of extreem verhoogd (H7c)", fromMatig);
        return input.Component switch
        {
            PayerComponent.CzvIntake or PayerComponent.CzvCoordination when fromMatig == false =>
                [matig, new("De gemeente kiest ervoor de CZV in te zetten bij een licht verhoogd GGR (H7c)", null)],
            PayerComponent.CzvIntake or PayerComponent.CzvCoordination or PayerComponent.KinderGli =>
                [matig, new("Een kinder-GLI is onderdeel van het plan van aanpak (H7c)", inPlan), new("Het kinder-GLI-programma is erkend (H7c)", recognised)],
            PayerComponent.Care => [matig],
            _ => [],
        };
    }

    private static PayerDecision? OutsideAge(PayerInput input)
    {
        var insured = input.Component is PayerComponent.CzvIntake or PayerComponent.CzvCoordination or PayerComponent.KinderGli or PayerComponent.Care;
        if (!insured || input.BirthDate is not { } birth || input.On is not { } on)
        {
            return null;
        }

        var years = Age.InYears(birth, on);
        return years switch
        {
            < Classifier.FromYears => Fixed(input, Payer.None, "H2 Doelgroepafbakening",
                "Onder de 2 jaar wordt geen GGR bepaald en betaalt niemand deze inzet via deze keten; de JGZ, huisarts en kinderarts werken zoals zij gewend zijn."),
            >= Classifier.ToYears => Fixed(input, Payer.Undecided, "H2 Doelgroepafbakening",
                "Wie voor de 18e verjaardag is gestart mag het traject afmaken, maar de handreiking zegt niet wie daarna betaalt; de CZV overlegt met verzekeraar en gemeente."),
            _ => null,
        };
    }

    private static PayerDecision Fixed(PayerInput input, Payer payer, string source, string reason) => new(
        payer, false, [new PayerReading(payer, source)], [], reason, "Handreiking mei 2026, " + source, Rule,
        payer == Payer.Undecided ? ["payerAfter18"] : [], payer == Payer.Undecided, NeedsAlert: true, AskFinanceContact: payer == Payer.Undecided, null, input);
}
