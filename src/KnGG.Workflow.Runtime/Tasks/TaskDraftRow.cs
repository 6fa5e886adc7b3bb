using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>What somebody has filled in for a task and not yet answered. Nobody else reads it, and it never becomes part of the file.</summary>
public sealed class TaskDraftRow
{
    /// <summary>The task.</summary>
    public Guid TaskId { get; set; }

    /// <summary>Whose draft it is.</summary>
    public Guid AccountId { get; set; }

    /// <summary>What is filled in, as JSON.</summary>
    public string Content { get; set; } = "{}";

    /// <summary>How often it was saved; a page that began from an older one does not overwrite it.</summary>
    public long Version { get; set; }

    /// <summary>When it was saved last.</summary>
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>From when it is thrown away.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class TaskDraftTable : IEntityTypeConfiguration<TaskDraftRow>
{
    public void Configure(EntityTypeBuilder<TaskDraftRow> builder)
    {
        builder.ToTable("task_draft").HasKey(d => new { d.TaskId, d.AccountId });
        builder.HasIndex(d => d.ExpiresAt);
    }
}
