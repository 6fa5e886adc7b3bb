using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Intents;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>
/// How the step runner reads and writes what the host's own activities know about. Two implementations: the trajectory's rows, and none
/// (workflows that are not about a trajectory).
/// </summary>
public interface ICareRows
{
    /// <summary>Reads the care snapshot of a trajectory inside the step's transaction; null when there is no such trajectory.</summary>
    object? Load(StepTransaction transaction, Guid trajectoryId, DateTimeOffset now);

    /// <summary>The snapshot as compact JSON, so that a recorded step can be decided again.</summary>
    string Store(object care);

    /// <summary>Reads back what <see cref="Store"/> wrote.</summary>
    object Restore(string json);
}

/// <summary>Writes one kind of host intent in the step's commit.</summary>
public interface IIntentWriter
{
    /// <summary>The kind of intent that this writer writes.</summary>
    Type Intent { get; }

    /// <summary>Writes the rows of one intent. Called in the order of the intents.</summary>
    void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent);
}

/// <summary>Where an intent comes from.</summary>
/// <param name="InstanceId">The instance whose step it is.</param>
/// <param name="DefinitionId">The definition that it runs.</param>
/// <param name="TrajectoryId">Its trajectory, or null.</param>
/// <param name="Now">The instant of the step.</param>
/// <param name="Actor">Who caused the step.</param>
/// <param name="Ids">Further ids of the step; only for rows that no state refers to.</param>
public sealed record IntentOrigin(Guid InstanceId, string DefinitionId, Guid? TrajectoryId, DateTimeOffset Now, Actor Actor, IdSource Ids);
