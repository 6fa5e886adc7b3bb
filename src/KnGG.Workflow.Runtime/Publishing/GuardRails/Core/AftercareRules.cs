namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>After the plan the JGZ goes on following the child, and looks out for relapse.</summary>
internal static class AftercareRules
{
    public static IEnumerable<CoreFinding> Check(Chain chain)
    {
        var six = chain.Map.Of(CareTypes.SetMilestone).Where(p => Chain.StepOf(p) == 6).ToArray();
        if (six.Length == 0)
        {
            yield break;
        }

        // Aftercare is what follows step 6 until the child goes back to another step.
        bool Leaves(FlowPlace p) => p.Is(CareTypes.NewCycle) || (Chain.StepOf(p) is { } step && step != 6);
        var after = chain.Map.Reach(six, stop: Leaves);
        var aftercare = after.Where(p => Chain.PhaseOf(p) == "nazorg").ToArray();
        if (aftercare.Length == 0)
        {
            yield return new CoreFinding("core-no-aftercare", six[0], d => $"Na stap 6 ({six[0].NameSeenFrom(d)}) begint de nazorg nooit. Zet er een mijlpaal met fase 'nazorg': daar wordt vastgelegd hoe het kind er dan voor staat.");
            yield break;
        }

        var start = aftercare[0];
        if (!chain.Map.Reach(aftercare, stop: Leaves, cut: (p, _) => Chain.IsEvent(p)).Any(p => p.Is(CareTypes.RelapseCheck)))
        {
            yield return new CoreFinding("core-no-relapse-check", start, d => $"In de nazorg ({start.NameSeenFrom(d)}) wordt nooit gekeken of er terugval is. Zet de terugvalcontrole terug, met 'Terugval beoordelen'.");
        }
        else if (chain.Map.Reach(aftercare, stop: Leaves, cut: (p, _) => Chain.IsEvent(p) || CareTypes.IsClock(p.Type)).Any(p => p.Is(CareTypes.RelapseCheck)))
        {
            yield return new CoreFinding("core-no-relapse-check", start, d => $"De terugvalcontrole komt meteen na het begin van de nazorg ({start.NameSeenFrom(d)}). Zet er 'Vervolg op' voor, geteld vanaf de start van de nazorg.");
        }

        if (chain.Map.Reach(aftercare, stop: Leaves, cut: (p, port) => Chain.IsEvent(p) || (chain.IsForJgz(p) && Chain.IsAnswer(p, port))).Any(p => p.Is(CareTypes.CloseTrajectory)))
        {
            yield return new CoreFinding("core-no-jgz-follow-up", start, d => $"Een traject kan na het begin van de nazorg ({start.NameSeenFrom(d)}) eindigen zonder dat de JGZ het kind nog heeft gezien. Laat een taak van de JGZ altijd voorafgaan aan het einde.");
        }
    }
}
