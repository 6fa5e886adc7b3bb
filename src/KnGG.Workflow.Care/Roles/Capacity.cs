namespace KnGG.Workflow.Care.Roles;

/// <summary>Capacity against the first estimate of the handreiking (requirement 51, A16).</summary>
public static class Capacity
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "capaciteit@1";

    private const string Source = "Handreiking mei 2026, H6a kader (eerste inschatting, evaluatie in 2028)";

    /// <summary>The figure of a role whose norm is per a number of youths: CZV and kinder-GLI per 1000, regional coordination per 100,000.</summary>
    /// <param name="role">Role code.</param>
    /// <param name="youths">Residents younger than 18; below zero counts as zero.</param>
    /// <param name="fte">Norm in fte.</param>
    /// <param name="perYouths">Number of youths that the norm is for.</param>
    /// <param name="availableFte">Available fte, or null.</param>
    public static CapacityFigure Of(string role, int youths, double fte, int perYouths, double? availableFte)
    {
        youths = Math.Max(youths, 0);
        var norm = Math.Round(youths * fte / perYouths, 2);
        var formula = $"{Dutch.Number(youths)} jeugdigen x {Dutch.Number(fte, 2)} fte per {Dutch.Number(perYouths)} = {Dutch.Number(norm, 2)} fte";
        return new CapacityFigure(role, youths, norm, availableFte, formula, Source, Rule);
    }
}
