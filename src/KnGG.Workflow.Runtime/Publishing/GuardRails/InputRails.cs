using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Fixed values that cannot be: terms, settings, choices and steps.</summary>
internal static class InputRails
{
    private static readonly (string Type, string Input)[] Terms =
    [
        (CareTypes.HumanTask, "Due"), (CareTypes.HumanTask, "Opens"), (CareTypes.HumanTask, "Reminder"), (CareTypes.AskConsent, "Due"),
        (CareTypes.AskConsent, "Reminder"), (CareTypes.FollowUpAt, "In"), (CareTypes.FollowUpAt, "Then"), (CareTypes.FollowUpAt, "Contacts"), (CareTypes.FollowUpAt, "ContactWindow"), (CareTypes.FeedbackDuty, "Due"),
    ];

    public static void Check(OwnRails rails, Findings findings)
    {
        foreach (var (type, input) in Terms)
        {
            foreach (var node in rails.Of(type))
            {
                CheckTerm(node, input, rails, findings);
            }
        }

        foreach (var node in rails.Nodes.Where(n => n.Type.StartsWith(CareTypes.Prefix, StringComparison.Ordinal)))
        {
            CheckChoices(node, rails, findings);
        }

        foreach (var node in rails.Of(CareTypes.SetMilestone))
        {
            CheckStep(node, "Step", 1, 6, findings);
        }

        foreach (var node in rails.Of(CareTypes.NewCycle))
        {
            CheckStep(node, "ToStep", 2, 4, findings);
        }
    }

    private static void CheckTerm(ActivityNode node, string input, OwnRails rails, Findings findings)
    {
        if (Given.Of(node, input).Fixed is not { } text || text == "-" || Term.TryParse(text, out _))
        {
            return;
        }

        var label = rails.Context.Catalog.Find(node.Type)?.Descriptor.Inputs.FirstOrDefault(i => i.Name == input)?.DisplayName ?? input;
        if (CareConfiguration.Find(text) is { } setting)
        {
            if (setting.Kind != SettingKind.Term && !(setting.Kind == SettingKind.Terms && node.Type == CareTypes.FollowUpAt && input is "In" or "Contacts"))
            {
                findings.Error("unreadable-term", node, $"Bij '{node.DisplayName}' staat als '{label}' de instelling '{text}', maar dat is geen termijn. Kies een termijn, zoals 10wd of 6wk.");
            }
        }
        else if (text.Contains('.', StringComparison.Ordinal) && !char.IsAsciiDigit(text[0]))
        {
            findings.Error("unknown-setting", node, $"Bij '{node.DisplayName}' staat als '{label}' de instelling '{text}', maar die instelling bestaat niet. Kies een bestaande instelling of een termijn, zoals 10wd.");
        }
        else
        {
            findings.Error("unreadable-term", node, $"Bij '{node.DisplayName}' staat als '{label}' de tekst '{text}', en dat is geen termijn. Schrijf bijvoorbeeld 10wd, 6wk, 3mo of een instelling.");
        }
    }

    private static void CheckChoices(ActivityNode node, OwnRails rails, Findings findings)
    {
        foreach (var input in rails.Context.Catalog.Find(node.Type)?.Descriptor.Inputs ?? [])
        {
            if (input.Choices is { } choices && Given.Of(node, input.Name).Fixed is { } value && choices.All(c => c.Value != value))
            {
                findings.Error(
                    node.Type == CareTypes.Notify ? "unknown-template" : "unknown-choice",
                    node,
                    $"Bij '{node.DisplayName}' staat als '{input.DisplayName}' de waarde '{value}', maar die is er niet. {Pick(choices)}");
            }
        }
    }

    private static string Pick(IReadOnlyList<(string Text, string Value)> choices) =>
        choices.Count > 8 ? "Kies een waarde uit de lijst." : $"Kies een van: {string.Join(", ", choices.Select(c => c.Text))}.";

    private static void CheckStep(ActivityNode node, string input, int first, int last, Findings findings)
    {
        if (Given.Of(node, input).Fixed is { } text
            && (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var step) || step < first || step > last || step != Math.Truncate(step)))
        {
            findings.Error("unknown-step", node, $"Bij '{node.DisplayName}' staat stap '{text}', maar hier kan alleen stap {first} tot en met {last}. Kies een van die stappen.");
        }
    }
}
