using KnGG.Workflow.Engine.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>The packed rows of one table that belonged to a trajectory which ended: how it went, no longer among what runs.</summary>
public sealed class ArchivedPartRow
{
    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>The table from which the rows came; apart from each other, so that each can be destroyed by its own ground.</summary>
    public string Part { get; set; } = "";

    /// <summary>How many rows.</summary>
    public long Rows { get; set; }

    /// <summary>The rows, packed and compressed; <see cref="ArchiveReader"/> reads them.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>SHA-256 of the content.</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>An instance of a trajectory in the archive: what lists need, without its state.</summary>
public sealed class ArchivedInstanceRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>Definition that it ran.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>Version of it.</summary>
    public string DefinitionVersionId { get; set; } = "";

    /// <summary>The set of versions it was pinned to last.</summary>
    public long SetId { get; set; }

    /// <summary>The correlation id with which it was made.</summary>
    public string? StartCorrelationId { get; set; }

    /// <summary>Name set by the definition, or null.</summary>
    public string? Name { get; set; }

    /// <summary>The instance that started it, or null.</summary>
    public Guid? ParentInstanceId { get; set; }

    /// <summary>The parent's wait for it, or null.</summary>
    public Guid? ParentBookmarkId { get; set; }

    /// <summary>Always finished.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>How exactly.</summary>
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>Number of steps taken.</summary>
    public long Version { get; set; }

    /// <summary>Number of lines in its journal.</summary>
    public long FactCount { get; set; }

    /// <summary>Number of incidents that were left in the state.</summary>
    public int IncidentCount { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Its last step.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>A set of versions on which archived steps were decided: it is kept as long as they are.</summary>
public sealed class ArchivedSetRow
{
    /// <summary>The set.</summary>
    public long SetId { get; set; }
}

internal sealed class ArchiveTables :
    IEntityTypeConfiguration<ArchivedPartRow>,
    IEntityTypeConfiguration<ArchivedInstanceRow>,
    IEntityTypeConfiguration<ArchivedSetRow>
{
    public void Configure(EntityTypeBuilder<ArchivedPartRow> builder) =>
        builder.ToTable("archived_part").HasKey(p => new { p.TrajectoryId, p.Part });

    public void Configure(EntityTypeBuilder<ArchivedInstanceRow> builder)
    {
        builder.ToTable("archived_instance").HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => i.TrajectoryId);
        builder.HasIndex(i => new { i.SetId, i.CreatedAt, i.Id });
    }

    public void Configure(EntityTypeBuilder<ArchivedSetRow> builder)
    {
        builder.ToTable("archived_set").HasKey(s => s.SetId);
        builder.Property(s => s.SetId).ValueGeneratedNever();
    }
}
