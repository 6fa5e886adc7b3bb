namespace KnGG.Workflow.Engine.Instances;

/// <summary>Stored names of the fine status.</summary>
internal static class StatusNames
{
    public static string Of(WorkflowSubStatus status) => status switch
    {
        WorkflowSubStatus.Pending => "pending",
        WorkflowSubStatus.Executing => "executing",
        WorkflowSubStatus.Suspended => "suspended",
        WorkflowSubStatus.Finished => "finished",
        WorkflowSubStatus.Cancelled => "cancelled",
        WorkflowSubStatus.Faulted => "faulted",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };

    public static WorkflowSubStatus Parse(string? name) => name switch
    {
        "pending" => WorkflowSubStatus.Pending,
        "executing" => WorkflowSubStatus.Executing,
        "suspended" => WorkflowSubStatus.Suspended,
        "finished" => WorkflowSubStatus.Finished,
        "cancelled" => WorkflowSubStatus.Cancelled,
        "faulted" => WorkflowSubStatus.Faulted,
        _ => throw new FormatException($"Unknown status '{name}'."),
    };

    public static WorkflowStatus Coarse(WorkflowSubStatus status) =>
        status is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted
            ? WorkflowStatus.Finished
            : WorkflowStatus.Running;
}
