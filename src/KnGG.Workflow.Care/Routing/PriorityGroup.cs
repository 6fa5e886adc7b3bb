using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Routing;

/// <summary>A group that a region gives priority (Handreiking mei 2026, H6a onder A; requirement 21).</summary>
/// <param name="Name">Dutch name of the group.</param>
/// <param name="FromYears">Lowest age in completed years.</param>
/// <param name="ToYears">Highest age in completed years, included.</param>
/// <param name="FromGgr">Lowest GGR, or null for any.</param>
public sealed record PriorityGroup(string Name, int FromYears, int ToYears, Ggr? FromGgr)
{
    /// <summary>The word for no groups.</summary>
    public const string None = "geen";

    /// <summary>How groups are written, for a message to people.</summary>
    public const string Expected = "geen, of groepen met puntkomma's ertussen, zoals: jonge kinderen: 2-6; basisschool: 4-12 vanaf matig";

    private const int LongestName = 80;

    /// <summary>Reads groups from a setting, in their order; false when one of them can not be.</summary>
    public static bool TryParseAll(string? text, out IReadOnlyList<PriorityGroup> groups)
    {
        groups = [];
        if (string.Equals(text?.Trim(), None, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var read = new List<PriorityGroup>();
        foreach (var part in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.LastIndexOf(':');
            if (colon is <= 0 or > LongestName || !ForWhom.TryParse(part[(colon + 1)..], out var whom))
            {
                return false;
            }

            read.Add(new PriorityGroup(part[..colon].Trim(), whom.FromYears, whom.ToYears, whom.FromGgr));
        }

        groups = read;
        return read.Count > 0;
    }
}
