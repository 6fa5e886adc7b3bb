using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Repairs;

/// <summary>States of a repair; the numbers are stored.</summary>
public enum RepairState
{
    /// <summary>Children are taken one by one.</summary>
    Running = 0,

    /// <summary>Somebody stopped it for now.</summary>
    Paused = 1,

    /// <summary>Every child has been taken; what came of it is looked at as soon as the work is done.</summary>
    Looking = 2,

    /// <summary>Every child has been taken and looked at.</summary>
    Done = 3,
}

/// <summary>States of one child in a repair; the numbers are stored.</summary>
public enum RepairItemState
{
    /// <summary>Not taken yet.</summary>
    Pending = 0,

    /// <summary>The action was done.</summary>
    Applied = 1,

    /// <summary>The trajectory went on by itself before.</summary>
    NotNeeded = 2,

    /// <summary>The action was not possible; the reason says why.</summary>
    Refused = 3,
}

/// <summary>What the second look found; the numbers are stored.</summary>
public enum RepairLook
{
    /// <summary>Not looked yet.</summary>
    None = 0,

    /// <summary>The cause is gone.</summary>
    Resolved = 1,

    /// <summary>The cause is there again.</summary>
    CameBack = 2,

    /// <summary>It cannot be said: the work is not done yet, or a person has to act.</summary>
    Unknown = 3,
}

/// <summary>One action for a number of stuck trajectories.</summary>
public sealed class RepairBatchRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Code of the action.</summary>
    public string Action { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public RepairState State { get; set; }

    /// <summary>Who started it, as an actor in JSON.</summary>
    public string StartedBy { get; set; } = "";

    /// <summary>The account that started it.</summary>
    public Guid AccountId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the last child was taken, in real time: the second look does not wait for ever; or null.</summary>
    public DateTimeOffset? LookingSince { get; set; }

    /// <summary>When every child had been looked at, or null.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>One child in a repair.</summary>
public sealed class RepairItemRow
{
    /// <summary>The repair.</summary>
    public Guid BatchId { get; set; }

    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>Place in the repair, from 1.</summary>
    public int Number { get; set; }

    /// <summary>Why it was stuck when the repair was started.</summary>
    public string Cause { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public RepairItemState State { get; set; }

    /// <summary>What was done, or why not, in Dutch; or null.</summary>
    public string? Reason { get; set; }

    /// <summary>When it was taken, or null.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>What the second look found.</summary>
    public RepairLook Look { get; set; }

    /// <summary>What is the matter, in Dutch; or null.</summary>
    public string? LookReason { get; set; }

    /// <summary>When it was looked at last, or null.</summary>
    public DateTimeOffset? LookedAt { get; set; }
}

internal sealed class RepairTables : IEntityTypeConfiguration<RepairBatchRow>, IEntityTypeConfiguration<RepairItemRow>
{
    public void Configure(EntityTypeBuilder<RepairBatchRow> builder)
    {
        builder.ToTable("repair_batch").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => b.StartedAt);
        builder.HasIndex(b => b.State).HasFilter("state IN (0, 2)").HasDatabaseName("ix_repair_batch_at_work");
    }

    public void Configure(EntityTypeBuilder<RepairItemRow> builder)
    {
        builder.ToTable("repair_item").HasKey(i => new { i.BatchId, i.TrajectoryId });
        builder.Property(i => i.Number).ValueGeneratedNever();
        builder.HasIndex(i => new { i.BatchId, i.Number }).HasFilter("state = 0").HasDatabaseName("ix_repair_item_pending");
    }
}
