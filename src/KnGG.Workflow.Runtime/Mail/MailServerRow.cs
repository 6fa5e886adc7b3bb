using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>How the mail server is. One row since it first failed; all nodes go by it, so that an outage is probed and not stormed.</summary>
public sealed class MailServerRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>Since when it does not take mail, in real time; null when it does.</summary>
    public DateTimeOffset? DownSince { get; set; }

    /// <summary>Nothing is sent before this instant, in real time.</summary>
    public DateTimeOffset PauseUntil { get; set; }

    /// <summary>How often in a row it failed.</summary>
    public int Failures { get; set; }

    /// <summary>The incident about it, or null.</summary>
    public Guid? IncidentId { get; set; }
}

internal sealed class MailServerTable : IEntityTypeConfiguration<MailServerRow>
{
    public void Configure(EntityTypeBuilder<MailServerRow> builder)
    {
        builder.ToTable("mail_server").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
    }
}

/// <summary>Reads and writes how the mail server is.</summary>
internal static class MailServerRows
{
    public static MailServerRow Read(StepTransaction transaction) => transaction.First(
        "SELECT down_since, pause_until, failures, incident_id FROM mail_server WHERE id = 1",
        r => new MailServerRow { Id = 1, DownSince = r.InstantOrNull(0), PauseUntil = r.Instant(1), Failures = (int)r.Number(2), IncidentId = r.IdOrNull(3) })
        ?? new MailServerRow { Id = 1, PauseUntil = DateTimeOffset.UnixEpoch };

    public static void Write(StepTransaction transaction, MailServerRow server) => transaction.Execute(
        """
        INSERT INTO mail_server (id, down_since, pause_until, failures, incident_id) VALUES (1, @down_since, @pause_until, @failures, @incident_id)
        ON CONFLICT (id) DO UPDATE SET down_since = excluded.down_since, pause_until = excluded.pause_until, failures = excluded.failures, incident_id = excluded.incident_id
        """,
        ("@down_since", server.DownSince), ("@pause_until", server.PauseUntil), ("@failures", server.Failures), ("@incident_id", server.IncidentId));

    /// <summary>An administrator repaired something: look at once.</summary>
    public static void TryNow(StepTransaction transaction)
    {
        transaction.Execute("UPDATE mail_server SET pause_until = 0 WHERE id = 1");
        transaction.Execute("UPDATE mail SET not_before = 0 WHERE state = 3");
        transaction.Wake(LoopKinds.Mail);
    }
}
