using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.InstanceMigration;

/// <summary>States of a batch; the numbers are stored.</summary>
public enum MigrationBatchState
{
    /// <summary>Items are taken one by one.</summary>
    Running = 0,

    /// <summary>Somebody stopped it for now.</summary>
    Paused = 1,

    /// <summary>Every item has been taken.</summary>
    Done = 2,
}

/// <summary>States of an item; the numbers are stored.</summary>
public enum MigrationItemState
{
    /// <summary>Not taken yet.</summary>
    Pending = 0,

    /// <summary>The instance was moved.</summary>
    Moved = 1,

    /// <summary>It stays: it has ended, or is there already.</summary>
    Stayed = 2,

    /// <summary>It cannot be moved; the reason says why.</summary>
    Refused = 3,
}

/// <summary>What the second look at a moved instance found; the numbers are stored.</summary>
public enum MigrationLook
{
    /// <summary>Not looked yet.</summary>
    None = 0,

    /// <summary>It stands in the new version with everything it waits for.</summary>
    Resolved = 1,

    /// <summary>Something is the matter with it after all.</summary>
    CameBack = 2,

    /// <summary>It cannot be read, or it is no longer there.</summary>
    Unknown = 3,
}

/// <summary>A number of instances that move to the published version of their definition.</summary>
public sealed class MigrationBatchRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>The definition that was published.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>New activity ids by old ones, a JSON object.</summary>
    public string Renamed { get; set; } = "{}";

    /// <summary>Where it stands.</summary>
    public MigrationBatchState State { get; set; }

    /// <summary>Who started it: account id or "system".</summary>
    public string StartedBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the last item was taken, or null.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>One instance of a batch.</summary>
public sealed class MigrationItemRow
{
    /// <summary>The batch.</summary>
    public Guid BatchId { get; set; }

    /// <summary>The instance.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>Place in the batch, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The set that it is to be pinned to.</summary>
    public long ToSetId { get; set; }

    /// <summary>The set that it was pinned to when it was taken, or null.</summary>
    public long? FromSetId { get; set; }

    /// <summary>Where it stands.</summary>
    public MigrationItemState State { get; set; }

    /// <summary>Why it stays or is refused, in Dutch; or null.</summary>
    public string? Reason { get; set; }

    /// <summary>When it was taken, or null.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>What the second look found.</summary>
    public MigrationLook Look { get; set; }

    /// <summary>What is the matter, in Dutch; or null.</summary>
    public string? LookReason { get; set; }

    /// <summary>When it was looked at last, or null.</summary>
    public DateTimeOffset? LookedAt { get; set; }
}

internal sealed class MigrationTables : IEntityTypeConfiguration<MigrationBatchRow>, IEntityTypeConfiguration<MigrationItemRow>
{
    public void Configure(EntityTypeBuilder<MigrationBatchRow> builder)
    {
        builder.ToTable("migration_batch").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => b.StartedAt);
        builder.HasIndex(b => b.State).HasFilter("state = 0").HasDatabaseName("ix_migration_batch_running");
    }

    public void Configure(EntityTypeBuilder<MigrationItemRow> builder)
    {
        builder.ToTable("migration_item").HasKey(i => new { i.BatchId, i.InstanceId });
        builder.Property(i => i.Number).ValueGeneratedNever();
        builder.HasIndex(i => i.InstanceId).HasFilter("state = 3").HasDatabaseName("ix_migration_item_refused");
        builder.HasIndex(i => new { i.BatchId, i.Number }).HasFilter("state = 0").HasDatabaseName("ix_migration_item_pending");
    }
}
