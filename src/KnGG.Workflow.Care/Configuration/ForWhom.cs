using System.Globalization;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Configuration;

/// <summary>For whom something holds, written as <c>4-17</c> or <c>4-17 vanaf matig</c>.</summary>
/// <param name="FromYears">Lowest age in completed years.</param>
/// <param name="ToYears">Highest age in completed years, included.</param>
/// <param name="FromGgr">Lowest GGR, or null for any.</param>
public readonly record struct ForWhom(int FromYears, int ToYears, Ggr? FromGgr)
{
    /// <summary>The word for nobody is excluded.</summary>
    public const string Always = "altijd";

    /// <summary>The word for nobody.</summary>
    public const string Never = "nooit";

    /// <summary>How it is written, for a message to people.</summary>
    public const string Expected = "leeftijden zoals 4-17, of 4-17 vanaf matig (licht, matig, sterk of extreem)";

    private const string From = "vanaf ";

    /// <summary>Nobody.</summary>
    public static ForWhom Nobody { get; } = new(1, 0, null);

    /// <summary>Reads it; false when it says nothing that can be. A child of the chain is 2 up to 18 years, who started earlier may be 18.</summary>
    public static bool TryParse(string? text, out ForWhom value)
    {
        value = default;
        var parts = (text ?? "").Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        var ages = parts[0].Split('-', StringSplitOptions.TrimEntries);
        if (ages.Length != 2 || !Years(ages[0], out var from) || !Years(ages[1], out var to) || from > to)
        {
            return false;
        }

        Ggr? ggr = null;
        if (parts.Length > 1
            && (!parts[1].StartsWith(From, StringComparison.OrdinalIgnoreCase) || !CareCodes.TryParseGgr(parts[1][From.Length..], out ggr) || ggr is null or Ggr.Geen))
        {
            return false;
        }

        value = new ForWhom(from, to, ggr);
        return true;
    }

    /// <summary>In words, as used inside a sentence.</summary>
    public string ToDutch() =>
        (FromYears == ToYears ? $"{Dutch.Number(FromYears)} jaar" : $"{Dutch.Number(FromYears)} tot en met {Dutch.Number(ToYears)} jaar")
        + (FromGgr is { } ggr ? $", vanaf een {Names.Of(ggr)} verhoogd GGR" : "");

    private static bool Years(string text, out int years) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out years) && years <= 18;
}
