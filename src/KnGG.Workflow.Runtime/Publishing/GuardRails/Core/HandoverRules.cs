namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>Nothing leaves before the family was spoken to and may be shared, and a handover is over only when it was accepted.</summary>
internal static class HandoverRules
{
    private const string Offered = "Aangeboden";
    private const string MayBeShared = "Delen";

    public static IEnumerable<CoreFinding> Check(Chain chain)
    {
        // What an event from outside begins comes later than the first handover.
        var unspoken = chain.Map.FromStart(cut: (p, port) => (chain.IsConversation(p) && Chain.IsAnswer(p, port)) || Chain.IsEvent(p));
        foreach (var offer in chain.Map.Of(CareTypes.OfferHandover))
        {
            if (unspoken.Contains(offer))
            {
                yield return new CoreFinding("core-no-conversation", offer, d => $"{offer.NameSeenFrom(d)} kan gebeuren voordat het gezin is gesproken. Zet er een taak voor met het formulier voor meten en gesprek.");
            }

            if (chain.Map.FromStart(cut: (p, port) => p.Is(CareTypes.AskConsent) && port == MayBeShared && IsFor(chain, p, offer)).Contains(offer))
            {
                yield return new CoreFinding("core-no-sharing-gate", offer, d => $"{offer.NameSeenFrom(d)} kan gebeuren zonder de vraag of er met deze ontvanger gedeeld mag worden. Zet 'Mag dit gedeeld worden?' ervoor en ga alleen bij 'Delen' verder.");
            }

            foreach (var finding in Acceptance(chain, offer))
            {
                yield return finding;
            }
        }
    }

    // Who gets it may be computed from the same input in both places: then the definition is what they share.
    private static bool IsFor(Chain chain, FlowPlace gate, FlowPlace offer) => (chain.Text(gate, "RecipientRole"), chain.Text(offer, "ToRole")) switch
    {
        ({ } recipient, { } to) => recipient == to,
        (null, null) => gate.Scope == offer.Scope && Given.Of(gate.Node, "RecipientRole").Text == Given.Of(offer.Node, "ToRole").Text,
        _ => false,
    };

    private static IEnumerable<CoreFinding> Acceptance(Chain chain, FlowPlace offer)
    {
        var unaccepted = chain.Map.After(offer, Offered, stop: p => p.Is(CareTypes.OfferHandover) || IsMove(p, "aangenomen"));
        var accepts = unaccepted.Where(p => IsMove(p, "aangenomen")).ToArray();
        if (accepts.Length == 0)
        {
            yield return new CoreFinding("core-no-acceptance", offer, d => $"Na {offer.NameSeenFrom(d)} kan niemand de overdracht aannemen. Zet er een taak voor de ontvanger achter, met 'Overdracht bijwerken' op 'aangenomen'.");
            yield break;
        }

        var unasked = chain.Map.After(offer, Offered, stop: p => p.Is(CareTypes.OfferHandover), cut: Chain.IsAnswer);
        foreach (var accepted in accepts.Where(unasked.Contains))
        {
            yield return new CoreFinding("core-no-acceptance", accepted, d => $"{accepted.NameSeenFrom(d)} gebeurt zonder dat de ontvanger het zegt. Laat de ontvanger eerst in een taak antwoorden.");
        }

        if (!unaccepted.Any(p => IsMove(p, "afgewezen")))
        {
            yield return new CoreFinding("core-no-refusal", offer, d => $"Na {offer.NameSeenFrom(d)} kan de ontvanger niet weigeren. Maak een uitkomst 'Afwijzen' met 'Overdracht bijwerken' op 'afgewezen'.");
        }

        foreach (var done in unaccepted.Where(p => IsMove(p, "afgerond") || (Chain.StepOf(p) == 2 && chain.IsHandoverToCzv(offer))))
        {
            yield return new CoreFinding("core-no-acceptance", done, d => $"Bij {done.NameSeenFrom(d)} kan een kind komen terwijl de ontvanger de overdracht niet heeft aangenomen. Leid elke weg eerst langs 'aangenomen'.");
        }
    }

    private static bool IsMove(FlowPlace place, string state) => place.Is(CareTypes.MoveHandover) && Given.Of(place.Node, "State").Fixed == state;
}
