using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Outcomes and lines belong together: an answer that leads nowhere leaves a child behind without anybody noticing.</summary>
internal static class OutcomeRails
{
    public static void Check(OwnRails rails, Findings findings)
    {
        foreach (var flowchart in rails.Of(CareTypes.Flowchart))
        {
            foreach (var node in flowchart.Children.Select(c => c.Node).Where(n => Judges(n, rails)))
            {
                CheckLines(node, [.. flowchart.Connections.Where(l => l.Source == node.Id).Select(l => l.SourcePort)], rails, findings);
            }
        }

        foreach (var task in rails.Of(CareTypes.HumanTask))
        {
            CheckList(task, findings);
        }
    }

    /// <summary>Whether these rails speak about an activity's outcomes, so that the engine need not.</summary>
    public static bool Judges(ActivityNode node, OwnRails rails) => OutcomesOf(node, rails) is not null;

    private static void CheckLines(ActivityNode node, string[] ports, OwnRails rails, Findings findings)
    {
        var outcomes = OutcomesOf(node, rails)!;
        foreach (var port in ports.Distinct().Where(p => !outcomes.Contains(p) && p != "Faulted"))
        {
            findings.Error("unknown-outcome", node, $"Een lijn vertrekt bij '{node.DisplayName}' vanaf '{port}', maar die uitkomst is er niet. Verbind de lijn met een van de uitkomsten: {string.Join(", ", outcomes)}.");
        }

        // A place where nothing leaves is an end, whatever the answer was.
        if (ports.Length == 0 || (ports.Contains(CareTypes.Done) && outcomes.Contains(CareTypes.Done)))
        {
            return;
        }

        foreach (var outcome in outcomes.Where(o => o != CareTypes.Done && !ports.Contains(o) && CanHappen(node, o)))
        {
            findings.Error("outcome-without-connection", node, $"De uitkomst '{outcome}' van '{node.DisplayName}' leidt nergens heen. Trek een lijn naar het vervolg, of haal de uitkomst weg.");
        }
    }

    private static void CheckList(ActivityNode task, Findings findings)
    {
        var outcomes = OwnRails.OutcomesOf(task);
        if (outcomes?.GroupBy(o => o).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            findings.Error("duplicate-outcome", task, $"De taak '{task.DisplayName}' heeft de uitkomst '{twice.Key}' twee keer. Geef elke knop een eigen naam.");
        }

        if (Given.Of(task, "LateOutcome").Fixed is { } late && outcomes?.Contains(late) == false)
        {
            findings.Error("unknown-late-outcome", task, $"De taak '{task.DisplayName}' gaat na de termijn verder met '{late}', maar die uitkomst is er niet. Kies een van: {string.Join(", ", outcomes)}.");
        }
    }

    private static IReadOnlyList<string>? OutcomesOf(ActivityNode node, OwnRails rails)
    {
        if (node.Type == CareTypes.HumanTask)
        {
            return OwnRails.OutcomesOf(node);
        }

        if (node.Type.StartsWith(CareTypes.Prefix, StringComparison.Ordinal))
        {
            return rails.Context.Catalog.Find(node.Type)?.Descriptor.Outcomes is { Count: > 0 } outcomes ? outcomes : null;
        }

        return node.WorkflowDefinitionId is { } id && rails.Context.Catalog.Find(node.Type) is null && rails.Context.Resolve(id) is { Outcomes.Count: > 0 } used
            ? [.. used.Outcomes.Append(CareTypes.Done).Concat(Completions(used.Root)).Distinct()]
            : null;
    }

    // What it can leave by counts as well where it was not declared.
    private static IEnumerable<string> Completions(ActivityNode node) =>
        (node.Type == CareTypes.Complete ? Given.Texts(node, "Outcomes") ?? [] : []).Concat(node.Children.SelectMany(c => Completions(c.Node)));

    // Counted from now or from the start of the step one moment is never past: it is done at once instead. A birthday and a limit of the insurance can
    // be over, and so can a series that says nothing about what comes after it.
    private static bool CanHappen(ActivityNode node, string outcome) =>
        node.Type != CareTypes.FollowUpAt || outcome != "Voorbij" || Given.IsOn(node, "Before")
        || Given.Of(node, "Anchor").Fixed is { } anchor && (anchor.StartsWith("verjaardag", StringComparison.Ordinal) || anchor.StartsWith("grens-", StringComparison.Ordinal))
        || (Given.Of(node, "Then").IsEmpty && Given.Of(node, "Turn").IsEmpty && Given.Of(node, "In").Fixed is { } series && CareConfiguration.Find(series) is { Kind: SettingKind.Terms });
}
