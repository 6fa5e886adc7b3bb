using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping.Intents;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>Changes of a trajectory's file, applied to its rows in the step's commit.</summary>
/// <param name="TrajectoryId">The trajectory.</param>
/// <param name="Writes">The changes, in their order.</param>
public sealed record WriteCare(Guid TrajectoryId, IReadOnlyList<CareWrite> Writes) : HostIntent;
