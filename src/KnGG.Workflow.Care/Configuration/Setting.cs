using System.Globalization;
using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Configuration;

/// <summary>The value of a setting that holds for one place on one day, with where it comes from.</summary>
/// <param name="Key">Key.</param>
/// <param name="Value">Value in invariant notation.</param>
/// <param name="Level">Level that set it.</param>
/// <param name="SourceLabel">How well it is founded.</param>
/// <param name="Basis">Dutch text of the basis.</param>
/// <param name="ValidFrom">First day on which it holds; null for a default that always held.</param>
/// <param name="Label">Dutch label of the setting.</param>
public sealed record Setting(string Key, string Value, SettingLevel Level, SourceLabel SourceLabel, string Basis, DateOnly? ValidFrom, string Label)
{
    /// <summary>The word for a number that nobody counted.</summary>
    public const string Unknown = "onbekend";

    /// <summary>The word for a list of terms without any.</summary>
    public const string None = "geen";

    /// <summary>The value as a term; throws when the setting is of another kind.</summary>
    public Term AsTerm() => Term.Parse(Value);

    /// <summary>The value as terms; throws when the setting is of another kind.</summary>
    public IReadOnlyList<Term> AsTerms() => Value == None ? [] : [.. AsList().Select(Term.Parse)];

    /// <summary>The value as a whole number; throws when the setting is of another kind.</summary>
    public int AsCount() => int.Parse(Value, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The value as a number; throws when the setting is of another kind.</summary>
    public double AsNumber() => double.Parse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>The value as a number that somebody counted, or null when nobody did; throws when the setting is of another kind.</summary>
    public double? AsCounted() => Value == Unknown ? null : AsNumber();

    /// <summary>The value as words; empty text gives an empty list.</summary>
    public IReadOnlyList<string> AsList() => Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
