using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Families;

/// <summary>A child in a family. Identity zone: children of one family are siblings.</summary>
public sealed class FamilyChildRow
{
    /// <summary>The child.</summary>
    public Guid ChildId { get; set; }

    /// <summary>The family.</summary>
    public Guid FamilyId { get; set; }

    /// <summary>Account that linked it.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }
}

/// <summary>A parent or carer of a family. Identity zone; no name is kept, the file of the JGZ has it.</summary>
public sealed class FamilyAdultRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>The family.</summary>
    public Guid FamilyId { get; set; }

    /// <summary>moeder, vader, stiefouder, pleegouder, voogd or anders.</summary>
    public string Relation { get; set; } = "";

    /// <summary>Whether this person has authority (gezag); null when nobody asked.</summary>
    public bool? HasAuthority { get; set; }

    /// <summary>Household 1 or 2.</summary>
    public int Household { get; set; } = 1;

    /// <summary>Account that wrote it down.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }
}

internal sealed class FamilyTables : IEntityTypeConfiguration<FamilyChildRow>, IEntityTypeConfiguration<FamilyAdultRow>
{
    public void Configure(EntityTypeBuilder<FamilyChildRow> builder)
    {
        builder.ToTable("family_child").HasKey(c => c.ChildId);
        builder.Property(c => c.ChildId).ValueGeneratedNever();
        builder.HasIndex(c => c.FamilyId);
    }

    public void Configure(EntityTypeBuilder<FamilyAdultRow> builder)
    {
        builder.ToTable("family_adult").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => a.FamilyId);
    }
}
