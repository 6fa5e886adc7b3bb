using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Families;

/// <summary>A brother or sister whose trajectory the reader may see too.</summary>
/// <param name="TrajectoryId">Its trajectory.</param>
/// <param name="GivenName">Given name, or null.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="Tasks">Open tasks: one visit can serve both children.</param>
public sealed record Sibling(Guid TrajectoryId, string? GivenName, DateOnly BirthDate, IReadOnlyList<TaskRow> Tasks);

/// <summary>A parent or carer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Relation">Code of <see cref="FamilyDesk.Relations"/>.</param>
/// <param name="HasAuthority">Whether this person has authority; null when nobody asked.</param>
/// <param name="Household">Household 1 or 2.</param>
public sealed record FamilyAdult(Guid Id, string Relation, bool? HasAuthority, int Household);

/// <summary>The family of a child.</summary>
/// <param name="Adults">Parents and carers, by household.</param>
/// <param name="Siblings">Brothers and sisters that the reader may see; of others not even that they are there.</param>
public sealed record FamilyView(IReadOnlyList<FamilyAdult> Adults, IReadOnlyList<Sibling> Siblings)
{
    /// <summary>Whether the family lives in two households.</summary>
    public bool HasTwoHouseholds => Adults.Select(a => a.Household).Distinct().Count() > 1;
}

