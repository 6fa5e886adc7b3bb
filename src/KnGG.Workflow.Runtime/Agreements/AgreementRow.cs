using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Agreements;

/// <summary>An agreement between parties of the chain.</summary>
public sealed class AgreementRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Region code.</summary>
    public string Region { get; set; } = "";

    /// <summary>What it is about.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Level code.</summary>
    public string Level { get; set; } = "";

    /// <summary>Region, municipality or organisation for which it holds.</summary>
    public string Scope { get; set; } = "";

    /// <summary>The parties, one on a line.</summary>
    public string Parties { get; set; } = "";

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Day on which to look at it again, or null.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>Account that last wrote it.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }
}

internal sealed class AgreementTable : IEntityTypeConfiguration<AgreementRow>
{
    public void Configure(EntityTypeBuilder<AgreementRow> builder)
    {
        builder.ToTable("agreement").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => a.Region);
    }
}
