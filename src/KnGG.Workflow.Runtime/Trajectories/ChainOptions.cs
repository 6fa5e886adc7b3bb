namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>Which definitions the service itself starts. Settings, so that a region can use others.</summary>
public sealed record ChainOptions
{
    /// <summary>Definition of a trajectory (setting <c>chain.rootDefinition</c>).</summary>
    public string RootDefinition { get; init; } = "kngg-traject";

    /// <summary>Role that a new trajectory begins with.</summary>
    public string FirstRole { get; init; } = "jgz";
}
