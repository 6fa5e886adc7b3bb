using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>The plan is made with the family, begins after its agreement, and every item has an owner and feedback.</summary>
internal static class PlanRules
{
    public static IEnumerable<CoreFinding> Check(Chain chain)
    {
        var starts = chain.Map.Of(CareTypes.StartInterventions).ToArray();
        if (starts.Length == 0)
        {
            yield return new CoreFinding("core-plan-not-started", null, _ => "Geen enkel plan wordt gestart: 'Interventies starten' komt niet voor in de keten. Zet deze stap terug na het akkoord van het gezin.");
        }

        var unplanned = chain.Map.FromStart(cut: (p, port) => chain.Records(p, "plan") && Chain.IsAnswer(p, port));
        var unagreed = chain.Map.Reach(
            chain.Map.Of(CareTypes.HumanTask).Where(p => chain.Records(p, "plan") && !chain.Records(p, "plan-agreement")).SelectMany(p => p.Out.Select(l => l.Target)).Concat(chain.Map.Root.Entry is { } entry ? [entry] : []),
            cut: (p, port) => chain.Records(p, "plan-agreement") && Chain.IsAnswer(p, port));
        foreach (var start in starts)
        {
            if (unplanned.Contains(start))
            {
                yield return new CoreFinding("core-plan-without-family", start, d => $"{start.NameSeenFrom(d)} kan gebeuren zonder een taak waarin het plan met het gezin wordt gemaakt. Zet die taak ervoor, met een formulier dat het plan vastlegt.");
            }
            else if (unagreed.Contains(start))
            {
                yield return new CoreFinding("core-plan-without-agreement", start, d => $"{start.NameSeenFrom(d)} kan gebeuren zonder het akkoord van het gezin op het plan. Zet er een taak voor met een formulier dat het akkoord vastlegt.");
            }
        }

        foreach (var finding in Refusals(chain).Concat(starts.DistinctBy(s => s.Node).SelectMany(s => Items(chain, s))))
        {
            yield return finding;
        }
    }

    // An agreement that cannot be withheld is none.
    private static IEnumerable<CoreFinding> Refusals(Chain chain)
    {
        foreach (var task in chain.Map.Of(CareTypes.HumanTask).Where(p => chain.Records(p, "plan-agreement")))
        {
            bool Starts(string port) => chain.Map.After(task, port, cut: (p, _) => chain.Records(p, "plan") || chain.Records(p, "plan-agreement")).Any(p => p.Is(CareTypes.StartInterventions));
            var ports = OwnRails.OutcomesOf(task.Node) ?? [.. task.Out.Select(l => l.Port).Distinct()];
            if (ports.All(Starts))
            {
                yield return new CoreFinding("core-plan-without-refusal", task, d => $"Bij {task.NameSeenFrom(d)} start het plan bij elk antwoord, ook als het gezin niet akkoord is. Maak een uitkomst voor nee of aanpassen, die niet naar 'Interventies starten' leidt.");
            }
        }
    }

    private static IEnumerable<CoreFinding> Items(Chain chain, FlowPlace start)
    {
        if (chain.Text(start, "Definition") is not { } id || chain.Context.Resolve(id) is not { } definition)
        {
            yield break;
        }

        var item = FlowMapBuilder.Whole(definition, chain.Context.Resolve);
        if (!item.Of(CareTypes.HumanTask).Any(p => !Given.Of(p.Node, "PlanItem").IsEmpty && !Given.Of(p.Node, "Role").IsEmpty))
        {
            yield return At(null, "core-item-without-owner", $"In '{definition.Name}' heeft niemand een taak voor het onderdeel van het plan. Geef een taak een rol en vul bij 'Onderdeel van het plan' het onderdeel in.");
        }

        var ends = item.Of(CareTypes.MoveItem).Where(p => Given.Of(p.Node, "State").Fixed is "afgerond" or "gestopt").ToArray();
        if (ends.Length == 0 && !item.Reached.Any(p => IsFeedback(chain, p)))
        {
            yield return At(null, "core-item-without-feedback", $"In '{definition.Name}' koppelt niemand terug hoe het onderdeel is gegaan. Zet aan het einde een taak met een formulier voor terugkoppeling.");
        }

        foreach (var end in ends)
        {
            var untold = item.After(end, cut: (p, port) => IsFeedback(chain, p) && (!p.Is(CareTypes.HumanTask) || Chain.IsAnswer(p, port)));
            if (untold.Count == 0 || untold.Any(p => p.Is(CareTypes.End) || p.Is(CareTypes.Finish) || p.Is(CareTypes.Complete) || p.Out.Count == 0))
            {
                yield return At(end, "core-item-without-feedback", $"Na '{end.Node.DisplayName}' in '{definition.Name}' eindigt het onderdeel zonder terugkoppeling. Zet er een taak achter met een formulier voor terugkoppeling.");
            }
        }

        CoreFinding At(FlowPlace? place, string code, string message) => new(code, place ?? item.Root.Entry, _ => message);
    }

    private static bool IsFeedback(Chain chain, FlowPlace place) => place.Is(CareTypes.FeedbackDuty) || chain.Records(place, "feedback");
}
