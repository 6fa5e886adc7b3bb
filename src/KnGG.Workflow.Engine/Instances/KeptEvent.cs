using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>An event that came before anyone waited for it. It waits a day for a taker; a timer of its own ends that.</summary>
/// <param name="Id">Its timer.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">What came with it.</param>
/// <param name="Until">When it is dropped.</param>
public sealed record KeptEvent(Guid Id, string Name, Value Payload, DateTimeOffset Until);