/// <summary>
/// Families: who are siblings, who has authority, which households. Seen and kept by who works with the whole case of the child; a sibling is
/// shown only to who holds a role in the sibling's own trajectory too.
/// </summary>
public sealed class FamilyDesk
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public FamilyDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>What a parent or carer can be, with the words for people.</summary>
    public static IReadOnlyList<(string Code, string Name)> Relations { get; } =
        [("moeder", "Moeder"), ("vader", "Vader"), ("stiefouder", "Stiefouder"), ("pleegouder", "Pleegouder"), ("voogd", "Voogd"), ("anders", "Iemand anders")];

    /// <summary>The family; null when it is not for this person. A read of siblings is logged in the reader's chain.</summary>
    public FamilyView? Of(Guid trajectoryId, Guid accountId, Actor actor)
    {
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (!SeesCase(transaction, trajectoryId, accountId) || ChildOf(transaction, trajectoryId) is not { } child)
            {
                return null;
            }

            if (FamilyOf(transaction, child) is not { } family)
            {
                return new FamilyView([], []);
            }

            var siblings = transaction.Query(
                """
                SELECT t.id, c.given_name, c.birth_date FROM family_child f JOIN child c ON c.id = f.child_id JOIN trajectory t ON t.child_id = c.id AND t.is_open = 1
                WHERE f.family_id = @family AND f.child_id <> @child ORDER BY c.birth_date, t.id
                """,
                r => (Id: r.Id(0), Name: r.TextOrNull(1), Birth: r.Date(2)), ("@family", family), ("@child", child))
                .Where(s => SeesCase(transaction, s.Id, accountId))
                .Select(s => new Sibling(
                    s.Id, s.Name, s.Birth, [.. TaskRows.OfTrajectory(transaction, s.Id).Where(t => t.State is TaskState.Open or TaskState.Claimed).OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue)]))
                .ToArray();
            if (siblings.Length > 0)
            {
                AuditLog.WriteList(transaction, accountId, actor, now, new AuditEntry("list", "broers en zussen", "uitvoering van de ketenaanpak"), [.. siblings.Select(s => s.TrajectoryId)]);
            }

            var adults = transaction.Query(
                "SELECT id, relation, has_authority, household FROM family_adult WHERE family_id = @family ORDER BY household, id",
                r => new FamilyAdult(r.Id(0), r.Text(1), r.IsNull(2) ? null : r.Flag(2), (int)r.Number(3)), ("@family", family));
            return new FamilyView(adults, siblings);
        });
    }

    /// <summary>Says that another child, found by its key, is a brother or sister. Both must be children whom the person works with.</summary>
    public RegionResult Link(Guid trajectoryId, string siblingRef, Guid accountId, Actor actor)
    {
        var now = _clock.Now;
        return Change(trajectoryId, accountId, actor, "broer of zus koppelen", (transaction, child) =>
        {
            var other = transaction.First(
                "SELECT t.id, c.id FROM child c JOIN trajectory t ON t.child_id = c.id AND t.is_open = 1 WHERE c.ref_hash = @hash",
                r => ((Guid Trajectory, Guid Child)?)(r.Id(0), r.Id(1)), ("@hash", SignalIntake.Hash(siblingRef.Trim())));

            // The same answer for "not there" and "not for you": the key of a child must tell nothing.
            if (other is not { } sibling || sibling.Child == child || !SeesCase(transaction, sibling.Trajectory, accountId))
            {
                return new RegionResult.Invalid([new FieldError("ref", "", "Er is geen ander kind met dit kenmerk waarvoor u ook een rol heeft.")]);
            }

            var family = Ensure(transaction, child, actor, now);
            if (FamilyOf(transaction, sibling.Child) is { } theirs)
            {
                transaction.Send("UPDATE family_child SET family_id = @to WHERE family_id = @from", ("@to", family), ("@from", theirs));
                transaction.Send("UPDATE family_adult SET family_id = @to WHERE family_id = @from", ("@to", family), ("@from", theirs));
            }
            else
            {
                Put(transaction, sibling.Child, family, actor, now);
            }

            AuditLog.Write(transaction, sibling.Trajectory, actor, now, new AuditEntry("write", "broer of zus koppelen", "uitvoering van de ketenaanpak"));
            return new RegionResult.Done();
        });
    }

    /// <summary>Takes a child out of its family: it was linked by mistake.</summary>
    public RegionResult Unlink(Guid trajectoryId, Guid accountId, Actor actor) => Change(trajectoryId, accountId, actor, "gezin losmaken", (transaction, child) =>
    {
        transaction.Send("DELETE FROM family_child WHERE child_id = @child", ("@child", child));
        return new RegionResult.Done();
    });

    /// <summary>Writes down a parent or carer.</summary>
    public RegionResult AddAdult(Guid trajectoryId, string relation, bool? hasAuthority, int household, Guid accountId, Actor actor)
    {
        var now = _clock.Now;
        return Change(trajectoryId, accountId, actor, "ouder of verzorger", (transaction, child) =>
        {
            if (Relations.All(r => r.Code != relation) || household is not (1 or 2))
            {
                return new RegionResult.Invalid([new FieldError("relation", relation, "Kies wie dit is en in welk huishouden.")]);
            }

            transaction.Send(
                "INSERT INTO family_adult (id, family_id, relation, has_authority, household, set_by, set_at) VALUES (@id, @family, @relation, @authority, @household, @by, @at)",
                ("@id", Ids.New(now)), ("@family", Ensure(transaction, child, actor, now)), ("@relation", relation), ("@authority", hasAuthority), ("@household", household),
                ("@by", actor.Id), ("@at", now));
            return new RegionResult.Done();
        });
    }

    /// <summary>Takes a parent or carer off the list.</summary>
    public RegionResult RemoveAdult(Guid trajectoryId, Guid adultId, Guid accountId, Actor actor) => Change(trajectoryId, accountId, actor, "ouder of verzorger weghalen", (transaction, child) =>
        transaction.Execute("DELETE FROM family_adult WHERE id = @id AND family_id = @family", ("@id", adultId), ("@family", FamilyOf(transaction, child) ?? Guid.Empty)) == 0
            ? new RegionResult.NotFound()
            : new RegionResult.Done());

    private RegionResult Change(Guid trajectoryId, Guid accountId, Actor actor, string what, Func<StepTransaction, Guid, RegionResult> act)
    {
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (!SeesCase(transaction, trajectoryId, accountId) || ChildOf(transaction, trajectoryId) is not { } child)
            {
                return new RegionResult.NotFound();
            }

            var result = act(transaction, child);
            if (result is RegionResult.Done)
            {
                AuditLog.Write(transaction, trajectoryId, actor, now, new AuditEntry("write", what, "uitvoering van de ketenaanpak"));
            }

            return result;
        });
    }

    // Who carries out one item of a plan knows that item, not the family.
    private static bool SeesCase(StepTransaction transaction, Guid trajectoryId, Guid accountId) => transaction.Query(
        """
        SELECT m.role FROM team_member m WHERE m.trajectory_id = @trajectory AND m.until IS NULL
          AND (m.person_id = @me OR (m.person_id IS NULL AND EXISTS (
              SELECT 1 FROM account_role r WHERE r.account_id = @me AND r.organisation_id = m.organisation_id AND r.role = m.role)))
        """,
        r => r.Text(0), ("@trajectory", trajectoryId), ("@me", accountId)).Exists(role => RoleCodes.Find(role)?.Sees == RoleView.Case);

    private static Guid? ChildOf(StepTransaction transaction, Guid trajectoryId) =>
        transaction.First("SELECT child_id FROM trajectory WHERE id = @id", r => (Guid?)r.Id(0), ("@id", trajectoryId));

    private static Guid? FamilyOf(StepTransaction transaction, Guid child) =>
        transaction.First("SELECT family_id FROM family_child WHERE child_id = @child", r => (Guid?)r.Id(0), ("@child", child));

    private static Guid Ensure(StepTransaction transaction, Guid child, Actor actor, DateTimeOffset now)
    {
        if (FamilyOf(transaction, child) is { } known)
        {
            return known;
        }

        var family = Ids.New(now);
        Put(transaction, child, family, actor, now);
        return family;
    }

    private static void Put(StepTransaction transaction, Guid child, Guid family, Actor actor, DateTimeOffset now) => transaction.Execute(
        "INSERT INTO family_child (child_id, family_id, set_by, set_at) VALUES (@child, @family, @by, @at)", ("@child", child), ("@family", family), ("@by", actor.Id), ("@at", now));
}
