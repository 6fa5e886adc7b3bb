using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>Why a state cannot move to another set.</summary>
public enum MoveRefusal
{
    /// <summary>Something runs or waits in an activity that the other set does not have.</summary>
    Gone = 0,

    /// <summary>The activity stands in another container now.</summary>
    OtherPlace = 1,

    /// <summary>The activity has another type now.</summary>
    OtherType = 2,

    /// <summary>What has been done would be done again.</summary>
    WouldRunAgain = 3,

    /// <summary>Something further on would wait for what never comes.</summary>
    WouldNeverCome = 4,

    /// <summary>What waits for another branch would be forgotten.</summary>
    WouldBeLost = 5,
}

/// <summary>One reason why a state cannot move.</summary>
/// <param name="Kind">What is the matter.</param>
/// <param name="NodeId">The activity, in the set that is left or in the one that is entered.</param>
/// <param name="Message">One Dutch sentence that names the activity.</param>
public sealed record MoveProblem(MoveRefusal Kind, string NodeId, string Message);

/// <summary>What a move gives.</summary>
/// <param name="State">The state in the other set; null when there are problems.</param>
/// <param name="Fact">The line of the journal that says so; null when there are problems.</param>
/// <param name="Problems">Why it cannot.</param>
/// <param name="Skipped">Node ids of activities in the other set that lie before the point where the instance is, and will not be done.</param>
public sealed record MoveResult(InstanceState? State, Fact? Fact, IReadOnlyList<MoveProblem> Problems, IReadOnlyList<string> Skipped);

/// <summary>
/// Moves the state of an instance to another definition set. What runs and waits keeps its id and its dates; nothing is decided, so nothing
/// happens by a move alone. Refused when the other set has no place for it, or would repeat, block or forget something.
/// </summary>
public static class InstanceMove
{
    /// <summary>The name of the journal line that says that an instance was moved.</summary>
    public const string Event = "Migrated";

    /// <summary>The member of that line's data with new node ids by old ones, of what was done and has another node id now.</summary>
    public const string RenamedData = "Renamed";

    /// <summary>Moves a state.</summary>
    /// <param name="state">A state that has not ended.</param>
    /// <param name="from">The set to which it is pinned.</param>
    /// <param name="to">The set that it is to be pinned to.</param>
    /// <param name="map">Which activity is which.</param>
    /// <param name="done">Node ids, in the set that is left, of the activities that have completed: the state does not keep them.</param>
    public static MoveResult To(InstanceState state, DefinitionSet from, DefinitionSet to, NodeMap map, IReadOnlySet<string> done)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(done);
        var plan = new MovePlan(state, from, to, map, done);
        var executions = plan.Run();
        if (plan.Problems.Count > 0)
        {
            return new MoveResult(null, null, [.. plan.Problems.Distinct()], plan.Skipped);
        }

        var fact = new WorkflowChanged(to.Root.DefinitionId, NodeIds.Workflow, NodeIds.WorkflowType, state.Id, Event, Value.MapOf(
            ("From", Value.Of(from.Root.VersionId)), ("To", Value.Of(to.Root.VersionId)), ("Version", Value.Of(to.Root.Version)), (RenamedData, Renames(map, done))));
        return new MoveResult(Moved(state, from, to, map, executions), fact, [], plan.Skipped);
    }

    private static InstanceState Moved(InstanceState state, DefinitionSet from, DefinitionSet to, NodeMap map, Execution[] executions) => new()
    {
        Id = state.Id,
        DefinitionId = to.Root.DefinitionId,
        DefinitionVersionId = to.Root.VersionId,
        Status = state.Status,
        SubStatus = state.SubStatus,
        CorrelationId = state.CorrelationId,
        Name = state.Name,
        ParentInstanceId = state.ParentInstanceId,
        ParentBookmarkId = state.ParentBookmarkId,
        Bookmarks = [.. executions.SelectMany(e => e.Bookmarks), .. state.KeptEvents.Select(e => Stepping.StepRun.TimerOf(e, to.Root.DefinitionId, state.Id))],
        Incidents = [.. state.Incidents.Select(i => i with { NodeId = map.InPlace(i.NodeId) ?? i.NodeId, ActivityId = IdIn(to, map.InPlace(i.NodeId)) ?? i.ActivityId })],
        KeptEvents = state.KeptEvents,
        Parked = state.Parked,
        Input = state.Input,
        Outputs = state.Outputs,
        VariableBag = executions.Length == 0 ? state.VariableBag : executions[0].Variables ?? Bag.Empty,
        Executions = executions,
        Results = Renamed(state.Results, from, to, map),
        LastResult = state.LastResult,
    };

    private static Value Renames(NodeMap map, IReadOnlySet<string> done) => Value.Of(ValueMap.From(
        done.Order(StringComparer.Ordinal).Where(n => map.InPlace(n) is { } now && now != n).Select(n => KeyValuePair.Create(n, Value.Of(map.InPlace(n))))));

    private static string? IdIn(DefinitionSet to, string? nodeId) => nodeId is null ? null : to.FindNode(nodeId)?.Id ?? to.Root.DefinitionId;

    // Results stand by activity id. An id that means the same activity in both sets keeps its result; a renamed one takes it along.
    private static Bag Renamed(Bag results, DefinitionSet from, DefinitionSet to, NodeMap map)
    {
        if (results.Count == 0)
        {
            return results;
        }

        var ids = from.Nodes.Values.DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => IdIn(to, map.InPlace(n.Node.NodeId)) ?? n.Id, StringComparer.Ordinal);
        var renamed = Bag.Empty;
        for (var i = 0; i < results.Count; i++)
        {
            renamed = renamed.With(ids.GetValueOrDefault(results.Name(i), results.Name(i)), results.At(i));
        }

        return renamed;
    }
}
