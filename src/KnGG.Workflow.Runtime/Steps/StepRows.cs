using KnGG.Workflow.Engine.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Where an instance stands now. One row per instance; history is in <see cref="StepRecordRow"/>.</summary>
public sealed class InstanceRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Definition that it runs.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>Version of it.</summary>
    public string DefinitionVersionId { get; set; } = "";

    /// <summary>The immutable set of versions it is pinned to.</summary>
    public long SetId { get; set; }

    /// <summary>Correlation id, or null.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The correlation id with which it was made; the definition may change the other one.</summary>
    public string? StartCorrelationId { get; set; }

    /// <summary>The correlation id when it is an id: the trajectory.</summary>
    public Guid? TrajectoryId { get; set; }

    /// <summary>Name set by the definition, or null.</summary>
    public string? Name { get; set; }

    /// <summary>The instance that started it, or null.</summary>
    public Guid? ParentInstanceId { get; set; }

    /// <summary>The parent's wait for it, or null.</summary>
    public Guid? ParentBookmarkId { get; set; }

    /// <summary>Running or finished.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>How exactly.</summary>
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>Number of steps taken; the fence of every write.</summary>
    public long Version { get; set; }

    /// <summary>Number of lines in its journal.</summary>
    public long FactCount { get; set; }

    /// <summary>Number of open incidents in the state.</summary>
    public int IncidentCount { get; set; }

    /// <summary>The state as JSON.</summary>
    public string State { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Its last step.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>States of a <see cref="StimulusRow"/>; the numbers are stored.</summary>
public enum StimulusState
{
    /// <summary>Is taken up when it is due.</summary>
    Pending = 0,

    /// <summary>Failed too often; waits for a person, beside an incident.</summary>
    Parked = 1,
}

/// <summary>Something an instance has to take a step for, now or at a later moment: the queue and the timers in one table.</summary>
public sealed class StimulusRow
{
    /// <summary>Order of arrival.</summary>
    public long Seq { get; set; }

    /// <summary>For which instance.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>Visible from this instant on, by the service's clock.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Kind of stimulus, by its stored name.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The wait it answers, or null.</summary>
    public Guid? BookmarkId { get; set; }

    /// <summary>The rest of it as JSON, or null when the kind and the bookmark say all.</summary>
    public string? Payload { get; set; }

    /// <summary>Who caused it as JSON, or null for the service itself.</summary>
    public string? Actor { get; set; }

    /// <summary>How often it failed.</summary>
    public int Attempt { get; set; }

    /// <summary>Not again before this instant of real time (back-off).</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Pending or parked.</summary>
    public StimulusState State { get; set; }
}

/// <summary>One step that was taken: what it consumed, the context in which it was decided, and what happened. Append only.</summary>
public sealed class StepRecordRow
{
    /// <summary>The instance.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>From 1; equals the instance's version after the step.</summary>
    public long Number { get; set; }

    /// <summary>When its instance was made: all steps of an instance lie together by it.</summary>
    public DateTimeOffset Started { get; set; }

    /// <summary>The instant of the step.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The set by which it was decided.</summary>
    public long SetId { get; set; }

    /// <summary>Kind of the stimulus.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Its bookmark, or null.</summary>
    public Guid? BookmarkId { get; set; }

    /// <summary>Its payload, or null.</summary>
    public string? Payload { get; set; }

    /// <summary>Its actor, or null for the service.</summary>
    public string? Actor { get; set; }

    /// <summary>Seed of the ids that the step made.</summary>
    public Guid IdSeed { get; set; }

    /// <summary>What the activities read of the file, or null when none looked.</summary>
    public string? Care { get; set; }

    /// <summary>The state after it, when it was not decided from the state before it (a migration); else null.</summary>
    public string? State { get; set; }

    /// <summary>Hash of the state after the step.</summary>
    public byte[] StateHash { get; set; } = [];

    /// <summary>Number in the journal of the first fact.</summary>
    public long FirstFact { get; set; }

    /// <summary>How many facts.</summary>
    public int FactCount { get; set; }

    /// <summary>The facts, packed; <see cref="Journal"/> reads them.</summary>
    public string Facts { get; set; } = "";
}

/// <summary>An open wait for an event.</summary>
public sealed class EventWaitRow
{
    /// <summary>The wait.</summary>
    public Guid BookmarkId { get; set; }

    /// <summary>Whose.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>The event's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The instance's correlation id.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The activity that waits.</summary>
    public string ActivityId { get; set; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; set; }
}

/// <summary>An event that nobody waited for yet; the first wait that opens gets it.</summary>
public sealed class KeptEventRow
{
    /// <summary>Order of arrival.</summary>
    public long Seq { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Only for this correlation id, or null for all.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>What came with it, as JSON.</summary>
    public string Payload { get; set; } = "{}";

    /// <summary>Who caused it, or null for the service.</summary>
    public string? Actor { get; set; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Dropped from this instant on.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class StepTables :
    IEntityTypeConfiguration<InstanceRow>,
    IEntityTypeConfiguration<StimulusRow>,
    IEntityTypeConfiguration<StepRecordRow>,
    IEntityTypeConfiguration<EventWaitRow>,
    IEntityTypeConfiguration<KeptEventRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> builder)
    {
        builder.ToTable("instance").HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => new { i.DefinitionId, i.Status });
        builder.HasIndex(i => i.TrajectoryId).HasFilter("trajectory_id IS NOT NULL");
        builder.HasIndex(i => i.ParentInstanceId).HasFilter("parent_instance_id IS NOT NULL");
        builder.HasIndex(i => i.ParentBookmarkId).HasFilter("parent_bookmark_id IS NOT NULL");
        builder.HasIndex(i => i.UpdatedAt);
        builder.HasIndex(i => i.IncidentCount).HasFilter("incident_count > 0");
    }

    public void Configure(EntityTypeBuilder<StimulusRow> builder)
    {
        builder.ToTable("stimulus").HasKey(s => s.Seq);
        builder.Property(s => s.Seq).ValueGeneratedOnAdd();
        builder.HasIndex(s => new { s.DueAt, s.Seq }).HasFilter("state = 0");
        builder.HasIndex(s => s.InstanceId);
        builder.HasIndex(s => s.BookmarkId).HasFilter("bookmark_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<StepRecordRow> builder)
    {
        builder.ToTable("step").HasKey(s => new { s.InstanceId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<EventWaitRow> builder)
    {
        builder.ToTable("event_wait").HasKey(w => w.BookmarkId);
        builder.Property(w => w.BookmarkId).ValueGeneratedNever();
        builder.HasIndex(w => new { w.Name, w.CorrelationId });
        builder.HasIndex(w => w.InstanceId);
    }

    public void Configure(EntityTypeBuilder<KeptEventRow> builder)
    {
        builder.ToTable("kept_event").HasKey(e => e.Seq);
        builder.Property(e => e.Seq).ValueGeneratedOnAdd();
        builder.HasIndex(e => e.Name);
    }
}
