using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>A child: the identity zone. The only place of a name and of the key by which the JGZ knows the child.</summary>
public sealed class ChildRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Hash of the key by which the child is known, for finding it again.</summary>
    public string RefHash { get; set; } = "";

    /// <summary>The key itself, such as a number of the JGZ file.</summary>
    public string Ref { get; set; } = "";

    /// <summary>Given name, or null.</summary>
    public string? GivenName { get; set; }

    /// <summary>Date of birth.</summary>
    public DateOnly BirthDate { get; set; }

    /// <summary>female or male.</summary>
    public string Sex { get; set; } = "";

    /// <summary>Municipality.</summary>
    public string Municipality { get; set; } = "";

    /// <summary>When it came in.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A trajectory: the columns are for lists and filters, the process zone is the truth behind them.</summary>
public sealed class TrajectoryRow
{
    /// <summary>Its id, and the correlation id of its instances.</summary>
    public Guid Id { get; set; }

    /// <summary>The child.</summary>
    public Guid ChildId { get; set; }

    /// <summary>Whether it runs.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Step 1 to 6.</summary>
    public int Step { get; set; }

    /// <summary>Phase code.</summary>
    public string Phase { get; set; } = "";

    /// <summary>Since when it is in this step and phase.</summary>
    public DateTimeOffset StageSince { get; set; }

    /// <summary>Cycle number.</summary>
    public int Cycle { get; set; }

    /// <summary>GGR code that counts, or null while it is open.</summary>
    public string? Ggr { get; set; }

    /// <summary>Weight class code, or null.</summary>
    public string? WeightClass { get; set; }

    /// <summary>Route code, or null.</summary>
    public string? Route { get; set; }

    /// <summary>Municipality.</summary>
    public string Municipality { get; set; } = "";

    /// <summary>Region code.</summary>
    public string Region { get; set; } = "";

    /// <summary>Role of the case owner, or null when closed.</summary>
    public string? OwnerRole { get; set; }

    /// <summary>Organisation of the case owner, or null.</summary>
    public Guid? OwnerOrganisationId { get; set; }

    /// <summary>The root instance.</summary>
    public Guid RootInstanceId { get; set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Reason code of closing, or null.</summary>
    public string? ClosedReason { get; set; }

    /// <summary>When how it went was moved to the archive, or null.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Counts the changes; a writer raises it first, which holds others off until the commit.</summary>
    public long Revision { get; set; }

    /// <summary>The process zone as JSON.</summary>
    public string Process { get; set; } = "";
}

/// <summary>The health zone of a trajectory.</summary>
public sealed class TrajectoryHealthRow
{
    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>The zone as JSON.</summary>
    public string Content { get; set; } = "";
}

/// <summary>The social zone of a trajectory.</summary>
public sealed class TrajectorySocialRow
{
    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>The zone as JSON.</summary>
    public string Content { get; set; } = "";
}

/// <summary>Who holds or held a role in a trajectory: what access is decided by.</summary>
public sealed class TeamMemberRow
{
    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>Place in the team, from 0.</summary>
    public int Number { get; set; }

    /// <summary>Role code.</summary>
    public string Role { get; set; } = "";

    /// <summary>Organisation, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Account, or null for the role's team.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Whether this is the case owner in this period.</summary>
    public bool IsOwner { get; set; }

    /// <summary>From when.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Until when, or null while it lasts.</summary>
    public DateTimeOffset? Until { get; set; }
}

internal sealed class TrajectoryTables :
    IEntityTypeConfiguration<ChildRow>,
    IEntityTypeConfiguration<TrajectoryRow>,
    IEntityTypeConfiguration<TrajectoryHealthRow>,
    IEntityTypeConfiguration<TrajectorySocialRow>,
    IEntityTypeConfiguration<TeamMemberRow>
{
    public void Configure(EntityTypeBuilder<ChildRow> builder)
    {
        builder.ToTable("child").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => c.RefHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TrajectoryRow> builder)
    {
        builder.ToTable("trajectory").HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.ChildId, t.IsOpen });
        builder.HasIndex(t => new { t.IsOpen, t.OpenedAt });
        builder.HasIndex(t => new { t.Municipality, t.Step });
        builder.HasIndex(t => new { t.OwnerOrganisationId, t.OwnerRole }).HasFilter("closed_at IS NULL");
        builder.HasIndex(t => t.ClosedAt).HasFilter("closed_at IS NOT NULL AND archived_at IS NULL").HasDatabaseName("ix_trajectory_to_archive");
    }

    public void Configure(EntityTypeBuilder<TrajectoryHealthRow> builder)
    {
        builder.ToTable("trajectory_health").HasKey(t => t.TrajectoryId);
        builder.Property(t => t.TrajectoryId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<TrajectorySocialRow> builder)
    {
        builder.ToTable("trajectory_social").HasKey(t => t.TrajectoryId);
        builder.Property(t => t.TrajectoryId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<TeamMemberRow> builder)
    {
        builder.ToTable("team_member").HasKey(m => new { m.TrajectoryId, m.Number });
        builder.Property(m => m.Number).ValueGeneratedNever();
        builder.HasIndex(m => new { m.OrganisationId, m.Role });
        builder.HasIndex(m => m.PersonId).HasFilter("person_id IS NOT NULL");
    }
}
