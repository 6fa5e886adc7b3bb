using System.Globalization;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>Who causes a step: a signed-in person, or the service itself.</summary>
/// <param name="Id">Account id, or "system".</param>
/// <param name="Role">The role in which the person acts, or null for the service.</param>
/// <param name="Organisation">The organisation for which the person acts, or null.</param>
public sealed record Actor(string Id, string? Role = null, string? Organisation = null)
{
    /// <summary>The task by whose answer the person causes it, in whatever instance that was; null when it was none.</summary>
    public Guid? Task { get; init; }

    /// <summary>The service itself: timers, child workflows, imports.</summary>
    public static Actor System { get; } = new("system");
}

/// <summary>
/// Everything that may differ between two decisions of the same stimulus. Nothing else may be read inside a decision:
/// no clock, no random source, no service.
/// </summary>
/// <param name="Now">The instant of the step, in whole milliseconds.</param>
/// <param name="Ids">Source of the ids that this step makes.</param>
/// <param name="Actor">Who causes the step.</param>
/// <param name="Culture">Culture for texts; nl-NL in production.</param>
/// <param name="Care">What the host read for its own activities (immutable, opaque to the engine), or null.</param>
public sealed record StepContext(DateTimeOffset Now, IdSource Ids, Actor Actor, CultureInfo Culture, object? Care = null);
