using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Incidents;

/// <summary>Stored names of the kinds of incidents.</summary>
public static class IncidentKinds
{
    /// <summary>An activity failed; it can be retried or skipped.</summary>
    public const string Activity = "activity";

    /// <summary>A stimulus could not be decided and is parked; it can be tried again.</summary>
    public const string Stimulus = "stimulus";

    /// <summary>A mail was refused for good.</summary>
    public const string Mail = "mail";

    /// <summary>The mail server takes no mail; closes by itself when it does again.</summary>
    public const string MailServer = "mail-server";

    /// <summary>A recurring job failed, or found what must be looked at; closes by itself when it finds nothing any more.</summary>
    public const string Job = "job";

    /// <summary>A child workflow that nobody waits for could not start.</summary>
    public const string Child = "child";

    /// <summary>A backup was put back: somebody decides about the mails that were waiting then.</summary>
    public const string Restore = "restore";
}

/// <summary>Something that failed and needs a person. Always has an owner.</summary>
public sealed class IncidentRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>One of <see cref="IncidentKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The instance, or null.</summary>
    public Guid? InstanceId { get; set; }

    /// <summary>The trajectory, or null.</summary>
    public Guid? TrajectoryId { get; set; }

    /// <summary>The activity, or empty.</summary>
    public string ActivityId { get; set; } = "";

    /// <summary>Its node id, or empty.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>Its type, or empty.</summary>
    public string ActivityType { get; set; } = "";

    /// <summary>What went wrong, one Dutch sentence.</summary>
    public string Message { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Role code of who must act.</summary>
    public string OwnerRole { get; set; } = "";

    /// <summary>Organisation of who must act, or null for every organisation's holder of the role.</summary>
    public Guid? OwnerOrganisationId { get; set; }

    /// <summary>The parked stimulus, or null.</summary>
    public long? StimulusSeq { get; set; }

    /// <summary>The mail, or null.</summary>
    public Guid? MailId { get; set; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>By whom, or null.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>How: retried, skipped, cancelled, ended, recovered; or null.</summary>
    public string? Resolution { get; set; }
}

internal sealed class IncidentTable : IEntityTypeConfiguration<IncidentRow>
{
    public void Configure(EntityTypeBuilder<IncidentRow> builder)
    {
        builder.ToTable("incident").HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => i.InstanceId).HasFilter("instance_id IS NOT NULL");
        builder.HasIndex(i => i.TrajectoryId).HasFilter("trajectory_id IS NOT NULL");
        builder.HasIndex(i => i.At).HasFilter("closed_at IS NULL");
    }
}
