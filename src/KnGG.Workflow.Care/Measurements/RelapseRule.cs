namespace KnGG.Workflow.Care.Measurements;

/// <summary>Compares a check in aftercare with its start (duty in H5e; the limits are practice and need a clinician). The rule proposes, a professional decides.</summary>
public static class RelapseRule
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "terugval@1";

    private const string Source = "Handreiking mei 2026, H3 Stap 6 en H5e (terugvalpreventie)";

    /// <summary>Decides whether the figures point to relapse. Across the 18th birthday only classes are compared: z-scores of children and adult limits do not mix.</summary>
    public static RelapseDecision Decide(RelapseInput input)
    {
        int? classes = input.Baseline.WeightClass is { } was && input.Now.WeightClass is { } now ? now - was : null;
        double? z = input.Baseline.Exact?.BmiZ is { } zWas && input.Now.Exact?.BmiZ is { } zNow ? zNow - zWas : null;
        var reasons = new List<string>();
        if (classes >= input.ClassesUp && classes > 0)
        {
            reasons.Add($"de gewichtsklasse steeg van {Names.Of(input.Baseline.WeightClass!.Value)} naar {Names.Of(input.Now.WeightClass!.Value)}");
        }

        // The figures themselves decide; a difference that is exactly the limit in two decimals counts.
        if (z is { } rise && rise >= input.ZUp - 1e-9)
        {
            reasons.Add($"de BMI-z steeg met {Dutch.Number(rise, 2)} (grens {Dutch.Number(input.ZUp, 2)})");
        }

        if (input.NewProblems)
        {
            reasons.Add("er zijn nieuwe problemen");
        }

        bool? suspected = reasons.Count > 0 ? true : classes is null ? null : false;
        var reason = suspected switch
        {
            true => $"De cijfers wijzen op terugval, want {Dutch.Join(reasons)}; een professional beslist.",
            false => "De gewichtsklasse en de BMI-z wijzen niet op terugval en er zijn geen nieuwe problemen gemeld.",
            null => "Zonder twee bruikbare metingen kan niet worden vergeleken; meet opnieuw.",
        };
        return new RelapseDecision(suspected, classes, z is { } change ? Math.Round(change, 2) : null, reason, Source, Rule, classes is null ? ["measurement"] : [], input);
    }
}
