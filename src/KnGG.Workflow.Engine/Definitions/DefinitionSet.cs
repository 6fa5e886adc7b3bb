using System.Collections.Frozen;
using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>
/// A definition with every definition that it uses as an activity, transitively, each at one version, bound to the activity types
/// that run it and with its expressions compiled. What an instance is pinned to. Immutable and shared between threads.
/// </summary>
public sealed partial class DefinitionSet
{
    /// <summary>The definition that instances of this set run.</summary>
    public WorkflowDefinition Root { get; private init; } = new();

    /// <summary>The definitions used as activities, by definition id.</summary>
    public IReadOnlyDictionary<string, WorkflowDefinition> Used { get; private init; } = new Dictionary<string, WorkflowDefinition>();

    /// <summary>Whether any activity in it reads care data.</summary>
    public bool NeedsCare { get; private init; }

    /// <summary>The workflow itself, above the root activity.</summary>
    internal BoundNode Workflow { get; private init; } = null!;

    /// <summary>Every activity by its node id.</summary>
    internal FrozenDictionary<string, BoundNode> Nodes { get; private init; } = FrozenDictionary<string, BoundNode>.Empty;

    /// <summary>The id of the first activity with a name: expressions name activities by either.</summary>
    internal FrozenDictionary<string, string> IdsByName { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether an expression may ask for outputs of activities; only then they are kept.</summary>
    internal bool KeepsResults { get; private init; }

    /// <summary>
    /// Binds a definition and everything that it uses as an activity. Unknown activity types, missing definitions and cycles do
    /// not prevent a set: they become incidents where they are met.
    /// </summary>
    /// <param name="root">The definition that instances will run.</param>
    /// <param name="resolve">Gives the version to use of a definition id, or null when there is none.</param>
    /// <param name="catalog">The activity types that can run.</param>
    public static DefinitionSetResult Build(WorkflowDefinition root, Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(resolve);
        ArgumentNullException.ThrowIfNull(catalog);
        var binder = new DefinitionBinder(resolve, catalog);
        var workflow = binder.Bind(root);
        var set = new DefinitionSet
        {
            Root = root,
            Used = binder.Used,
            NeedsCare = binder.NeedsCare,
            Workflow = workflow,
            Nodes = binder.Nodes.ToFrozenDictionary(StringComparer.Ordinal),
            KeepsResults = binder.KeepsResults,
            IdsByName = binder.Nodes.Values.Where(n => n.Node.Name is not null)
                .DistinctBy(n => n.Node.Name)
                .ToFrozenDictionary(n => n.Node.Name!, n => n.Node.Id, StringComparer.Ordinal),
        };
        return new DefinitionSetResult(set, binder.Problems);
    }

    /// <summary>The activity with a node id, those inside used definitions included; null when there is none.</summary>
    public ActivityNode? FindNode(string nodeId) => Nodes.GetValueOrDefault(nodeId)?.Node;

    /// <summary>Every activity of the set with its type, in the order of the definitions, those inside used definitions included.</summary>
    public IEnumerable<(ActivityNode Node, ActivityDescriptor Type)> AllNodes()
    {
        var open = new Stack<BoundNode>();
        open.Push(Workflow);
        while (open.TryPop(out var next))
        {
            if (next != Workflow)
            {
                yield return (next.Node, next.Activity.Descriptor);
            }

            for (var i = next.Children.Length - 1; i >= 0; i--)
            {
                open.Push(next.Children[i]);
            }
        }
    }
}
