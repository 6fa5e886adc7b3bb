namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Workflows that are not about a trajectory: activities that need the file fault and say so.</summary>
internal sealed class NoCareRows : ICareRows
{
    public object? Load(StepTransaction transaction, Guid trajectoryId, DateTimeOffset now) => null;

    public string Store(object care) => throw new NotSupportedException("There is no care data to store.");

    public object Restore(string json) => throw new NotSupportedException("There is no care data to restore.");
}
