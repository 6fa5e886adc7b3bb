using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Nodes;

/// <summary>States of a node; the numbers are stored.</summary>
public enum NodeState
{
    /// <summary>Takes work.</summary>
    Running = 0,

    /// <summary>Was told to stop: finishes what it has and takes no new visitors.</summary>
    Draining = 1,

    /// <summary>Its clock differs too much from that of the database: it takes no work, or follow-ups would come at the wrong moment.</summary>
    ClockOff = 2,
}

/// <summary>A process that does the work of this database, as it said of itself last.</summary>
public sealed class NodeRow
{
    /// <summary>Made anew at each start.</summary>
    public Guid Id { get; set; }

    /// <summary>Machine and process.</summary>
    public string Name { get; set; } = "";

    /// <summary>Version of the program.</summary>
    public string Version { get; set; } = "";

    /// <summary>Its start, in real time.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Its last sign of life, in real time.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>What it does.</summary>
    public NodeState State { get; set; }

    /// <summary>Stimuli dealt with since its start.</summary>
    public long Steps { get; set; }

    /// <summary>How far its clock is ahead of the database's, in milliseconds; negative: behind.</summary>
    public long ClockAheadMs { get; set; }
}

internal sealed class NodeTable : IEntityTypeConfiguration<NodeRow>
{
    public void Configure(EntityTypeBuilder<NodeRow> builder)
    {
        builder.ToTable("node").HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
    }
}
