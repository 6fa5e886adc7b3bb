using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>A period of rest for everything that waits in a trajectory: its own instance and the children of it.</summary>
/// <param name="TrajectoryId">The trajectory.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends; before <paramref name="From"/> to give back the rest of an earlier period.</param>
public sealed record PostponeTrajectory(Guid TrajectoryId, DateTimeOffset From, DateTimeOffset Until) : HostIntent;

/// <summary>Tells every running instance of the trajectory, in the commit that begins the period.</summary>
internal sealed class PostponeWriter : IIntentWriter
{
    public Type Intent => typeof(PostponeTrajectory);

    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        var (trajectory, from, until) = (PostponeTrajectory)intent;
        foreach (var instance in transaction.Query("SELECT id FROM instance WHERE trajectory_id = @id AND status = 0 ORDER BY id", r => r.Id(0), ("@id", trajectory)))
        {
            StimulusWriter.Add(transaction, instance, new Postpone(from, until), origin.Actor, origin.Now);
        }
    }
}
