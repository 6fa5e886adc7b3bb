using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>What follows a task may only ask what its form and its buttons can answer.</summary>
internal static class AnswerRails
{
    public static void Check(OwnRails rails, Findings findings)
    {
        foreach (var place in rails.Map.Of(CareTypes.HumanTask))
        {
            CheckDecisions(place, rails, findings);
        }

        CheckOutcomes(rails, findings);
        CheckConsent(rails, findings);
    }

    // From the task on, until something else is put in the same variable.
    private static void CheckDecisions(FlowPlace task, OwnRails rails, Findings findings)
    {
        if (Bound(task.Node, "decisions") is not { } variable || Given.OrDefault(task.Node, "Form", rails.Context.Catalog).IsComputed)
        {
            return;
        }

        var form = rails.Context.Forms.Find(Given.Of(task.Node, "Form").Fixed);
        if (form is null && !Given.Of(task.Node, "Form").IsEmpty)
        {
            return;
        }

        foreach (var reader in rails.Map.After(task, stop: p => p.Node.OutputBindings.Values.Contains(variable)))
        {
            foreach (var (input, type, text) in ScriptReads.Of(reader.Node))
            {
                foreach (var read in ScriptReads.Variables(type, text).Where(r => r.Field is not null && Same(r.Variable, variable, rails.Definition)))
                {
                    CheckField(task.Node, form, reader.Node, input, read, rails, findings);
                }
            }
        }
    }

    private static void CheckField(ActivityNode task, Form? form, ActivityNode reader, string input, VariableRead read, OwnRails rails, Findings findings)
    {
        var asked = form is null ? "die taak heeft geen formulier" : $"het formulier '{form.Title}' heeft dat veld niet als beslissing";
        if (form?.Field(read.Field!) is not { Decision: true } field)
        {
            findings.Error("form-decision-missing", reader, $"'{reader.DisplayName}' gebruikt het antwoord '{read.Field}' van de taak '{task.DisplayName}', maar {asked}. Kies een ander formulier of een ander antwoord.");
            return;
        }

        var answers = field.Type == FieldTypes.Choice ? [.. field.Choices.Select(c => c.Value)] : FieldTypes.AnswersOf(field.Type);
        if (read.Compared is { Length: > 0 } compared && answers?.Contains(compared) == false)
        {
            findings.Error("answer-never-given", reader, $"'{reader.DisplayName}' vergelijkt '{field.Label}' met '{compared}', maar dat antwoord staat niet op het formulier. Kies een van: {string.Join(", ", answers)}.");
        }

        var choices = rails.Context.Catalog.Find(reader.Type)?.Descriptor.Inputs.FirstOrDefault(i => i.Name.Equals(input, StringComparison.OrdinalIgnoreCase))?.Choices;
        if (choices is not null && read.Compared is null && (answers is null || answers.Any(a => choices.All(c => c.Value != a))))
        {
            findings.Error("form-choice-unknown", reader, $"'{reader.DisplayName}' neemt het antwoord '{field.Label}' over van de taak '{task.DisplayName}', maar niet elk antwoord kan hier. Neem een formulier waarin alleen te kiezen is uit: {string.Join(", ", choices.Select(c => c.Text))}.");
        }
    }

    // Only where every source of the variable is a task: then all answers are known.
    private static void CheckOutcomes(OwnRails rails, Findings findings)
    {
        foreach (var group in rails.Nodes.SelectMany(n => n.OutputBindings.Select(b => (Node: n, Output: b.Key, Variable: b.Value))).GroupBy(b => b.Variable))
        {
            if (group.Any(b => b.Node.Type != CareTypes.HumanTask || !b.Output.Equals("outcome", StringComparison.OrdinalIgnoreCase) || OwnRails.OutcomesOf(b.Node) is null)
                || rails.Nodes.Any(n => n.Type == "Elsa.SetVariable" && Writes(n, group.Key, rails.Definition)))
            {
                continue;
            }

            var answers = group.SelectMany(b => OwnRails.OutcomesOf(b.Node)!).Distinct().ToArray();
            foreach (var node in rails.Nodes)
            {
                foreach (var read in ScriptReads.Of(node).SelectMany(s => ScriptReads.Variables(s.Type, s.Text)))
                {
                    if (read is { Field: null, Compared: { Length: > 0 } compared } && Same(read.Variable, group.Key, rails.Definition) && !answers.Contains(compared))
                    {
                        findings.Error("answer-never-given", node, $"'{node.DisplayName}' vergelijkt een uitkomst met '{compared}', maar die uitkomst heeft de taak '{group.First().Node.DisplayName}' niet. Kies een van: {string.Join(", ", answers)}.");
                    }
                }
            }
        }
    }

    private static void CheckConsent(OwnRails rails, Findings findings)
    {
        foreach (var node in rails.Of(CareTypes.AskConsent))
        {
            if (rails.Context.Forms.Find(rails.OrDefault(node, "Form").Fixed) is { } form && !form.Records.Contains("consent"))
            {
                findings.Error("form-does-not-fit", node, $"'{node.DisplayName}' gebruikt het formulier '{form.Title}', maar dat legt geen toestemming vast. Kies een formulier waarin het gezin toestemming geeft of niet geeft.");
            }
        }
    }

    private static string? Bound(ActivityNode node, string output) => node.OutputBindings.FirstOrDefault(b => b.Key.Equals(output, StringComparison.OrdinalIgnoreCase)).Value;

    // An output is bound by the variable's id; expressions name it.
    private static bool Same(string read, string variable, WorkflowDefinition definition) =>
        read == variable || definition.Variables.Any(v => v.Id == variable && v.Name == read);

    private static bool Writes(ActivityNode node, string variable, WorkflowDefinition definition) =>
        node.Json["variable"] is { } written && (written.ToJsonString().Contains($"\"{variable}\"", StringComparison.Ordinal)
            || definition.Variables.Any(v => v.Id == variable && written.ToJsonString().Contains($"\"{v.Name}\"", StringComparison.Ordinal)));
}
