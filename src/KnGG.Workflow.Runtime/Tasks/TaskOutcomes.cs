namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>Outcomes that the service itself gives a task, in Dutch as people see them.</summary>
public static class TaskOutcomes
{
    /// <summary>The answer of a task that was opened because the one after it was sent back.</summary>
    public const string MadeGood = "Verbeterd";

    /// <summary>How a task stands that was sent back.</summary>
    public const string SentBack = "Teruggestuurd";
}
