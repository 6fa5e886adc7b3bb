namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>From a raised risk upwards there is always a CZV, and the CZV has taken the handover before step 2 begins.</summary>
internal static class RouteRules
{
    private const string Czv = "CZV";

    public static IEnumerable<CoreFinding> Check(Chain chain)
    {
        var routes = chain.Map.Of(CareTypes.DecideRoute).ToArray();
        if (routes.Length == 0)
        {
            yield return new CoreFinding("core-route-missing", null, _ => "Geen enkel kind krijgt een route: 'Route bepalen' komt niet voor in de keten. Zet deze stap terug, zodat vanaf een matig verhoogd GGR altijd een CZV meedoet.");
        }

        foreach (var route in routes.Where(r => chain.Map.After(r, Czv).Count == 0))
        {
            yield return new CoreFinding("core-czv-skipped", route, d => $"De uitkomst 'CZV' van {route.NameSeenFrom(d)} leidt nergens heen. Vanaf een matig verhoogd GGR is er altijd een CZV: verbind deze uitkomst met de warme overdracht naar de CZV.");
        }

        foreach (var (place, port) in routes.Select(r => (r, Czv)).Concat(chain.Map.Of(CareTypes.FileQuestion).Where(q => chain.Text(q, "Question") == "ggr-vanaf-matig").Select(q => (q, "Ja"))))
        {
            if (Misses(chain, place, port))
            {
                yield return new CoreFinding("core-czv-skipped", place, d => $"Na {place.NameSeenFrom(d)} met uitkomst '{port}' kan een kind zonder CZV verdergaan. Vanaf een matig verhoogd GGR is er altijd een CZV: verbind deze uitkomst met de warme overdracht naar de CZV.");
            }
        }

        var early = chain.Map.FromStart(stop: chain.IsHandoverToCzv);
        foreach (var milestone in chain.Map.Of(CareTypes.SetMilestone).Where(p => Chain.StepOf(p) == 2 && early.Contains(p)).Take(1))
        {
            yield return new CoreFinding("core-czv-no-handover", milestone, d => $"Een kind kan in stap 2 komen ({milestone.NameSeenFrom(d)}) zonder warme overdracht naar de CZV. Zet de overdracht naar de CZV voor stap 2.");
        }

        foreach (var light in chain.Map.Of(CareTypes.SetMilestone).Where(p => Chain.PhaseOf(p) == "lichte-route"))
        {
            if (!chain.Map.After(light, cut: (p, _) => Chain.IsEvent(p)).Any(chain.IsHandoverToCzv))
            {
                yield return new CoreFinding("core-light-route-closed", light, d => $"Vanuit de lichte route ({light.NameSeenFrom(d)}) komt een kind nooit meer bij een CZV, ook niet als het GGR stijgt. Verbind de uitkomst 'Naar CZV' met de warme overdracht.");
            }
        }
    }

    // Until a person is asked or the handover is offered, nothing else may begin.
    private static bool Misses(Chain chain, FlowPlace place, string port) => chain.Map
        .After(place, port, stop: p => p.Is(CareTypes.OfferHandover) || p.Is(CareTypes.NewCycle), cut: (p, o) => Chain.IsAnswer(p, o) || Chain.IsEvent(p))
        .Any(p => p.Is(CareTypes.CloseTrajectory) || Chain.PhaseOf(p) == "lichte-route" || (Chain.StepOf(p) == 2 && !place.Is(CareTypes.FileQuestion)));
}
