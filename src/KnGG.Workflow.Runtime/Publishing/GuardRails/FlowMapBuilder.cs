using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Lays out a definition, and what it uses, as one graph.</summary>
internal sealed class FlowMapBuilder
{
    /// <summary>The port of a line that is followed whatever the outcome was.</summary>
    public const string AnyPort = "*";

    // A definition that uses one twice, which uses another twice, and so on, doubles at each level.
    private const int MostPlaces = 20_000;

    private readonly Func<string, WorkflowDefinition?> _resolve;
    private readonly List<FlowPlace> _places = [];
    private readonly List<string> _open = [];

    private FlowMapBuilder(Func<string, WorkflowDefinition?> resolve) => _resolve = resolve;

    /// <summary>The course with everything that is used.</summary>
    public static FlowMap Whole(WorkflowDefinition definition, Func<string, WorkflowDefinition?> resolve)
    {
        var builder = new FlowMapBuilder(resolve);
        var scope = new FlowScope(definition, null);
        builder._open.Add(definition.DefinitionId);
        scope.Entry = builder.Lay(definition.Root, scope).Entry;
        return new FlowMap(scope, builder._places);
    }

    /// <summary>The course of the definition itself: what it uses is one place.</summary>
    public static FlowMap Own(WorkflowDefinition definition) => Whole(definition, _ => null);

    private Part Lay(ActivityNode node, FlowScope scope) => node.Type switch
    {
        CareTypes.Flowchart when node.Children.Count > 0 => LayFlowchart(node, scope),
        CareTypes.Sequence when node.Children.Count > 0 => LaySequence(node, scope),
        _ when node.WorkflowDefinitionId is { } id && !node.Type.StartsWith("Elsa.", StringComparison.Ordinal) => LayUsed(node, scope, id, keepsPorts: true, waits: true),
        CareTypes.ExecuteWorkflow when Given.Of(node, "WorkflowDefinitionId").Fixed is { } id =>
            LayUsed(node, scope, id, keepsPorts: false, waits: Given.IsOn(node, "WaitForCompletion")),
        CareTypes.DispatchWorkflow when Given.Of(node, "WorkflowDefinitionId").Fixed is { } id =>
            LayUsed(node, scope, id, keepsPorts: false, waits: Given.IsOn(node, "WaitForCompletion")),
        CareTypes.BulkDispatch when Given.Of(node, "WorkflowDefinitionId").Fixed is { } id => LayUsed(node, scope, id, keepsPorts: false, waits: false),
        _ when node.Children.Count > 0 => LayContainer(node, scope),
        _ => new Part(Place(node, scope), Open: true),
    };

    private Part LayFlowchart(ActivityNode node, FlowScope scope)
    {
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (var child in node.Children)
        {
            parts.TryAdd(child.Node.Id, Lay(child.Node, scope));
        }

        var goesOn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in node.Connections)
        {
            if (parts.TryGetValue(line.Source, out var source) && parts.TryGetValue(line.Target, out var target))
            {
                source.Connect(line.SourcePort, target.Entry);
                goesOn.Add(line.Source);
            }
        }

        var whole = new Part(parts[StartOf(node).Id].Entry, Open: false);
        foreach (var child in node.Children)
        {
            Leave(child.Node, parts[child.Node.Id], goesOn.Contains(child.Node.Id), whole);
        }

        return whole;
    }

    private static void Leave(ActivityNode node, Part part, bool goesOn, Part whole)
    {
        if (node.Type == CareTypes.Complete)
        {
            foreach (var outcome in Given.Texts(node, "Outcomes") is { Count: > 0 } outcomes ? outcomes : [CareTypes.Done])
            {
                whole.Exits.Add((part.Entry, AnyPort, outcome));
            }
        }
        else if (!goesOn && node.Type is not (CareTypes.Finish or CareTypes.Fault))
        {
            whole.Exits.AddRange(part.AllExits().Select(e => (e.From, e.Port, CareTypes.Done)));
        }
    }

    private Part LaySequence(ActivityNode node, FlowScope scope)
    {
        Part? whole = null;
        Part? last = null;
        foreach (var child in node.Children)
        {
            var part = Lay(child.Node, scope);
            whole ??= new Part(part.Entry, Open: false);
            last?.ConnectAll(part.Entry);
            last = part;
            if (child.Node.Type is CareTypes.Complete or CareTypes.Finish or CareTypes.Fault)
            {
                Leave(child.Node, part, goesOn: true, whole);
                last = null;
            }
        }

        whole!.Exits.AddRange(last?.AllExits().Select(e => (e.From, e.Port, CareTypes.Done)) ?? []);
        return whole;
    }

    // Whatever it does with what is inside: none, some or all of it, once or more, in any order.
    private Part LayContainer(ActivityNode node, FlowScope scope)
    {
        var place = Place(node, scope);
        foreach (var child in node.Children)
        {
            var part = Lay(child.Node, scope);
            place.LeadTo(AnyPort, part.Entry);
            part.ConnectAll(place);
        }

        return new Part(place, Open: true);
    }

    private Part LayUsed(ActivityNode node, FlowScope scope, string id, bool keepsPorts, bool waits)
    {
        var place = Place(node, scope);
        if (_open.Contains(id) || _places.Count > MostPlaces || _resolve(id) is not { } definition)
        {
            return new Part(place, Open: true);
        }

        var inner = new FlowScope(definition, place);
        _open.Add(id);
        var part = Lay(definition.Root, inner);
        _open.RemoveAt(_open.Count - 1);
        inner.Entry = part.Entry;
        place.LeadTo(AnyPort, part.Entry);
        if (!waits)
        {
            return new Part(place, Open: true);
        }

        var whole = new Part(place, Open: false);
        whole.Exits.AddRange(part.AllExits().Select(e => (e.From, e.Port, keepsPorts && e.As != AnyPort ? e.As : CareTypes.Done)));
        whole.Exits.Add((place, "Faulted", "Faulted"));
        return whole;
    }

    private FlowPlace Place(ActivityNode node, FlowScope scope)
    {
        var place = new FlowPlace(node, scope);
        _places.Add(place);
        return place;
    }

    // As Elsa chooses it: the start activity, else the one that is flagged, else the first without a line into it.
    private static ActivityNode StartOf(ActivityNode flowchart)
    {
        var children = flowchart.Children.Select(c => c.Node).ToArray();
        return children.FirstOrDefault(c => c.Type == CareTypes.Start)
            ?? children.FirstOrDefault(c => c.CanStartWorkflow)
            ?? children.FirstOrDefault(c => !flowchart.Connections.Any(l => l.Target == c.Id))
            ?? children[0];
    }

    /// <summary>A laid-out part: where it begins, and by what it is left.</summary>
    private sealed record Part(FlowPlace Entry, bool Open)
    {
        public List<(FlowPlace From, string Port, string As)> Exits { get; } = [];

        public List<(FlowPlace From, string Port, string As)> AllExits() => Open ? [(Entry, AnyPort, AnyPort)] : Exits;

        public void Connect(string port, FlowPlace target)
        {
            if (Open)
            {
                Entry.LeadTo(port, target);
            }

            foreach (var exit in Exits.Where(e => e.As == port))
            {
                exit.From.LeadTo(exit.Port, target);
            }
        }

        public void ConnectAll(FlowPlace target)
        {
            foreach (var (from, port, _) in AllExits())
            {
                from.LeadTo(port, target);
            }
        }
    }
}
