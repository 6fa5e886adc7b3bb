using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>Reads and writes files inside a transaction. What lists need is written beside the zones by the same call, so it cannot differ from them.</summary>
internal static class TrajectoryStore
{
    private const string SelectFile = """
        SELECT t.process, h.content, s.content, c.id, c.birth_date, c.sex, t.municipality, t.region
        FROM trajectory t
        JOIN child c ON c.id = t.child_id
        JOIN trajectory_health h ON h.trajectory_id = t.id
        JOIN trajectory_social s ON s.trajectory_id = t.id
        WHERE t.id = @id
        """;

    private const string InsertTrajectory = """
        INSERT INTO trajectory (id, child_id, is_open, step, phase, stage_since, cycle, ggr, weight_class, route, municipality, region,
            owner_role, owner_organisation_id, root_instance_id, opened_at, closed_at, closed_reason, revision, process)
        VALUES (@id, @child, @is_open, @step, @phase, @stage_since, @cycle, @ggr, @weight_class, @route, @municipality, @region,
            @owner_role, @owner_organisation, @root, @opened_at, @closed_at, @closed_reason, 0, @process)
        """;

    private const string UpdateTrajectory = """
        UPDATE trajectory SET is_open = @is_open, step = @step, phase = @phase, stage_since = @stage_since, cycle = @cycle, ggr = @ggr,
            weight_class = @weight_class, route = @route, municipality = @municipality, region = @region, owner_role = @owner_role,
            owner_organisation_id = @owner_organisation, closed_at = @closed_at, closed_reason = @closed_reason, process = @process
        WHERE id = @id
        """;

    private const string UpsertMember = """
        INSERT INTO team_member (trajectory_id, number, role, organisation_id, person_id, is_owner, since, until)
        VALUES (@trajectory, @number, @role, @organisation, @person, @is_owner, @since, @until)
        ON CONFLICT (trajectory_id, number) DO UPDATE SET role = excluded.role, organisation_id = excluded.organisation_id,
            person_id = excluded.person_id, is_owner = excluded.is_owner, since = excluded.since, until = excluded.until
        """;

    /// <summary>The file, or null.</summary>
    public static TrajectoryFile? Read(StepTransaction transaction, Guid id) => transaction.First(SelectFile, row => new TrajectoryFile
    {
        Id = id,
        Child = new ChildFacts(row.Id(3), row.Date(4), CareCodes.TryParseSex(row.Text(5), out var sex) ? sex : Sex.Female, row.Text(6), row.Text(7)),
        Process = TrajectoryJson.ReadProcess(row.Text(0)),
        Health = TrajectoryJson.ReadHealth(row.Text(1)),
        Social = TrajectoryJson.ReadSocial(row.Text(2)),
    }, ("id", id));

    /// <summary>Writes a new file; the child's row must be there.</summary>
    public static void Insert(StepTransaction transaction, TrajectoryFile file, Guid rootInstance)
    {
        transaction.Send(InsertTrajectory, [.. Columns(file), ("child", file.Child.Id), ("root", rootInstance), ("opened_at", file.Process.OpenedAt)]);
        transaction.Send("INSERT INTO trajectory_health (trajectory_id, content) VALUES (@id, @content)", ("id", file.Id), ("content", TrajectoryJson.Write(file.Health)));
        transaction.Send("INSERT INTO trajectory_social (trajectory_id, content) VALUES (@id, @content)", ("id", file.Id), ("content", TrajectoryJson.Write(file.Social)));
        WriteTeam(transaction, file.Id, [], file.Process.Team);
        HandoverStore.Write(transaction, file.Id, [], file.Process.Handovers);
        StuckSignStore.Write(transaction, file.Id, [], StuckSigns.Of(file));
    }

    /// <summary>Changes a file; false when there is none.</summary>
    public static bool Apply(StepTransaction transaction, Guid id, IReadOnlyList<CareWrite> writes)
    {
        // Raising the revision first takes the row's lock, so that two steps of one trajectory cannot both start from the same file.
        transaction.Send("UPDATE trajectory SET revision = revision + 1 WHERE id = @id", ("id", id));
        if (Read(transaction, id) is not { } before)
        {
            return false;
        }

        Save(transaction, before, before.With(writes));
        return true;
    }

    private static void Save(StepTransaction transaction, TrajectoryFile before, TrajectoryFile after)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        // Its columns draw on all three zones.
        transaction.Send(UpdateTrajectory, Columns(after));
        if (!ReferenceEquals(before.Health, after.Health))
        {
            transaction.Send("UPDATE trajectory_health SET content = @content WHERE trajectory_id = @id", ("content", TrajectoryJson.Write(after.Health)), ("id", after.Id));
        }

        if (!ReferenceEquals(before.Social, after.Social))
        {
            transaction.Send("UPDATE trajectory_social SET content = @content WHERE trajectory_id = @id", ("content", TrajectoryJson.Write(after.Social)), ("id", after.Id));
        }

        WriteTeam(transaction, after.Id, before.Process.Team, after.Process.Team);
        HandoverStore.Write(transaction, after.Id, before.Process.Handovers, after.Process.Handovers);
        StuckSignStore.Write(transaction, after.Id, StuckSigns.Of(before), StuckSigns.Of(after));
        if (before.Child.Municipality != after.Child.Municipality)
        {
            StuckSignStore.Settle(transaction, after.Id);
        }
    }

    private static void WriteTeam(StepTransaction transaction, Guid trajectory, IReadOnlyList<TeamMember> before, IReadOnlyList<TeamMember> after)
    {
        // The team only grows: a place never goes away.
        for (var number = 0; number < after.Count; number++)
        {
            if (number < before.Count && before[number] == after[number])
            {
                continue;
            }

            var member = after[number];
            transaction.Send(
                UpsertMember,
                ("trajectory", trajectory), ("number", number), ("role", member.Role), ("organisation", member.OrganisationId), ("person", member.PersonId),
                ("is_owner", member.IsOwner), ("since", member.From), ("until", member.Until));
        }
    }

    private static (string Name, object? Value)[] Columns(TrajectoryFile file) =>
    [
        ("id", file.Id),
        ("is_open", file.IsOpen),
        ("step", file.Process.Step),
        ("phase", file.Process.Phase),
        ("stage_since", file.Process.StageSince ?? file.Process.OpenedAt),
        ("cycle", file.Process.Cycle),
        ("ggr", file.Health.Ggr is { } ggr ? CareCodes.ToCode(ggr) : null),
        ("weight_class", file.Health.Proposal?.WeightClass is { } weightClass ? CareCodes.ToCode(weightClass) : null),
        ("route", file.Social.Route is { } route ? CareCodes.ToCode(route.Route) : null),
        ("municipality", file.Child.Municipality),
        ("region", file.Child.Region),
        ("owner_role", file.Owner?.Role),
        ("owner_organisation", file.Owner?.OrganisationId),
        ("closed_at", file.Process.ClosedAt),
        ("closed_reason", file.Process.ClosedReason),
        ("process", TrajectoryJson.Write(file.Process)),
    ];
}
