using System.Text.RegularExpressions;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>What an expression reads of a variable.</summary>
/// <param name="Variable">Name or id of the variable.</param>
/// <param name="Field">The field of it that is read, or null for all of it.</param>
/// <param name="Compared">The text with which it is compared, or null.</param>
internal sealed record VariableRead(string Variable, string? Field, string? Compared);

/// <summary>What the expressions of an activity read. Looks at the text: enough to find reads, never used to compute anything.</summary>
internal static partial class ScriptReads
{
    /// <summary>Every computed input and condition of an activity, without those of what is inside it.</summary>
    public static IEnumerable<(string Name, string Type, string Text)> Of(ActivityNode node)
    {
        foreach (var (name, input) in node.Inputs)
        {
            if (Given.Of(node, name) is { Expression: { } type, Text: { } text })
            {
                yield return (name, type, text);
            }
        }

        foreach (var one in node.Cases)
        {
            if (one.Condition.ExpressionType == "JavaScript" && one.Condition.Value is { } condition)
            {
                yield return (one.Label, "JavaScript", condition.ToString());
            }
        }
    }

    /// <summary>The variables that an expression reads.</summary>
    public static IEnumerable<VariableRead> Variables(string type, string text)
    {
        if (type == "Variable")
        {
            yield return new VariableRead(VariableNameOf(text), null, null);
            yield break;
        }

        foreach (Match match in VariablePattern().Matches(text))
        {
            var name = match.Groups["a"].Success ? match.Groups["a"].Value : match.Groups["b"].Value;
            var compared = match.Groups["lit"];
            yield return new VariableRead(name, match.Groups["field"].Success ? match.Groups["field"].Value : null, compared.Success ? compared.Value : null);
        }
    }

    /// <summary>The workflow inputs that an expression reads.</summary>
    public static IEnumerable<string> Inputs(string type, string text) =>
        type == "Input" ? [text] : InputPattern().Matches(text).Select(m => m.Groups["a"].Success ? m.Groups["a"].Value : m.Groups["b"].Value);

    /// <summary>Whether an expression is nothing but one workflow input, if need be with a text for when it is empty.</summary>
    public static bool IsInput(Given given, out string input, out string? otherwise)
    {
        (input, otherwise) = ("", null);
        if (given.Expression == "Input")
        {
            input = given.Text!;
            return true;
        }

        if (given.Expression != "JavaScript" || WholeInputPattern().Match(given.Text!) is not { Success: true } match)
        {
            return false;
        }

        input = match.Groups["a"].Success ? match.Groups["a"].Value : match.Groups["b"].Value;
        otherwise = match.Groups["or"].Success ? match.Groups["or"].Value : null;
        return true;
    }

    /// <summary>The fixed text of one name in an object that is written out, such as <c>({ role: "jgz" })</c>.</summary>
    public static string? Member(string text, string name) =>
        MemberPattern().Matches(text).FirstOrDefault(m => m.Groups["name"].Value == name)?.Groups["lit"].Value;

    private static string VariableNameOf(string text) =>
        text.StartsWith('{') && NamePattern().Match(text) is { Success: true } match ? match.Groups["name"].Value : text;

    [GeneratedRegex("""(?:getVariable\(\s*["'](?<a>[^"']+)["']\s*\)|\bvariables\??\.(?<b>\w+))(?:\s*\??\.\s*(?<field>[A-Za-z_]\w*)(?!\s*\())?(?:\s*[!=]==?\s*["'](?<lit>[^"']*)["'])?""")]
    private static partial Regex VariablePattern();

    [GeneratedRegex("""(?:getInput\(\s*["'](?<a>[^"']+)["']\s*\)|\binputs?\??\.(?<b>\w+))""")]
    private static partial Regex InputPattern();

    [GeneratedRegex("""^\s*(?:return\s+)?(?:getInput\(\s*["'](?<a>[^"']+)["']\s*\)|inputs?\.(?<b>\w+))\s*(?:(?:\?\?|\|\|)\s*["'](?<or>[^"']*)["'])?\s*;?\s*$""")]
    private static partial Regex WholeInputPattern();

    [GeneratedRegex("""["']?(?<name>\w+)["']?\s*:\s*["'](?<lit>[^"']*)["']""")]
    private static partial Regex MemberPattern();

    [GeneratedRegex("""["']name["']\s*:\s*["'](?<name>[^"']*)["']""")]
    private static partial Regex NamePattern();
}
