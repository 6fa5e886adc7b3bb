using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>What a definition is held against.</summary>
public sealed record GuardRailContext
{
    /// <summary>The activity types that can run.</summary>
    public required ActivityCatalog Catalog { get; init; }

    /// <summary>Gives another definition by its id, as it would run beside the one that is checked; null when there is none.</summary>
    public required Func<string, WorkflowDefinition?> Resolve { get; init; }

    /// <summary>The forms that tasks can use.</summary>
    public required FormCatalog Forms { get; init; }

    /// <summary>Id of the definition of a trajectory: the core of the chain is checked on what is reached from it.</summary>
    public string RootDefinition { get; init; } = new ChainOptions().RootDefinition;

    /// <summary>
    /// The version that runs now, or null. What was already wrong in the core with that version is no reason to refuse this part: else
    /// nobody could publish the repair of another part.
    /// </summary>
    public WorkflowDefinition? Before { get; init; }
}
