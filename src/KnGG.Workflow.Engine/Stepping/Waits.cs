using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>How a wait is told in the journal.</summary>
internal static class Waits
{
    /// <summary>The name under which a child's wait remembers the child.</summary>
    public const string ChildId = "childId";

    public static Value Describe(Bookmark wait) => Value.Of(ValueMap.OfDistinct(wait.DueAt is { } due
        ? [new("Kind", Value.Of(wait.Kind)), new("Name", Value.Of(wait.Name)), new("DueAt", Value.Of(due))]
        : [new("Kind", Value.Of(wait.Kind)), new("Name", Value.Of(wait.Name))]));

    public static Value By(Bookmark wait) =>
        Value.Of(ValueMap.OfDistinct([new("Kind", Value.Of(wait.Kind)), new("Name", Value.Of(wait.Name))]));

    public static Guid? ChildOf(Bookmark wait) =>
        wait.Payload[ChildId].TextOrNull is { } text && Guid.TryParse(text, out var id) ? id : null;
}
