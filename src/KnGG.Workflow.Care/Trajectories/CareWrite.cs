namespace KnGG.Workflow.Care.Trajectories;

/// <summary>
/// One change of a file. A closed family: what is not here cannot happen to a child's file. Each kind changes the file by one pure
/// function, total by design: a change that no longer makes sense (a handover that has ended, a closed trajectory) leaves the file as it is.
/// </summary>
public abstract record CareWrite
{
    private protected CareWrite()
    {
    }

    /// <summary>The file after this change.</summary>
    public abstract TrajectoryFile Apply(TrajectoryFile file);
}
