using System.Globalization;
using System.Text;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>Upper and lower case where JavaScript and .NET are known to agree: Latin, basic Cyrillic, and all that has no case.</summary>
internal static class LetterCase
{
    public static string Upper(Run run, string text) => Change(run, text, upper: true);

    public static string Lower(Run run, string text) => Change(run, text, upper: false);

    private static string Change(Run run, string text, bool upper)
    {
        run.ChargeText(text.Length * 4);
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                result.Append(upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            }
            else if (upper && c == 'ß')
            {
                result.Append("SS");
            }
            else if (IsSimple(c))
            {
                result.Append(upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            }
            else if (HasNoCase(text, i))
            {
                result.Append(c);
            }
            else
            {
                throw run.Fail($"Hoofdletters en kleine letters van '{c}' zijn hier niet bekend.");
            }
        }

        return result.ToString();
    }

    private static bool IsSimple(char c) => c is (>= '\u0080' and <= '\u017E' and not ('\u0130' or '\u0131' or '\u0149')) or (>= '\u0400' and <= '\u045F');

    private static bool HasNoCase(string text, int at)
    {
        if (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]))
        {
            return true;
        }

        return text[at] is not ('\u0345' or (>= '\u24B6' and <= '\u24E9')) && CharUnicodeInfo.GetUnicodeCategory(text, at) is not
            (UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.LetterNumber or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherNotAssigned);
    }
}
