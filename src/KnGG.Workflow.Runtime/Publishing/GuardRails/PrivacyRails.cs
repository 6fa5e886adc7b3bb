using System.Text.RegularExpressions;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Child data stays in the file: not in mails, not in titles, and no care rule hidden in an expression.</summary>
internal static partial class PrivacyRails
{
    private static readonly (string Type, string Input)[] Sentences =
    [
        (CareTypes.HumanTask, "Title"), (CareTypes.HumanTask, "Why"), (CareTypes.HumanTask, "Rule"), (CareTypes.HumanTask, "Next"), (CareTypes.HumanTask, "IfNothing"),
        (CareTypes.SetMilestone, "Text"),
    ];

    // Wrapped members that Elsa writes on every activity; everything else on a mail is free text.
    private static readonly string[] OfEveryActivity = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata"];

    public static void Check(OwnRails rails, Findings findings)
    {
        foreach (var node in rails.Of(CareTypes.Notify))
        {
            CheckMail(node, rails, findings);
        }

        foreach (var (type, input) in Sentences)
        {
            foreach (var node in rails.Of(type))
            {
                CheckSentence(node, input, rails, findings);
            }
        }

        CheckRules(rails, findings);
    }

    private static void CheckMail(ActivityNode node, OwnRails rails, Findings findings)
    {
        if (Given.Of(node, "Template").IsComputed)
        {
            findings.Error("mail-free-text", node, $"Het bericht '{node.DisplayName}' kiest zijn tekst met een expressie. Kies een vast sjabloon uit de lijst: in mails staan geen gegevens van een kind.");
        }

        var known = rails.Context.Catalog.Find(node.Type)?.Descriptor.Inputs.Select(i => i.Name) ?? [];
        foreach (var (name, _) in node.Json)
        {
            if (!OfEveryActivity.Contains(name) && !known.Contains(name, StringComparer.OrdinalIgnoreCase) && !Given.Of(node, name).IsEmpty)
            {
                findings.Error("mail-free-text", node, $"Het bericht '{node.DisplayName}' heeft een eigen tekst bij '{name}'. Haal die weg en gebruik alleen een vast sjabloon: in mails staan geen gegevens van een kind.");
            }
        }
    }

    private static void CheckSentence(ActivityNode node, string input, OwnRails rails, Findings findings)
    {
        if (Given.Of(node, input) is { IsComputed: true } given && !ChoosesFixedSentence(given))
        {
            var label = rails.Context.Catalog.Find(node.Type)?.Descriptor.Inputs.FirstOrDefault(i => i.Name == input)?.DisplayName ?? input;
            findings.Error("child-data-in-text", node, $"Bij '{node.DisplayName}' is '{label}' een expressie. Daarmee kunnen gegevens van een kind in lijsten en berichten komen; schrijf hier een vaste zin.");
        }
    }

    // One of two written sentences by what the workflow was started with: nothing of a form or a file can come through.
    private static bool ChoosesFixedSentence(Given given) =>
        given.Expression == "JavaScript" && Choice().IsMatch(given.Text!) && !ScriptReads.Variables("JavaScript", given.Text!).Any();

    private static void CheckRules(OwnRails rails, Findings findings)
    {
        var decided = rails.Nodes
            .Where(n => n.Type is CareTypes.ClassifyGgr or CareTypes.DecideRoute or CareTypes.RelapseCheck)
            .SelectMany(n => n.OutputBindings.Values).ToHashSet(StringComparer.Ordinal);
        foreach (var node in rails.Nodes)
        {
            if (ScriptReads.Of(node).Any(s => CareWord().IsMatch(s.Text) || ScriptReads.Variables(s.Type, s.Text).Any(r => decided.Contains(r.Variable))))
            {
                findings.Warning("rule-in-expression", node, $"'{node.DisplayName}' beslist met een expressie over gegevens van het kind. Gebruik liever 'GGR berekenen', 'Route bepalen' of 'Vraag aan het dossier': dan staat de reden in het dossier.");
            }
        }
    }

    [GeneratedRegex("""^\s*getInput\(\s*["'][^"']+["']\s*\)\s*[!=]==?\s*["'][^"']*["']\s*\?\s*(?:"[^"]*"|'[^']*')\s*:\s*(?:"[^"]*"|'[^']*')\s*;?\s*$""")]
    private static partial Regex Choice();

    [GeneratedRegex("""\b(?:bmi\w*|ggr|weightClass|gewichtsklasse|heightCm|weightKg|lengte|gewicht|birthDate|geboortedatum|leeftijd|risk)\b(?!-)""", RegexOptions.IgnoreCase)]
    private static partial Regex CareWord();
}
