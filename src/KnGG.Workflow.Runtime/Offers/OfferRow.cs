using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Offers;

/// <summary>An offer that families can be led to.</summary>
public sealed class OfferRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Region code: who keeps it.</summary>
    public string Region { get; set; } = "";

    /// <summary>Name as families know it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Category code.</summary>
    public string Category { get; set; } = "";

    /// <summary>The organisation that gives it.</summary>
    public Guid ProviderId { get; set; }

    /// <summary>Municipality where it takes place.</summary>
    public string HomeMunicipality { get; set; } = "";

    /// <summary>Other municipalities whose families can reach it, one on a line.</summary>
    public string Catchment { get; set; } = "";

    /// <summary>Days between a request and the first possible start; null when nobody recorded it.</summary>
    public int? WaitingDays { get; set; }

    /// <summary>Free places; null when there is no limit or nobody recorded it.</summary>
    public int? FreePlaces { get; set; }

    /// <summary>Recognition code.</summary>
    public string Recognition { get; set; } = "";

    /// <summary>Id in the national source it came from, or null.</summary>
    public string? SourceId { get; set; }

    /// <summary>Lowest age in completed years.</summary>
    public int FromYears { get; set; }

    /// <summary>Highest age in completed years.</summary>
    public int ToYears { get; set; }

    /// <summary>First day on which it can be used.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Account that last wrote it.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }
}

internal sealed class OfferTable : IEntityTypeConfiguration<OfferRow>
{
    public void Configure(EntityTypeBuilder<OfferRow> builder)
    {
        builder.ToTable("offer").HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => new { o.Region, o.Category });
    }
}
