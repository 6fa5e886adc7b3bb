namespace KnGG.Workflow.Care.Configuration;

/// <summary>A value that a level has set.</summary>
/// <param name="Key">Key of the setting.</param>
/// <param name="Level">Level.</param>
/// <param name="Scope">Code of the region, municipality or organisation; null at national level.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="Value">Value in invariant notation.</param>
/// <param name="SourceLabel">How well it is founded.</param>
/// <param name="Basis">Dutch text of the basis, for example the agreement with its date.</param>
public sealed record SettingValue(string Key, SettingLevel Level, string? Scope, DateOnly ValidFrom, string Value, SourceLabel SourceLabel, string Basis);
