using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>
/// A signal or an imported measurement that came in. A row that opened no trajectory keeps nothing of the child: two hashes say whether it
/// came before, and with the same values.
/// </summary>
public sealed class SignalRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Hash of its key (child and day, or the caller's own key).</summary>
    public string KeyHash { get; set; } = "";

    /// <summary>Hash of everything it said.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Who gave it.</summary>
    public string Source { get; set; } = "";

    /// <summary>Local date on which it came in.</summary>
    public DateOnly ReceivedOn { get; set; }

    /// <summary>The trajectory that it opened or reached, or null.</summary>
    public Guid? TrajectoryId { get; set; }

    /// <summary>The answer that was given, as JSON, to repeat it; null for an imported row and for one that opened nothing.</summary>
    public string? Answer { get; set; }
}

internal sealed class SignalTable : IEntityTypeConfiguration<SignalRow>
{
    public void Configure(EntityTypeBuilder<SignalRow> builder)
    {
        builder.ToTable("signal").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.KeyHash).IsUnique();
        builder.HasIndex(s => s.TrajectoryId).HasFilter("trajectory_id IS NOT NULL");
        builder.HasIndex(s => s.ReceivedOn);
    }
}
