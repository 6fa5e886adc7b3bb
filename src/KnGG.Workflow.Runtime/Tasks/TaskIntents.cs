using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>Opens a human task. The task's id is the bookmark that waits for its answer.</summary>
public sealed record OpenHumanTask : HostIntent
{
    /// <summary>The task and its bookmark.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>What is to be done, in Dutch; never a name or a value of the child.</summary>
    public required string Title { get; init; }

    /// <summary>Role code of who does it, such as jgz, czv, klsc, aanbieder, huisarts.</summary>
    public required string Role { get; init; }

    /// <summary>Organisation that does it, or null when nobody is found (an incident cause: task without owner).</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Account of the person it is meant for, or null for the role's queue.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Id of the form, or null for outcomes only.</summary>
    public string? Form { get; init; }

    /// <summary>The outcomes to choose from; Dutch, as on the buttons.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>First moment at which it can sensibly be done, or null for now.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why this task exists.</summary>
    public string Why { get; init; } = "";

    /// <summary>By which rule or agreement, such as "Handreiking mei 2026, H5e".</summary>
    public string Rule { get; init; } = "";

    /// <summary>What happens when it is done.</summary>
    public string Next { get; init; } = "";

    /// <summary>What happens when nobody does it.</summary>
    public string IfNothing { get; init; } = "";

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its node id.</summary>
    public required string NodeId { get; init; }

    /// <summary>The handover it belongs to, or null.</summary>
    public Guid? HandoverId { get; init; }

    /// <summary>The plan item it belongs to, or null.</summary>
    public Guid? PlanItemId { get; init; }

    /// <summary>The recipient role about which the family's agreement to share is asked, or null for every other task.</summary>
    public string? ConsentFor { get; init; }

    /// <summary>Whether the case owner may register the answer for an outside party (namens).</summary>
    public bool OnBehalfAllowed { get; init; } = true;

    /// <summary>The task whose answer is to be made good, or null for every other task.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>The task that was sent back and that this one stands for: made good, or opened anew; else null.</summary>
    public Guid? Returned { get; init; }

    /// <summary>Values to show beforehand, by field name; a map or undefined.</summary>
    public Value Prefill { get; init; }
}

/// <summary>An open task is due at another moment.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="DueAt">When it is due now.</param>
public sealed record MoveTaskDue(Guid TaskId, DateTimeOffset DueAt) : HostIntent;

/// <summary>Gives an open task to somebody else: deputy, work distributor or case owner.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Stage">reminder, late, deputy, distributor or case-owner.</param>
public sealed record EscalateTask(Guid TaskId, string Stage) : HostIntent;
