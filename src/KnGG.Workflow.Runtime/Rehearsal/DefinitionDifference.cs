using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>Kinds of changes between two versions, in the order in which people read them.</summary>
public enum ChangeKind
{
    /// <summary>A step that only the new version has.</summary>
    StepAdded = 0,

    /// <summary>A step that only the old version has.</summary>
    StepRemoved = 1,

    /// <summary>A step with another name on the canvas.</summary>
    StepRenamed = 2,

    /// <summary>A step in another container, or of another type.</summary>
    StepMoved = 3,

    /// <summary>A term, reminder or date.</summary>
    Term = 4,

    /// <summary>Who does it.</summary>
    Role = 5,

    /// <summary>What people read: title, why, next, form.</summary>
    Text = 6,

    /// <summary>By which outcomes a step can end.</summary>
    Outcome = 7,

    /// <summary>Another setting of a step, or an expression.</summary>
    Setting = 8,

    /// <summary>A line between steps.</summary>
    Connection = 9,

    /// <summary>Name, inputs, outputs, variables or options of the workflow itself.</summary>
    Workflow = 10,

    /// <summary>Only how it is drawn.</summary>
    Layout = 11,
}

/// <summary>One change between two versions of a definition.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="ActivityId">The activity, or null for the workflow itself.</param>
/// <param name="Sentence">One Dutch sentence.</param>
public sealed record DefinitionChange(ChangeKind Kind, string? ActivityId, string Sentence);

/// <summary>Says in Dutch what differs between two versions of a definition, by activity id.</summary>
public static class DefinitionDifference
{
    private static readonly string[] OwnFields =
        ["id", "nodeId", "name", "type", "version", "metadata", "activities", "connections", "cases", "body", "branches", "then", "else", "default", "variables", "customProperties", "root"];

    private static readonly string[] WorkflowFields = ["inputs", "outputs", "outcomes", "variables", "options", "customProperties", "description", "name"];

    private static readonly Dictionary<string, string> WorkflowWords = new(StringComparer.Ordinal)
    {
        ["inputs"] = "De invoer", ["outputs"] = "De uitvoer", ["outcomes"] = "De uitkomsten", ["variables"] = "De variabelen",
        ["options"] = "De instellingen", ["customProperties"] = "De eigen instellingen", ["description"] = "De omschrijving", ["name"] = "De naam",
    };

    /// <summary>The changes from one version to another, by kind.</summary>
    public static IReadOnlyList<DefinitionChange> Between(WorkflowDefinition before, WorkflowDefinition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new List<DefinitionChange>();
        var (old, now) = (All(before), All(after));
        foreach (var (id, place) in old)
        {
            if (now.TryGetValue(id, out var found))
            {
                Compare(id, place, found, changes);
            }
            else
            {
                changes.Add(new DefinitionChange(ChangeKind.StepRemoved, id, $"Stap '{Name(place.Node)}' is weg."));
            }
        }

        changes.AddRange(now.Where(n => !old.ContainsKey(n.Key)).Select(n => new DefinitionChange(ChangeKind.StepAdded, n.Key, $"Stap '{Name(n.Value.Node)}' is nieuw.")));
        Connections(old, now, changes);
        Workflows(before, after, changes);
        return [.. changes.OrderBy(c => c.Kind)];
    }

    /// <summary>Whether two versions of an activity differ in anything but how they are drawn and named.</summary>
    internal static bool InputsDiffer(ActivityNode? before, ActivityNode? after) =>
        before is null || after is null || before.Type != after.Type || Changed(before, after).Any();

    private static Dictionary<string, (ActivityNode Node, string Container)> All(WorkflowDefinition definition)
    {
        var all = new Dictionary<string, (ActivityNode, string)>(StringComparer.Ordinal);
        var open = new Stack<(ActivityNode Node, string Container)>();
        open.Push((definition.Root, ""));
        while (open.TryPop(out var next))
        {
            all.TryAdd(next.Node.Id, next);
            foreach (var child in next.Node.Children.Reverse())
            {
                open.Push((child.Node, next.Node.Id));
            }
        }

        return all;
    }

