using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// Finds the ids that mean the same in two states of one course that was decided twice. Ids come from the seed of a step, so an activity
/// more or less shifts those after it; who compares the two courses needs to know which is which.
/// </summary>
public static class StateIds
{
    /// <summary>Pairs of ids that stand at the same place in both states and differ: executions, waits, and ids kept in variables.</summary>
    /// <param name="one">The one state.</param>
    /// <param name="other">The other.</param>
    /// <param name="map">Node ids of the one in the set of the other.</param>
    public static IReadOnlyList<(Guid One, Guid Other)> Pairs(InstanceState one, InstanceState other, NodeMap map)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(map);
        var pairs = new List<(Guid, Guid)>();
        var open = other.Executions.ToList();
        foreach (var execution in one.Executions)
        {
            var node = map.Anywhere(execution.NodeId);
            if (open.Find(e => e.NodeId == node) is not { } twin)
            {
                continue;
            }

            open.Remove(twin);
            Add(pairs, execution.Id, twin.Id);
            foreach (var wait in execution.Bookmarks)
            {
                if (Array.Find(twin.Bookmarks, b => b.Kind == wait.Kind && b.Name == wait.Name) is { } same)
                {
                    Add(pairs, wait.Id, same.Id);
                }
            }

            Add(pairs, execution.Variables, twin.Variables);
            Add(pairs, execution.Kept, twin.Kept);
        }

        return pairs;
    }

    private static void Add(List<(Guid, Guid)> pairs, Bag? one, Bag? other)
    {
        for (var i = 0; one is not null && other is not null && i < one.Count; i++)
        {
            if (other.Find(one.Name(i)) is >= 0 and var place && Guid.TryParse(one.At(i).TextOrNull, out var left) && Guid.TryParse(other.At(place).TextOrNull, out var right))
            {
                Add(pairs, left, right);
            }
        }
    }

    private static void Add(List<(Guid, Guid)> pairs, Guid one, Guid other)
    {
        if (one != other)
        {
            pairs.Add((one, other));
        }
    }
}
