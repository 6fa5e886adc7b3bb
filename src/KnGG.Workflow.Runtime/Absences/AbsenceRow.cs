using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Absences;

/// <summary>
/// One absence of one person, planned or past. The account repeats the one that counts now, or the next one, so that tasks, mails and the stuck
/// list need not look here.
/// </summary>
public sealed class AbsenceRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Who is absent.</summary>
    public Guid AccountId { get; set; }

    /// <summary>First day of absence.</summary>
    public DateOnly FirstDay { get; set; }

    /// <summary>Last day of absence, or null for an open end.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Who stands in, or null for nobody: then the work goes to the organisation's list.</summary>
    public Guid? DeputyId { get; set; }

    /// <summary>Account that entered it.</summary>
    public Guid SetBy { get; set; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset SetAt { get; set; }

    /// <summary>When it was withdrawn before it began, or null.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Account that changed it last, or null.</summary>
    public Guid? ChangedBy { get; set; }
}

internal sealed class AbsenceTable : IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AbsenceRow> builder)
    {
        builder.ToTable("absence").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.AccountId, a.FirstDay }).HasFilter("withdrawn_at IS NULL");
    }
}
