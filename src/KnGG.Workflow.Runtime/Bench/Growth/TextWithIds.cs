using System.Text;
using System.Text.RegularExpressions;

namespace KnGG.Workflow.Runtime.Bench.Growth;

/// <summary>A text in which ids of the copied rows stand, cut at them, so that it is written again with other ids without being searched.</summary>
internal sealed partial class TextWithIds
{
    private readonly IReadOnlyList<string> _between;
    private readonly IReadOnlyList<(int Place, string Format)> _ids;

    private TextWithIds(IReadOnlyList<string> between, IReadOnlyList<(int, string)> ids) => (_between, _ids) = (between, ids);

    /// <summary>Whether no id stands in it.</summary>
    public bool IsPlain => _ids.Count == 0;

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="placeOf">The place of an id among those that are replaced; null for one that stays.</param>
    public static TextWithIds Read(string text, Func<Guid, int?> placeOf)
    {
        List<string> between = [];
        List<(int, string)> ids = [];
        var from = 0;
        foreach (Match match in Id().Matches(text))
        {
            if (placeOf(Guid.Parse(match.Value)) is { } place)
            {
                between.Add(text[from..match.Index]);
                ids.Add((place, match.Length == 32 ? "N" : "D"));
                from = match.Index + match.Length;
            }
        }

        between.Add(text[from..]);
        return new TextWithIds(between, ids);
    }

    /// <summary>The text with these ids.</summary>
    public string Write(IReadOnlyList<Guid> ids)
    {
        if (IsPlain)
        {
            return _between[0];
        }

        var text = new StringBuilder();
        for (var i = 0; i < _ids.Count; i++)
        {
            text.Append(_between[i]).Append(ids[_ids[i].Place].ToString(_ids[i].Format));
        }

        return text.Append(_between[^1]).ToString();
    }

    [GeneratedRegex("(?<![0-9a-f])([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f])")]
    private static partial Regex Id();
}
