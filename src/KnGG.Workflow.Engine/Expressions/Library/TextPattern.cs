using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>A regular expression of the part of the language that can be matched in time linear to the text.</summary>
internal sealed class TextPattern
{
    private readonly Regex _regex;

    private TextPattern(Regex regex, bool isGlobal)
    {
        _regex = regex;
        IsGlobal = isGlobal;
    }

    public bool IsGlobal { get; }

    public static bool TryRead(string body, string flags, [NotNullWhen(true)] out TextPattern? pattern, out string problem)
    {
        pattern = null;
        if (flags.Length != flags.Distinct().Count() || flags.Any(f => f is not ('g' or 'i' or 'm' or 's')))
        {
            problem = "Een zoekpatroon kent hier alleen de vlaggen g, i, m en s.";
            return false;
        }

        if (!PatternTranslation.TryTranslate(body, flags, out var translated, out problem))
        {
            return false;
        }

        try
        {
            pattern = new TextPattern(new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), flags.Contains('g', StringComparison.Ordinal));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = "Dit zoekpatroon is te ingewikkeld.";
            return false;
        }
    }

    public bool IsMatch(Run run, string text) => First(run, text, 0) is { Success: true };

    /// <summary>exec, and match without g: the text found with its groups, or null.</summary>
    public Value First(Run run, string text)
    {
        var match = First(run, text, 0);
        if (!match.Success)
        {
            return Value.Null;
        }

        var found = ToFound(match);
        return run.List([Value.Of(found.Text), .. found.Groups]);
    }

    public Value Match(Run run, string text)
    {
        if (!IsGlobal)
        {
            return First(run, text);
        }

        var all = All(run, text);
        return all.Count == 0 ? Value.Null : run.List([.. all.Select(f => Value.Of(f.Text))]);
    }

    public int IndexIn(Run run, string text)
    {
        var match = First(run, text, 0);
        return match.Success ? match.Index : -1;
    }

    /// <summary>All places when the pattern is global, else the first.</summary>
    public List<Found> All(Run run, string text)
    {
        var found = new List<Found>();
        for (var match = First(run, text, 0); match.Success; match = Following(run, text, match))
        {
            found.Add(ToFound(match));
            run.CheckItems(1);
            if (!IsGlobal)
            {
                break;
            }
        }

        return found;
    }

    public List<Value> Split(Run run, string text)
    {
        var parts = new List<Value>();
        if (text.Length == 0)
        {
            if (!First(run, text, 0).Success)
            {
                parts.Add(Value.Of(text));
            }

            return parts;
        }

        var done = 0;
        for (var match = First(run, text, 0); match.Success && match.Index < text.Length; match = Following(run, text, match))
        {
            // An empty match at the end of the part before it splits nothing off.
            if (match.Index + match.Length == done || (match.Length == 0 && match.Index == done))
            {
                continue;
            }

            parts.Add(Value.Of(text[done..match.Index]));
            parts.AddRange(ToFound(match).Groups);
            done = match.Index + match.Length;
        }

        parts.Add(Value.Of(text[done..]));
        return parts;
    }

    private Match Following(Run run, string text, Match match) =>
        match.Length > 0 ? First(run, text, match.Index + match.Length)
        : match.Index < text.Length ? First(run, text, match.Index + 1)
        : System.Text.RegularExpressions.Match.Empty;

    private Match First(Run run, string text, int from)
    {
        var match = _regex.Match(text, from);
        var touched = match.Success ? match.Index + match.Length - from : text.Length - from;
        run.Charge(8 + (touched >> 2));
        return match;
    }

    private static Found ToFound(Match match) =>
        new(match.Index, match.Value, [.. match.Groups.Cast<Group>().Skip(1).Select(g => g.Success ? Value.Of(g.Value) : Value.Undefined)]);
}
