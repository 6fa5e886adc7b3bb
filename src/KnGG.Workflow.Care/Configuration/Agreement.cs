namespace KnGG.Workflow.Care.Configuration;

/// <summary>An entry of the register of agreements (requirement 74).</summary>
/// <param name="Id">Id.</param>
/// <param name="Subject">Dutch subject, for example "CZV bij licht verhoogd GGR".</param>
/// <param name="Level">Level at which it holds.</param>
/// <param name="Scope">Region, municipality or organisation; null at national level.</param>
/// <param name="Parties">The parties.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day, or null.</param>
/// <param name="ReviewOn">Day on which to look at it again, or null.</param>
public sealed record Agreement(string Id, string Subject, SettingLevel Level, string? Scope, IReadOnlyList<string> Parties, DateOnly ValidFrom, DateOnly? ValidUntil, DateOnly? ReviewOn)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly on) => ValidFrom <= on && (ValidUntil is null || ValidUntil >= on);

    /// <summary>Whether somebody must look at it: the review day has come, or it has ended.</summary>
    public bool NeedsReview(DateOnly on) => ReviewOn <= on || ValidUntil < on;
}