    private static void Compare(string id, (ActivityNode Node, string Container) before, (ActivityNode Node, string Container) after, List<DefinitionChange> changes)
    {
        var name = Name(after.Node);
        if (Name(before.Node) != name)
        {
            changes.Add(new DefinitionChange(ChangeKind.StepRenamed, id, $"Stap '{Name(before.Node)}' heet nu '{name}'."));
        }

        if (before.Container != after.Container)
        {
            changes.Add(new DefinitionChange(ChangeKind.StepMoved, id, $"Stap '{name}' staat nu op een andere plaats."));
        }

        if (before.Node.Type != after.Node.Type)
        {
            changes.Add(new DefinitionChange(ChangeKind.StepMoved, id, $"Stap '{name}' is nu een ander soort stap."));
        }

        foreach (var (field, was, now) in Changed(before.Node, after.Node))
        {
            changes.Add(new DefinitionChange(ChangeWords.KindOf(field), id, ChangeWords.Sentence(name, field, was, now)));
        }

        if (!before.Node.Cases.Select(c => c.Label).SequenceEqual(after.Node.Cases.Select(c => c.Label)))
        {
            changes.Add(new DefinitionChange(ChangeKind.Outcome, id, $"De keuzes van '{name}' zijn anders."));
        }
        else if (!JsonNode.DeepEquals(WithoutActivities(before.Node.Json["cases"]), WithoutActivities(after.Node.Json["cases"])))
        {
            changes.Add(new DefinitionChange(ChangeKind.Setting, id, $"De voorwaarden van '{name}' zijn anders."));
        }

        if (!JsonNode.DeepEquals(before.Node.Json["variables"], after.Node.Json["variables"]))
        {
            changes.Add(new DefinitionChange(ChangeKind.Setting, id, $"De variabelen van '{name}' zijn anders."));
        }

        if (!JsonNode.DeepEquals(before.Node.Json["metadata"]?["designer"], after.Node.Json["metadata"]?["designer"]))
        {
            changes.Add(new DefinitionChange(ChangeKind.Layout, id, $"'{name}' is op het tekenvel verschoven."));
        }
    }

    private static IEnumerable<(string Field, JsonNode? Before, JsonNode? After)> Changed(ActivityNode before, ActivityNode after)
    {
        foreach (var field in before.Json.Select(p => p.Key).Union(after.Json.Select(p => p.Key)).Where(f => !OwnFields.Contains(f, StringComparer.OrdinalIgnoreCase)))
        {
            var (was, now) = (Meaning(before.Json[field]), Meaning(after.Json[field]));
            if (!JsonNode.DeepEquals(was, now) && !HoldsActivity(before.Json[field]) && !HoldsActivity(after.Json[field]))
            {
                yield return (field, was, now);
            }
        }
    }

    // An input is wrapped with its type and where its value is kept while it runs; only the expression is what somebody wrote.
    private static JsonNode? Meaning(JsonNode? field) => field is JsonObject wrapped && wrapped["expression"] is JsonObject expression ? expression : field;

    private static bool HoldsActivity(JsonNode? field) => field is JsonObject { Count: > 0 } activity && activity.ContainsKey("type") && activity.ContainsKey("id");

    private static JsonNode? WithoutActivities(JsonNode? cases)
    {
        var copy = cases?.DeepClone();
        foreach (var one in (copy as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            one.Remove("activity");
        }

        return copy;
    }

    private static void Connections(
        Dictionary<string, (ActivityNode Node, string Container)> before, Dictionary<string, (ActivityNode Node, string Container)> after, List<DefinitionChange> changes)
    {
        var (old, now) = (Lines(before), Lines(after));
        changes.AddRange(old.Except(now).Select(l => Line(l, before, "De lijn", "is weg")));
        changes.AddRange(now.Except(old).Select(l => Line(l, after, "Een lijn", "is nieuw")));
    }

    private static HashSet<Connection> Lines(Dictionary<string, (ActivityNode Node, string Container)> all) => [.. all.Values.SelectMany(a => a.Node.Connections)];

    private static DefinitionChange Line(Connection line, Dictionary<string, (ActivityNode Node, string Container)> all, string what, string change)
    {
        string NameOf(string id) => all.TryGetValue(id, out var found) ? Name(found.Node) : id;
        var by = line.SourcePort == "Done" ? "" : $" bij '{line.SourcePort}'";
        return new DefinitionChange(ChangeKind.Connection, line.Source, $"{what} van '{NameOf(line.Source)}'{by} naar '{NameOf(line.Target)}' {change}.");
    }

    private static void Workflows(WorkflowDefinition before, WorkflowDefinition after, List<DefinitionChange> changes)
    {
        foreach (var field in WorkflowFields)
        {
            if (!JsonNode.DeepEquals(Filled(before.Json[field]), Filled(after.Json[field])))
            {
                changes.Add(new DefinitionChange(ChangeKind.Workflow, null, $"{WorkflowWords[field]} van de workflow {(field is "inputs" or "outputs" or "name" or "description" ? "is" : "zijn")} anders."));
            }
        }
    }

    private static JsonNode? Filled(JsonNode? field) => field is JsonArray { Count: 0 } or JsonObject { Count: 0 } ? null : field;

    private static string Name(ActivityNode node) => node.DisplayName is { Length: > 0 } name ? name : node.Id;
}
