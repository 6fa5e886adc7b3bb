using System.Globalization;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>Six steps in order, each with a way back.</summary>
internal static class StepRules
{
    private static readonly string[] Names =
    [
        "", "overgewicht constateren", "vaststellen wat er speelt", "samenhang en aanpak bespreken", "plan maken en taken verdelen", "aan de slag",
        "zorgen dat het blijft werken",
    ];

    public static IEnumerable<CoreFinding> Check(Chain chain)
    {
        var milestones = Enumerable.Range(0, 7).Select(n => chain.Map.Of(CareTypes.SetMilestone).Where(p => Chain.StepOf(p) == n && n > 0).ToArray()).ToArray();
        for (var n = 1; n <= 6; n++)
        {
            var step = n;
            if (milestones[n].Length == 0)
            {
                yield return new CoreFinding("core-step-missing", null, _ => $"Stap {step} ({Names[step]}) komt niet meer voor in de keten: geen kind bereikt een mijlpaal met stap {step}. Zet de stap met zijn mijlpaal terug.");
            }
        }

        for (var n = 2; n <= 6; n++)
        {
            foreach (var finding in Order(chain, milestones, n).Concat(n > 2 ? WayBack(chain, milestones, n) : []))
            {
                yield return finding;
            }
        }

        foreach (var finding in Targets(chain))
        {
            yield return finding;
        }
    }

    private static IEnumerable<CoreFinding> Order(Chain chain, FlowPlace[][] milestones, int n)
    {
        if (milestones[n - 1].Length == 0)
        {
            yield break;
        }

        var early = chain.Map.FromStart(stop: p => Chain.StepOf(p) == n - 1);
        foreach (var milestone in milestones[n].Where(early.Contains))
        {
            yield return new CoreFinding("core-step-order", milestone, d => $"Een kind kan bij stap {n} ({milestone.NameSeenFrom(d)}) komen zonder stap {n - 1} ({Names[n - 1]}). Leid elke weg naar stap {n} eerst langs stap {n - 1}.");
        }
    }

    // Going back is asked for by an event beside the step as well, so it is looked for in the whole definition of the step.
    private static IEnumerable<CoreFinding> WayBack(Chain chain, FlowPlace[][] milestones, int n)
    {
        foreach (var milestone in milestones[n].Take(1))
        {
            IEnumerable<FlowPlace> seeds = milestone.Scope is { Caller: not null, Entry: { } entry } ? [milestone, entry] : [milestone];
            var elsewhere = Others(milestones, n, milestone);
            var region = chain.Map.Reach(seeds, stop: p => elsewhere.Contains(p) || p.Is(CareTypes.NewCycle));
            if (!region.Any(p => p.Is(CareTypes.NewCycle) && int.TryParse(chain.Text(p, "ToStep") ?? "2", NumberStyles.None, CultureInfo.InvariantCulture, out var to) && to < n))
            {
                yield return new CoreFinding("core-no-way-back", milestone, _ => $"Vanuit stap {n} ({Names[n]}) is er geen weg terug naar een eerdere stap. Verbind de uitkomsten voor opnieuw doorlopen met 'Opnieuw doorlopen' en een eerdere stap.");
            }
        }
    }

    // The milestones of the other steps, and the definitions in which they lie: beside its milestone such a step has ways of its own.
    private static HashSet<FlowPlace> Others(FlowPlace[][] milestones, int n, FlowPlace own)
    {
        var others = new HashSet<FlowPlace>();
        foreach (var milestone in milestones.Where((_, step) => step != n).SelectMany(m => m))
        {
            for (var place = milestone; place is not null; place = place.Scope.Caller)
            {
                others.Add(place);
            }
        }

        for (var place = own.Scope.Caller; place is not null; place = place.Scope.Caller)
        {
            others.Remove(place);
        }

        return others;
    }

    private static IEnumerable<CoreFinding> Targets(Chain chain)
    {
        foreach (var again in chain.Map.Of(CareTypes.NewCycle))
        {
            var next = chain.Map.After(again, stop: p => Chain.StepOf(p) is not null || p.Is(CareTypes.NewCycle)).Select(Chain.StepOf).OfType<int>().Distinct().ToArray();
            if (chain.Text(again, "ToStep") is { } to && (next.Length == 0 || next.Any(s => s.ToString(CultureInfo.InvariantCulture) != to)))
            {
                var found = next.Length == 0 ? "geen stap" : $"stap {next[0]}";
                yield return new CoreFinding("core-wrong-way-back", again, d => $"{again.NameSeenFrom(d)} zegt dat het kind naar stap {to} gaat, maar daarna volgt {found}. Verbind het met stap {to}, of pas 'Naar stap' aan.");
            }
        }
    }
}
