using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Payers;

/// <summary>The one Dutch sentence under a payer decision.</summary>
internal static class PayerReason
{
    internal static string For(PayerInput input, PayerReading chosen, bool conflict, PayerAgreement? agreement, IReadOnlyList<Ggr> possible)
    {
        if (conflict)
        {
            return Conflicting(input, chosen, agreement);
        }

        if (chosen.Payer == Payer.Undecided)
        {
            return possible.Count > 1
                ? $"Zonder vastgesteld GGR is nog niet te zeggen wie {What(input.Component)} betaalt."
                : $"Zolang niet is besloten of een kinder-GLI in het plan komt, is nog niet te zeggen wie {What(input.Component)} betaalt.";
        }

        return input.Component switch
        {
            PayerComponent.CzvIntake or PayerComponent.CzvCoordination => Czv(input, chosen.Payer, possible),
            PayerComponent.KinderGli => Gli(input, chosen.Payer, possible),
            PayerComponent.Care when chosen.Payer == Payer.Insurer => "Vanaf een matig verhoogd GGR wordt het aanbod in het zorgdomein betaald uit de basisverzekering.",
            PayerComponent.Care => "Bij een licht of niet verhoogd GGR hoort zorg uit de basisverzekering niet bij deze keten; gewone verzekerde zorg blijft zoals zij is.",
            PayerComponent.Social => "De gemeente betaalt het aanbod in het sociaal domein.",
            PayerComponent.Jeugdwet => "Specialistische psychosociale hulp valt onder de Jeugdwet en wordt betaald door de gemeente.",
            PayerComponent.Jgz => chosen.Payer == Payer.Statutory
                ? "De taken van de JGZ sluiten aan bij bestaande wettelijke taken; hoe zij worden betaald verschilt per regio."
                : $"In deze regio is afgesproken dat {Who(chosen.Payer)} de taken van de JGZ betaalt.",
            _ => "De gemeente betaalt coördinatie, netwerk, monitoring en evaluatie.",
        };
    }

    private static string Conflicting(PayerInput input, PayerReading chosen, PayerAgreement? agreement)
    {
        var when = input.Gli switch
        {
            GliInPlan.Undecided => "zolang niet is besloten over een kinder-GLI",
            GliInPlan.NotRecognised => "met een niet-erkende kinder-GLI in het plan",
            _ => "zonder kinder-GLI in het plan",
        };
        var basis = agreement is null
            ? "zonder afspraak in de regio geldt voorlopig het kader van H6a"
            : $"de afspraak van de regio van {Dutch.Date(agreement.AgreedOn)} beslist";
        var outcome = chosen.Payer == Payer.Undecided ? "nog niet te zeggen wie betaalt" : $"{Who(chosen.Payer)}";
        return $"De handreiking spreekt zichzelf tegen over de betaling van de intake {when}; {basis}: {outcome}.";
    }

    private static string Czv(PayerInput input, Payer payer, IReadOnlyList<Ggr> possible) => payer switch
    {
        Payer.Insurer => $"Vanaf een matig verhoogd GGR en met een erkende kinder-GLI in het plan betaalt de verzekeraar {What(input.Component)}.",
        Payer.None => $"Zonder verhoogd GGR valt dit buiten deze keten en betaalt niemand {What(input.Component)}.",
        _ when possible.All(g => g == Ggr.Licht) => $"Bij een licht verhoogd GGR betaalt de gemeente {What(input.Component)}, als zij ervoor kiest een CZV in te zetten.",
        _ => $"Zonder erkende kinder-GLI in het plan betaalt de gemeente {What(input.Component)}.",
    };

    private static string Gli(PayerInput input, Payer payer, IReadOnlyList<Ggr> possible) => payer switch
    {
        Payer.Insurer => "Vanaf een matig verhoogd GGR betaalt de verzekeraar een erkende kinder-GLI die in het plan van de CZV staat.",
        _ when possible.All(g => g < Ggr.Matig) => "Onder een matig verhoogd GGR is een kinder-GLI niet mogelijk; kies leefstijlaanbod in het sociaal domein.",
        _ when input.Gli == GliInPlan.None => "Er staat geen kinder-GLI in het plan, dus er is niets te betalen.",
        _ => "Het programma is niet erkend, dus de verzekeraar betaalt deze kinder-GLI niet.",
    };

    private static string What(PayerComponent component) => component switch
    {
        PayerComponent.CzvIntake => "de brede anamnese, de analyse en het plan van de CZV",
        PayerComponent.CzvCoordination => "de coördinatie door de CZV",
        PayerComponent.KinderGli => "de kinder-GLI",
        _ => "de zorg",
    };

    private static string Who(Payer payer) => payer switch
    {
        Payer.Insurer => "de verzekeraar",
        Payer.Municipality => "de gemeente",
        _ => "niemand",
    };
}
