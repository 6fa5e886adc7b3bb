using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>How many trajectories were stuck on a night by cause, place and step: figures without persons.</summary>
public sealed class StuckNightRow
{
    /// <summary>Local date of the scan.</summary>
    public DateOnly Night { get; set; }

    /// <summary>Code of the cause.</summary>
    public string Cause { get; set; } = "";

    /// <summary>Region.</summary>
    public string Region { get; set; } = "";

    /// <summary>Municipality.</summary>
    public string Municipality { get; set; } = "";

    /// <summary>Step, 1 to 6.</summary>
    public int Step { get; set; }

    /// <summary>How many trajectories.</summary>
    public long Trajectories { get; set; }
}

internal sealed class StuckNightTable : IEntityTypeConfiguration<StuckNightRow>
{
    public void Configure(EntityTypeBuilder<StuckNightRow> builder) =>
        builder.ToTable("stuck_night").HasKey(n => new { n.Night, n.Cause, n.Region, n.Municipality, n.Step });
}
