using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>Decides the next step of an instance, without any IO: the same input gives the same output on every machine.</summary>
public static class Stepper
{
    /// <summary>The state of a new instance, before its start.</summary>
    /// <param name="id">The instance's id.</param>
    /// <param name="definitions">The set to which it is pinned.</param>
    /// <param name="correlationId">Correlation id, or null.</param>
    /// <param name="parent">The instance that starts it and its wait, or null.</param>
    public static InstanceState NewInstance(Guid id, DefinitionSet definitions, string? correlationId, (Guid InstanceId, Guid? BookmarkId)? parent = null) =>
        new()
        {
            Id = id,
            DefinitionId = definitions.Root.DefinitionId,
            DefinitionVersionId = definitions.Root.VersionId,
            SubStatus = WorkflowSubStatus.Pending,
            CorrelationId = correlationId,
            ParentInstanceId = parent?.InstanceId,
            ParentBookmarkId = parent?.BookmarkId,
        };

    /// <summary>Decides one step: runs until every branch waits or has ended.</summary>
    public static StepResult Decide(DefinitionSet definitions, InstanceState state, Stimulus stimulus, StepContext context) =>
        throw new NotSupportedException("The stepper is being built.");
}
