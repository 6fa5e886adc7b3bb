using System.Collections.Frozen;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>The activity types that can run, by type name.</summary>
public sealed class ActivityCatalog
{
    private readonly FrozenDictionary<string, Activity> _byType;

    private ActivityCatalog(IEnumerable<Activity> activities) =>
        _byType = activities.ToFrozenDictionary(a => a.Descriptor.Type, StringComparer.Ordinal);

    /// <summary>A catalogue of the given activities. Two of the same type are a programming error.</summary>
    public static ActivityCatalog Of(IEnumerable<Activity> activities) => new(activities);

    /// <summary>This catalogue with more activities.</summary>
    public ActivityCatalog With(IEnumerable<Activity> more) => new(_byType.Values.Concat(more));

    /// <summary>All types, in order of their names.</summary>
    public IEnumerable<Activity> All => _byType.Values.OrderBy(a => a.Descriptor.Type, StringComparer.Ordinal);

    /// <summary>The activity of a type, or null.</summary>
    public Activity? Find(string type) => _byType.GetValueOrDefault(type);
}
