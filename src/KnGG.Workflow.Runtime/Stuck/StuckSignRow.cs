using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>A sign in a file of an open trajectory by which it is or will be stuck, so that no list needs to open files.</summary>
public sealed class StuckSignRow
{
    /// <summary>The trajectory.</summary>
    public Guid TrajectoryId { get; set; }

    /// <summary>Place among its signs; -1 for the one that does not come from the file.</summary>
    public int Number { get; set; }

    /// <summary>Code of <see cref="StuckCauses"/>.</summary>
    public string Cause { get; set; } = "";

    /// <summary>From when it holds; may lie ahead.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Role that is waited for.</summary>
    public string Role { get; set; } = "";

    /// <summary>Its organisation, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>The handover or plan item, or null.</summary>
    public Guid? Subject { get; set; }
}

internal sealed class StuckSignTable : IEntityTypeConfiguration<StuckSignRow>
{
    public void Configure(EntityTypeBuilder<StuckSignRow> builder)
    {
        builder.ToTable("stuck_sign").HasKey(s => new { s.TrajectoryId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.HasIndex(s => s.Since);
    }
}

/// <summary>Keeps the signs equal to the file.</summary>
internal static class StuckSignStore
{
    private const int Home = -1;

    /// <summary>Writes the signs of a file where they changed.</summary>
    public static void Write(StepTransaction transaction, Guid trajectory, IReadOnlyList<StuckSign> before, IReadOnlyList<StuckSign> after)
    {
        if (before.SequenceEqual(after))
        {
            return;
        }

        // Without any the trajectory is closed, and then it matters no longer where the child lives.
        transaction.Send("DELETE FROM stuck_sign WHERE trajectory_id = @id AND number >= @from", ("@id", trajectory), ("@from", after.Count == 0 ? Home : 0));
        for (var number = 0; number < after.Count; number++)
        {
            Insert(transaction, trajectory, number, after[number]);
        }
    }

    /// <summary>
    /// Writes the signs of open trajectories from before signs were kept, some at a time; false when there are none left. Every open file has
    /// a sign (the 18th birthday), so what has none is not done yet.
    /// </summary>
    public static bool Fill(StepTransaction transaction)
    {
        var bare = transaction.Query(
            "SELECT id FROM trajectory t WHERE is_open = 1 AND NOT EXISTS (SELECT 1 FROM stuck_sign s WHERE s.trajectory_id = t.id AND s.number >= 0) LIMIT 500", r => r.Id(0));
        foreach (var id in bare)
        {
            Write(transaction, id, [], StuckSigns.Of(TrajectoryStore.Read(transaction, id)!));
        }

        return bare.Count > 0;
    }

    /// <summary>The signs as they are stored, without the one about the child's home.</summary>
    public static List<StuckSign> Read(StepTransaction transaction, Guid trajectory) => transaction.Query(
        "SELECT cause, since, role, organisation_id, subject FROM stuck_sign WHERE trajectory_id = @id AND number >= 0 ORDER BY number",
        r => new StuckSign(r.Text(0), r.Instant(1), r.Text(2), r.IdOrNull(3), r.IdOrNull(4)), ("@id", trajectory));

    /// <summary>A known child gave another municipality: its trajectory is in the wrong place until somebody hands it over.</summary>
    public static void SetHome(StepTransaction transaction, Guid trajectory, Guid child, string municipality, DateTimeOffset now)
    {
        if (transaction.Execute("UPDATE child SET municipality = @here WHERE id = @child AND municipality <> @here", ("@here", municipality), ("@child", child)) == 0)
        {
            return;
        }

        Settle(transaction, trajectory);
        var owner = transaction.First(
            "SELECT owner_role, owner_organisation_id FROM trajectory WHERE id = @id AND municipality <> @here AND is_open = 1",
            r => ((string? Role, Guid? Organisation)?)(r.TextOrNull(0), r.IdOrNull(1)), ("@id", trajectory), ("@here", municipality));
        if (owner is var (role, organisation))
        {
            Insert(transaction, trajectory, Home, new StuckSign(StuckCauses.Moved, now, role ?? "", organisation, null));
        }
    }

    /// <summary>The trajectory is where the child lives.</summary>
    public static void Settle(StepTransaction transaction, Guid trajectory) =>
        transaction.Send("DELETE FROM stuck_sign WHERE trajectory_id = @id AND number = @number", ("@id", trajectory), ("@number", Home));

    private static void Insert(StepTransaction transaction, Guid trajectory, int number, StuckSign sign) => transaction.Send(
        """
        INSERT INTO stuck_sign (trajectory_id, number, cause, since, role, organisation_id, subject)
        VALUES (@trajectory, @number, @cause, @since, @role, @organisation, @subject)
        """,
        ("@trajectory", trajectory), ("@number", number), ("@cause", sign.Cause), ("@since", sign.Since), ("@role", sign.Role), ("@organisation", sign.OrganisationId),
        ("@subject", sign.Subject));
}
