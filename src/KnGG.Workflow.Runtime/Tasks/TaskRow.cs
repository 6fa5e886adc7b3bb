using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>States of a task; the numbers are stored.</summary>
public enum TaskState
{
    /// <summary>Waits in the role's queue or with a person.</summary>
    Open = 0,

    /// <summary>Somebody took it.</summary>
    Claimed = 1,

    /// <summary>Answered.</summary>
    Completed = 2,

    /// <summary>Withdrawn by the workflow: no longer needed.</summary>
    Cancelled = 3,

    /// <summary>Sent back to whoever did the task before; a task of its own takes its place, and then this one opens anew.</summary>
    Returned = 4,
}

/// <summary>One thing that a person has to do.</summary>
public sealed class TaskRow
{
    /// <summary>Its id, which is the bookmark that waits for its answer.</summary>
    public Guid Id { get; set; }

    /// <summary>The instance that waits.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>The trajectory, or null.</summary>
    public Guid? TrajectoryId { get; set; }

    /// <summary>Definition that opened it.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>Activity that opened it.</summary>
    public string ActivityId { get; set; } = "";

    /// <summary>Its node id.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>Whether it is Elsa's plain RunTask, without role or form.</summary>
    public bool IsPlain { get; set; }

    /// <summary>What is to be done.</summary>
    public string Title { get; set; } = "";

    /// <summary>Role code of who does it; empty for a plain task.</summary>
    public string Role { get; set; } = "";

    /// <summary>Organisation that does it, or null when nobody was found.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>The one person it is meant for, or null for the role's queue.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Form, or null for outcomes only.</summary>
    public string? Form { get; set; }

    /// <summary>The outcomes, a JSON list of texts.</summary>
    public string Outcomes { get; set; } = "[]";

    /// <summary>First sensible moment, or null.</summary>
    public DateTimeOffset? OpensAt { get; set; }

    /// <summary>When it is due, or null.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Why it exists.</summary>
    public string Why { get; set; } = "";

    /// <summary>By which rule.</summary>
    public string Rule { get; set; } = "";

    /// <summary>What happens when it is done.</summary>
    public string Next { get; set; } = "";

    /// <summary>What happens when nobody does it.</summary>
    public string IfNothing { get; set; } = "";

    /// <summary>The handover it belongs to, or null.</summary>
    public Guid? HandoverId { get; set; }

    /// <summary>The plan item it belongs to, or null.</summary>
    public Guid? PlanItemId { get; set; }

    /// <summary>The recipient role about which the family's agreement to share is asked, or null for every other task.</summary>
    public string? ConsentFor { get; set; }

    /// <summary>Whether the case owner may register the answer for an outside party.</summary>
    public bool OnBehalfAllowed { get; set; }

    /// <summary>Values to show beforehand, as JSON, or null.</summary>
    public string? Prefill { get; set; }

    /// <summary>Payload of a plain task, as JSON, or null.</summary>
    public string? Payload { get; set; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who took it, or null.</summary>
    public Guid? ClaimedBy { get; set; }

    /// <summary>When it was taken, or null.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>When it was completed or cancelled, or null.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Who completed it: account id, "system", or null.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>The chosen outcome, or null.</summary>
    public string? Outcome { get; set; }

    /// <summary>How often it was sent back to the queue.</summary>
    public int DeclineCount { get; set; }

    /// <summary>Why it was sent back last, or null.</summary>
    public string? DeclineReason { get; set; }

    /// <summary>The task by whose answer this one was opened, or null when something else opened it.</summary>
    public Guid? FollowsId { get; set; }

    /// <summary>The task whose answer is to be made good, for a task that was opened because another was sent back; else null.</summary>
    public Guid? CorrectsId { get; set; }

    /// <summary>Account that gave it to the person it is with, or null.</summary>
    public Guid? GivenBy { get; set; }

    /// <summary>Why it was given, or null.</summary>
    public string? GivenReason { get; set; }

    /// <summary>How far escalation went: reminder, late, deputy, distributor, case-owner; or null.</summary>
    public string? EscalationStage { get; set; }

    /// <summary>Beside the role itself also this role may do it, or null.</summary>
    public string? EscalatedRole { get; set; }

    /// <summary>Organisation of that role, or null.</summary>
    public Guid? EscalatedOrganisationId { get; set; }

    /// <summary>Beside the person also this person may do it, or null.</summary>
    public Guid? EscalatedPersonId { get; set; }
}

/// <summary>What somebody answered to a task. Kept apart from the task, so that lists never touch it and it can be destroyed by its own ground.</summary>
public sealed class TaskAnswerRow
{
    /// <summary>The task.</summary>
    public Guid TaskId { get; set; }

    /// <summary>The trajectory, or null.</summary>
    public Guid? TrajectoryId { get; set; }

    /// <summary>The form that was filled in, or null.</summary>
    public string? Form { get; set; }

    /// <summary>The chosen outcome.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>The fields as JSON.</summary>
    public string Fields { get; set; } = "{}";

    /// <summary>Account that registered it.</summary>
    public string AnsweredBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>Who said it, when it was registered on behalf of an outside party; else null.</summary>
    public string? SaidBy { get; set; }

    /// <summary>When that was said, or null.</summary>
    public DateTimeOffset? SaidAt { get; set; }

    /// <summary>By which channel it was said: telefoon, mail, gesprek, brief, anders; or null.</summary>
    public string? Channel { get; set; }
}

internal sealed class TaskTables : IEntityTypeConfiguration<TaskRow>, IEntityTypeConfiguration<TaskAnswerRow>
{
    public void Configure(EntityTypeBuilder<TaskRow> builder)
    {
        builder.ToTable("task").HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => t.InstanceId);
        builder.HasIndex(t => t.TrajectoryId).HasFilter("trajectory_id IS NOT NULL");

        // Everything that the list of a role's open tasks asks for, so that it never looks up the tasks that are not on the page.
        builder.HasIndex(t => new { t.OrganisationId, t.Role, t.DueAt, t.PersonId, t.ClaimedBy, t.Id }).HasFilter("state < 2").HasDatabaseName("ix_task_queue");
        builder.HasIndex(t => t.PersonId).HasFilter("person_id IS NOT NULL AND state < 2");
        builder.HasIndex(t => t.ClaimedBy).HasFilter("claimed_by IS NOT NULL AND state < 2");
        builder.HasIndex(t => t.EscalatedPersonId).HasFilter("escalated_person_id IS NOT NULL");
        builder.HasIndex(t => new { t.EscalatedOrganisationId, t.EscalatedRole }).HasFilter("escalated_organisation_id IS NOT NULL");
        builder.HasIndex(t => t.DueAt).HasFilter("state < 2");
    }

    public void Configure(EntityTypeBuilder<TaskAnswerRow> builder)
    {
        builder.ToTable("task_answer").HasKey(a => a.TaskId);
        builder.Property(a => a.TaskId).ValueGeneratedNever();
        builder.HasIndex(a => a.TrajectoryId).HasFilter("trajectory_id IS NOT NULL");
    }
}
