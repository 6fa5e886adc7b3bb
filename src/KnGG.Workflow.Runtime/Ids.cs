namespace KnGG.Workflow.Runtime;

/// <summary>Makes the ids of the shell. Time-ordered, so that rows of one moment lie together and indexes grow at their end.</summary>
public static class Ids
{
    /// <summary>A new id that sorts by its instant.</summary>
    /// <param name="now">The instant by the service's clock.</param>
#pragma warning disable RS0030 // The one place where ids are made; decisions get theirs from IdSource, seeded here.
    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);
#pragma warning restore RS0030
}
