using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Audit;

/// <summary>One line of the audit log. Each file (trajectory) has a chain of its own; reads of lists are in the chain of the reader.</summary>
public sealed class AuditRow
{
    /// <summary>The trajectory, or the account whose list it was.</summary>
    public Guid ChainId { get; set; }

    /// <summary>Place in the chain, from 1.</summary>
    public long Number { get; set; }

    /// <summary>When, by the service's clock; never before the line before it.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who: account id or "system".</summary>
    public string Actor { get; set; } = "";

    /// <summary>In which role, or null.</summary>
    public string? Role { get; set; }

    /// <summary>For which organisation, or null.</summary>
    public string? Organisation { get; set; }

    /// <summary>What was done: read, write, list, export, ...</summary>
    public string Action { get; set; } = "";

    /// <summary>To what: a part of the file, a task, a page; never a value of it.</summary>
    public string What { get; set; } = "";

    /// <summary>For which purpose.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>SHA-256 over the previous line's hash and this line.</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>A file that a line of another chain names: it stood in a list that was read.</summary>
public sealed class AuditNamedFileRow
{
    /// <summary>The trajectory.</summary>
    public Guid FileId { get; set; }

    /// <summary>Chain of the line.</summary>
    public Guid ChainId { get; set; }

    /// <summary>Number of the line.</summary>
    public long Number { get; set; }

    /// <summary>When the line was written.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class AuditTables : IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<AuditNamedFileRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit").HasKey(a => new { a.ChainId, a.Number });
        builder.Property(a => a.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AuditNamedFileRow> builder) =>
        builder.ToTable("audit_named_file").HasKey(a => new { a.FileId, a.ChainId, a.Number });
}
