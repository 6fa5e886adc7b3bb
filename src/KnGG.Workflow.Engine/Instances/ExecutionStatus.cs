namespace KnGG.Workflow.Engine.Instances;

/// <summary>Where one execution of an activity stands.</summary>
internal enum ExecutionStatus
{
    /// <summary>In the queue.</summary>
    Scheduled = 0,

    /// <summary>Begun, not ended.</summary>
    Running = 1,

    /// <summary>Failed; its incident is open.</summary>
    Faulted = 2,

    /// <summary>Ended; gone from the next state.</summary>
    Ended = 3,
}
