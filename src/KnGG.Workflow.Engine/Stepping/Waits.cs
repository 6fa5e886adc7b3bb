using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>How a wait is told in the journal.</summary>
internal static class Waits
{
    /// <summary>The name under which a child's wait remembers the child.</summary>
    public const string ChildId = "childId";

    public static Value Describe(Bookmark wait)
    {
        var members = ValueMap.Of(("Kind", Value.Of(wait.Kind)), ("Name", Value.Of(wait.Name)));
        return Value.Of(wait.DueAt is { } due ? members.With("DueAt", Value.Of(due)) : members);
    }

    public static Value By(Bookmark wait) => Value.MapOf(("Kind", Value.Of(wait.Kind)), ("Name", Value.Of(wait.Name)));

    public static Guid? ChildOf(Bookmark wait) =>
        wait.Payload[ChildId].TextOrNull is { } text && Guid.TryParse(text, out var id) ? id : null;
}
