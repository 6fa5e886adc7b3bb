using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>
/// The care side of one decision. A step runs several activities in a row: an answer that records a measurement is followed at once by the
/// activity that classifies it, so what one writes the next must see. Made anew for every decision (loaded, or restored from a recorded
/// step), used once; <see cref="Start"/> is what is stored.
/// </summary>
public sealed class CareSession
{
    /// <summary>Begins at a snapshot.</summary>
    public CareSession(CareSnapshot start)
    {
        Start = start;
        Now = start;
    }

    /// <summary>As read before the step.</summary>
    public CareSnapshot Start { get; }

    /// <summary>With the writes of this step so far.</summary>
    public CareSnapshot Now { get; private set; }

    /// <summary>Applies writes in memory; the commit applies the same to the rows.</summary>
    internal void Apply(IReadOnlyList<CareWrite> writes)
    {
        if (Now.File is { } file)
        {
            Now = Now with { File = file.With(writes) };
        }
    }

    /// <summary>A task was answered in this step.</summary>
    internal void Forget(Guid taskId) => Now = Now with { Tasks = [.. Now.Tasks.Where(t => t.Id != taskId)] };
}
