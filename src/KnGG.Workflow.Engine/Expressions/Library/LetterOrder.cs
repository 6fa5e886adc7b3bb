using System.Text;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>
/// localeCompare for the letters of Western Europe: first the letters without accents, then the accents, then the case,
/// as the Unicode root order (also that of Dutch) has it. Other characters are refused, because their order differs per machine.
/// </summary>
internal static class LetterOrder
{
    private const string Signs = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

    private const string Accents = "\u0301\u0300\u0306\u0302\u030C\u030A\u0308\u030B\u0303\u0307\u0327\u0328\u0304";

    public static Value Compare(Run run, Value self, Arguments a)
    {
        if (a[2].Kind != ValueKind.Undefined || (a[1].Kind != ValueKind.Undefined && a[1].TextOrNull is not ("nl" or "nl-NL" or "en")))
        {
            throw run.Fail("localeCompare kent hier geen instellingen.");
        }

        var left = Keys(run, self.AsText);
        var right = Keys(run, Coerce.ToText(run, a[0]));
        var order = Compare(left, right, k => k.Letter);
        order = order != 0 ? order : Compare(left, right, k => k.Accent);
        order = order != 0 ? order : Compare(left, right, k => k.Upper);
        return Value.Of(Math.Sign(order));
    }

    private static int Compare(List<(int Letter, int Accent, int Upper)> left, List<(int Letter, int Accent, int Upper)> right, Func<(int Letter, int Accent, int Upper), int> level)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var difference = level(left[i]) - level(right[i]);
            if (difference != 0)
            {
                return difference;
            }
        }

        return left.Count - right.Count;
    }

    private static List<(int Letter, int Accent, int Upper)> Keys(Run run, string text)
    {
        run.Charge(text.Length + 1);
        var keys = new List<(int, int, int)>(text.Length);
        foreach (var c in text)
        {
            keys.Add(Key(c) ?? throw run.Fail($"De volgorde van '{c}' is hier niet bekend."));
        }

        return keys;
    }

    private static (int Letter, int Accent, int Upper)? Key(char c)
    {
        if (char.IsAsciiLetter(c))
        {
            return (Signs.Length + (c | 0x20), 0, char.IsAsciiLetterUpper(c) ? 1 : 0);
        }

        var sign = Signs.IndexOf(c, StringComparison.Ordinal);
        if (sign >= 0)
        {
            return (sign, 0, 0);
        }

        if (c is < '\u00C0' or > '\u017E')
        {
            return null;
        }

        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        var accent = parts.Length == 2 && char.IsAsciiLetter(parts[0]) ? Accents.IndexOf(parts[1], StringComparison.Ordinal) : -1;
        return accent < 0 ? null : (Signs.Length + (parts[0] | 0x20), accent + 1, char.IsAsciiLetterUpper(parts[0]) ? 1 : 0);
    }
}
