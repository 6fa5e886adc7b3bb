using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>States of a mail; the numbers are stored.</summary>
public enum MailState
{
    /// <summary>To be sent.</summary>
    Waiting = 0,

    /// <summary>Held by a sender until its lease ends.</summary>
    Sending = 1,

    /// <summary>Accepted by the mail server.</summary>
    Sent = 2,

    /// <summary>Refused for now; again later.</summary>
    RetryAt = 3,

    /// <summary>Refused for good; there is an incident.</summary>
    Rejected = 4,

    /// <summary>No longer needed before it was sent.</summary>
    Cancelled = 5,

    /// <summary>A line of a daily mail that was not sent yet.</summary>
    InDigest = 6,

    /// <summary>Was to be sent when a backup was made that has been put back: it may have been sent since, so somebody decides.</summary>
    HeldBack = 7,
}

/// <summary>One mail to one person: the outbox. Holds no text: that is made from the template when it is sent.</summary>
public sealed class MailRow
{
    /// <summary>Its id; the Message-Id is made from it, so a repeated send can be recognised.</summary>
    public Guid Id { get; set; }

    /// <summary>Task, stage and recipient; unique, so that a mail is written once.</summary>
    public string UniqueKey { get; set; } = "";

    /// <summary>Template code.</summary>
    public string Template { get; set; } = "";

    /// <summary>Stage: new, reminder, late, ...</summary>
    public string Stage { get; set; } = "";

    /// <summary>The task it is about, or null.</summary>
    public Guid? TaskId { get; set; }

    /// <summary>The instance that wanted it.</summary>
    public Guid? InstanceId { get; set; }

    /// <summary>The trajectory, or null.</summary>
    public Guid? TrajectoryId { get; set; }

    /// <summary>The recipient's account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>Role in which the recipient gets it.</summary>
    public string Role { get; set; } = "";

    /// <summary>Where it goes.</summary>
    public string Address { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public MailState State { get; set; }

    /// <summary>Whether it is about an ordinary task, which may be a line of the daily mail; what somebody asked for, handovers and escalations are not.</summary>
    public bool IsOrdinary => (Template is "task-new" or "task-reminder" or "task-late") && (Stage is "new" or "reminder" or "late");

    /// <summary>Sent from this instant on, by the service's clock.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>End of the lease or of the back-off, in real time.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Number of the attempt; the fence of every write.</summary>
    public int Attempt { get; set; }

    /// <summary>How often it was refused for now, or met no answer.</summary>
    public int Refusals { get; set; }

    /// <summary>Whether it is a daily mail, or goes out with one.</summary>
    public bool ForDigest { get; set; }

    /// <summary>The daily mail of which it is a line, or null.</summary>
    public Guid? DigestId { get; set; }

    /// <summary>Local date on which it was sent or is being sent, or null; counts for the most mails of a day.</summary>
    public DateOnly? SentOn { get; set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was sent, rejected or cancelled, or null.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The mail server's last answer, or null.</summary>
    public string? Reply { get; set; }
}

internal sealed class MailTable : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> builder)
    {
        builder.ToTable("mail").HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => m.UniqueKey).IsUnique();
        builder.HasIndex(m => new { m.DueAt, m.Id }).HasFilter("state IN (0, 1, 3)");
        builder.HasIndex(m => m.TaskId).HasFilter("task_id IS NOT NULL");
        builder.HasIndex(m => m.TrajectoryId).HasFilter("trajectory_id IS NOT NULL");
        builder.HasIndex(m => m.CreatedAt);
        builder.Property(m => m.Refusals).HasDefaultValue(0);
        builder.Property(m => m.ForDigest).HasDefaultValue(false);
        builder.HasIndex(m => m.DigestId).HasFilter("digest_id IS NOT NULL");
        builder.HasIndex(m => new { m.AccountId, m.SentOn }).HasFilter("sent_on IS NOT NULL");
        builder.HasIndex(m => new { m.AccountId, m.DueAt }).HasFilter("state IN (0, 3)").HasDatabaseName("ix_mail_waiting_for_person");
    }
}
