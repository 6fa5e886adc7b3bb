using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Clock;

/// <summary>The simulated clock. One row when the database has one, none when it lives in real time.</summary>
public sealed class ClockRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>The simulated instant.</summary>
    public DateTimeOffset Now { get; set; }
}

internal sealed class ClockTable : IEntityTypeConfiguration<ClockRow>
{
    public void Configure(EntityTypeBuilder<ClockRow> builder)
    {
        builder.ToTable("clock").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
    }
}
