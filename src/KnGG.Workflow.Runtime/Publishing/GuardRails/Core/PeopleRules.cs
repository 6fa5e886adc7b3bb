namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>Rules propose, people decide: about the GGR, the route, going back and closing.</summary>
internal static class PeopleRules
{
    public static IEnumerable<CoreFinding> Check(Chain chain) => Ggr(chain).Concat(Route(chain)).Concat(Closing(chain)).Concat(GoingBack(chain)).Concat(OwnEvents(chain));

    private static IEnumerable<CoreFinding> Ggr(Chain chain)
    {
        var undecided = chain.Map.FromStart(cut: (p, port) => chain.Records(p, "ggr") && Chain.IsAnswer(p, port));
        undecided.UnionWith(After(chain, CareTypes.ClassifyGgr, (p, port) => chain.Records(p, "ggr") && Chain.IsAnswer(p, port)));
        foreach (var route in chain.Map.Of(CareTypes.DecideRoute).Where(undecided.Contains))
        {
            yield return new CoreFinding("core-person-decides-ggr", route, d => $"{route.NameSeenFrom(d)} gebeurt met een GGR dat alleen berekend is. Zet er een taak voor waarin een professional het GGR vaststelt.");
        }
    }

    private static IEnumerable<CoreFinding> Route(Chain chain)
    {
        var unconfirmed = After(chain, CareTypes.DecideRoute, (p, port) => Chain.IsAnswer(p, port) || Chain.IsEvent(p));
        foreach (var offer in chain.Map.Of(CareTypes.OfferHandover).Where(unconfirmed.Contains))
        {
            yield return new CoreFinding("core-person-decides-route", offer, d => $"{offer.NameSeenFrom(d)} volgt uit de berekende route, zonder dat een professional daarover besluit. Zet er een taak voor.");
        }
    }

    private static IEnumerable<CoreFinding> Closing(Chain chain)
    {
        bool Decided(FlowPlace place, string port) => Chain.IsAnswer(place, port) || Chain.IsEvent(place, CareTypes.Close);
        var undecided = Undecided(chain, Decided, [.. chain.Map.Of(CareTypes.RelapseCheck).SelectMany(p => p.Out.Select(l => l.Target))]);
        foreach (var close in chain.Map.Of(CareTypes.CloseTrajectory).Where(undecided.Contains))
        {
            yield return new CoreFinding("core-person-decides-closing", close, d => $"{close.NameSeenFrom(d)} gebeurt na een rekenregel of na het verstrijken van de tijd, zonder dat een professional besluit. Zet er een taak voor.");
        }
    }

    private static IEnumerable<CoreFinding> GoingBack(Chain chain)
    {
        bool Decided(FlowPlace place, string port) => Chain.IsAnswer(place, port) || Chain.IsEvent(place, CareTypes.Reenter);

        // On course nothing is proposed; what a definition says about it afterwards is not followed through its values.
        var undecided = Undecided(chain, Decided, [.. chain.Map.Of(CareTypes.RelapseCheck).SelectMany(p => p.Out.Where(l => l.Port != "Op koers").Select(l => l.Target))]);
        foreach (var again in chain.Map.Of(CareTypes.NewCycle).Where(undecided.Contains))
        {
            yield return new CoreFinding("core-person-decides-reentry", again, d => $"{again.NameSeenFrom(d)} gebeurt na een rekenregel of na het verstrijken van de tijd, zonder dat een professional besluit. Zet er een taak voor.");
        }
    }

    // A workflow that sends these events itself would decide in the name of a person.
    private static IEnumerable<CoreFinding> OwnEvents(Chain chain)
    {
        foreach (var sender in chain.Map.Of(CareTypes.PublishEvent))
        {
            var name = Given.Of(sender.Node, "EventName");
            if (name.IsComputed || name.Fixed is CareTypes.Close or CareTypes.Reenter)
            {
                yield return new CoreFinding(
                    name.Fixed == CareTypes.Reenter ? "core-person-decides-reentry" : "core-person-decides-closing",
                    sender,
                    d => $"{sender.NameSeenFrom(d)} meldt zelf dat een traject stopt of opnieuw begint. Dat beslist een professional: maak er een taak van.");
            }
        }
    }

    // From the beginning, from every rule, from every clock, and from every task that nobody answered in time.
    private static HashSet<FlowPlace> Undecided(Chain chain, Func<FlowPlace, string, bool> decided, IReadOnlyList<FlowPlace> relapse)
    {
        var places = chain.Map.Places.Where(chain.Map.Reached.Contains).ToArray();
        var seeds = places.Where(p => p.Type is CareTypes.ClassifyGgr or CareTypes.DecideRoute or CareTypes.DecidePayer || CareTypes.IsClock(p.Type)).SelectMany(p => p.Out.Select(l => l.Target))
            .Concat(places.Where(p => p.Is(CareTypes.HumanTask)).SelectMany(Chain.WhenLate))
            .Concat(relapse);
        return chain.Map.Reach(chain.Map.Root.Entry is { } entry ? seeds.Append(entry) : seeds, cut: decided);
    }

    private static HashSet<FlowPlace> After(Chain chain, string type, Func<FlowPlace, string, bool> cut) =>
        chain.Map.Reach(chain.Map.Of(type).SelectMany(p => p.Out.Select(l => l.Target)), cut: cut);
}
