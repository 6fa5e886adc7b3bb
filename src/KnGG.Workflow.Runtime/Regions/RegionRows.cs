using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>A municipality that takes part, or that an import named.</summary>
public sealed class MunicipalityRow
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Region code, or empty while nobody said so.</summary>
    public string Region { get; set; } = "";

    /// <summary>Whether it came in by an import and nobody has arranged anything yet: no roles, no offers.</summary>
    public bool IsBare { get; set; }
}

/// <summary>A setting that a level has set.</summary>
public sealed class CareSettingRow
{
    /// <summary>Order in which it was set.</summary>
    public long Seq { get; set; }

    /// <summary>Key.</summary>
    public string Key { get; set; } = "";

    /// <summary>Level code.</summary>
    public string Level { get; set; } = "";

    /// <summary>Region, municipality or organisation; null at national level.</summary>
    public string? Scope { get; set; }

    /// <summary>First day on which it holds.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Value.</summary>
    public string Value { get; set; } = "";

    /// <summary>Source label code.</summary>
    public string SourceLabel { get; set; } = "";

    /// <summary>What it is based on.</summary>
    public string Basis { get; set; } = "";

    /// <summary>Region in which the scope lies, or empty for a national value: who may see and change it.</summary>
    public string Region { get; set; } = "";

    /// <summary>Account that set it, or empty.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When it was set, or null.</summary>
    public DateTimeOffset? SetAt { get; set; }
}

/// <summary>A region's agreement about payers.</summary>
public sealed class PayerAgreementRow
{
    /// <summary>Order in which it was recorded.</summary>
    public long Seq { get; set; }

    /// <summary>Region code.</summary>
    public string Region { get; set; } = "";

    /// <summary>Chosen reading for the intake, by code.</summary>
    public string AnamnesisPayer { get; set; } = "";

    /// <summary>Payer of JGZ tasks, by code.</summary>
    public string JgzPayer { get; set; } = "";

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Day of signing.</summary>
    public DateOnly AgreedOn { get; set; }

    /// <summary>Who signed, separated by semicolons: functions and organisations.</summary>
    public string Signatories { get; set; } = "";

    /// <summary>Account that recorded it, or empty.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When it was recorded, or null.</summary>
    public DateTimeOffset? SetAt { get; set; }
}

internal sealed class RegionTables : IEntityTypeConfiguration<MunicipalityRow>, IEntityTypeConfiguration<CareSettingRow>, IEntityTypeConfiguration<PayerAgreementRow>
{
    public void Configure(EntityTypeBuilder<MunicipalityRow> builder) => builder.ToTable("municipality").HasKey(m => m.Name);

    public void Configure(EntityTypeBuilder<CareSettingRow> builder)
    {
        builder.ToTable("care_setting").HasKey(s => s.Seq);
        builder.Property(s => s.Seq).ValueGeneratedOnAdd();
        builder.Property(s => s.Region).HasDefaultValue("");
        builder.Property(s => s.SetBy).HasDefaultValue("");
        builder.HasIndex(s => s.Scope);
    }

    public void Configure(EntityTypeBuilder<PayerAgreementRow> builder)
    {
        builder.ToTable("payer_agreement").HasKey(a => a.Seq);
        builder.Property(a => a.Seq).ValueGeneratedOnAdd();
        builder.Property(a => a.SetBy).HasDefaultValue("");
        builder.HasIndex(a => a.Region);
    }
}
