using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Handovers;

/// <summary>A handover, for lists; the file holds the truth and its content.</summary>
public sealed class HandoverRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>State code.</summary>
    public string State { get; set; } = "";

    /// <summary>Role of the sender.</summary>
    public string FromRole { get; set; } = "";

    /// <summary>Organisation of the sender, or null.</summary>
    public Guid? FromOrganisationId { get; set; }

    /// <summary>Role of the receiver.</summary>
    public string ToRole { get; set; } = "";

    /// <summary>Organisation of the receiver, or null.</summary>
    public Guid? ToOrganisationId { get; set; }

    /// <summary>Reason code.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Why it was declined, or null.</summary>
    public string? DeclineReason { get; set; }

    /// <summary>From when the receiver can start, or null.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>When it was offered.</summary>
    public DateTimeOffset OfferedAt { get; set; }

    /// <summary>When its state last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class HandoverTable : IEntityTypeConfiguration<HandoverRow>
{
    public void Configure(EntityTypeBuilder<HandoverRow> builder)
    {
        builder.ToTable("handover").HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasIndex(h => h.TrajectoryId);
        builder.HasIndex(h => new { h.ToOrganisationId, h.ToRole, h.State });
        builder.HasIndex(h => new { h.FromOrganisationId, h.FromRole, h.State });
    }
}

/// <summary>Keeps the rows equal to the file.</summary>
internal static class HandoverStore
{
    private const string Upsert = """
        INSERT INTO handover (id, trajectory_id, state, from_role, from_organisation_id, to_role, to_organisation_id, reason, decline_reason, starts_on, offered_at, changed_at)
        VALUES (@id, @trajectory, @state, @from_role, @from, @to_role, @to, @reason, @decline_reason, @starts_on, @offered_at, @changed_at)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, decline_reason = excluded.decline_reason, starts_on = excluded.starts_on, changed_at = excluded.changed_at
        """;

    public static void Write(StepTransaction transaction, Guid trajectory, IReadOnlyList<Handover> before, IReadOnlyList<Handover> after)
    {
        for (var i = 0; i < after.Count; i++)
        {
            if (i < before.Count && ReferenceEquals(before[i], after[i]))
            {
                continue;
            }

            var handover = after[i];
            transaction.Send(
                Upsert,
                ("id", handover.Id), ("trajectory", trajectory), ("state", HandoverStates.Code(handover.State)),
                ("from_role", handover.FromRole), ("from", handover.FromOrganisation), ("to_role", handover.ToRole), ("to", handover.ToOrganisation),
                ("reason", handover.Reason), ("decline_reason", handover.DeclineReason), ("starts_on", handover.StartsOn),
                ("offered_at", handover.OfferedAt), ("changed_at", handover.Moves.Count > 0 ? handover.Moves[^1].At : handover.OfferedAt));
        }
    }
}
