using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Absences;

namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>
/// Every way in which an open trajectory can be stuck, each as a query that begins at what is wrong (open incidents, late tasks, absent
/// people), by an index that holds only that. None reads what has ended, so history may grow.
/// </summary>
internal static class StuckSql
{
    // What is due waits this long before it counts as not taken up: a catch-up after an outage is no fault.
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    // The plus keeps the planner from the index over the trajectories of all that ever was. Columns: trajectory, cause, since, subject, role, organisation, person's absence from this local date on.
    private static readonly string[] Parts =
    [
        $"""
        SELECT i.trajectory_id, '{StuckCauses.Incident}', i.at, i.id, i.owner_role, i.owner_organisation_id, NULL
        FROM incident i WHERE i.closed_at IS NULL AND i.kind <> 'mail' AND +i.trajectory_id IS NOT NULL AND [i.trajectory_id]
        """,
        $"""
        SELECT n.trajectory_id, '{StuckCauses.MigrationRefused}', m.taken_at, n.id, 'coordinator', NULL, NULL
        FROM migration_item m JOIN instance n ON n.id = m.instance_id
        WHERE m.state = 3 AND n.status = 0 AND n.set_id <> m.to_set_id AND +n.trajectory_id IS NOT NULL AND [n.trajectory_id]
          AND NOT EXISTS (SELECT 1 FROM migration_item x WHERE x.instance_id = m.instance_id AND x.state = 3 AND x.taken_at > m.taken_at)
        """,
        $"""
        SELECT n.trajectory_id, '{StuckCauses.TimerOverdue}', s.due_at, n.id, 'beheerder', NULL, NULL
        FROM stimulus s JOIN instance n ON n.id = s.instance_id
        WHERE s.state = 0 AND s.due_at < @patience AND +n.trajectory_id IS NOT NULL AND [n.trajectory_id]
        """,
        $"""
        SELECT i.trajectory_id, '{StuckCauses.MailBounced}', i.at, i.id, m.role, coalesce(k.organisation_id, i.owner_organisation_id), NULL
        FROM incident i JOIN mail m ON m.id = i.mail_id LEFT JOIN task k ON k.id = m.task_id
        WHERE i.closed_at IS NULL AND i.kind = 'mail' AND +i.trajectory_id IS NOT NULL AND [i.trajectory_id] AND (k.id IS NULL OR k.state < 2)
        """,

        // A daily mail is about no trajectory itself; its lines are.
        $"""
        SELECT l.trajectory_id, '{StuckCauses.MailBounced}', i.at, i.id, l.role, coalesce(k.organisation_id, i.owner_organisation_id), NULL
        FROM incident i JOIN mail l ON l.digest_id = i.mail_id AND l.state = 6 LEFT JOIN task k ON k.id = l.task_id
        WHERE i.closed_at IS NULL AND i.kind = 'mail' AND +l.trajectory_id IS NOT NULL AND [l.trajectory_id] AND (k.id IS NULL OR k.state < 2)
        """,
        $"""
        SELECT k.trajectory_id, '{StuckCauses.TaskWithoutOwner}', k.created_at, k.id, k.role, NULL, NULL
        FROM task k WHERE k.state < 2 AND k.organisation_id IS NULL AND k.person_id IS NULL AND k.claimed_by IS NULL AND +k.trajectory_id IS NOT NULL AND [k.trajectory_id]
        """,
        Held(StuckCauses.OwnerLeft, "person_id", "NOT " + Holds("k.person_id", "k")),
        Held(StuckCauses.OwnerLeft, "claimed_by", "NOT " + Holds("k.claimed_by", "k")),
        $"""
        SELECT t.id, '{StuckCauses.OwnerLeft}', t.stage_since, NULL, p.r, p.o, NULL
        FROM deserted p CROSS JOIN trajectory t ON t.closed_at IS NULL AND t.owner_organisation_id = p.o AND t.owner_role = p.r
        WHERE p.held = 0 AND [t.id]
        """,
        Away("person_id"),
        Away("claimed_by"),
        $"""
        SELECT t.id, '{StuckCauses.OwnerAbsent}', t.stage_since, NULL, p.r, p.o, p.absent_from
        FROM deserted p CROSS JOIN trajectory t ON t.closed_at IS NULL AND t.owner_organisation_id = p.o AND t.owner_role = p.r
        WHERE p.held = 1 AND [t.id]
        """,
        $"""
        SELECT k.trajectory_id,
               CASE WHEN k.consent_for IS NOT NULL THEN '{StuckCauses.ConsentMissing}'
                    WHEN k.handover_id IS NOT NULL AND EXISTS (SELECT 1 FROM handover h WHERE h.id = k.handover_id AND h.state IN ('aangeboden', 'gezien'))
                    THEN '{StuckCauses.HandoverUnanswered}' ELSE '{StuckCauses.OverdueTask}' END,
               k.due_at, k.id, k.role, k.organisation_id, NULL
        FROM task k WHERE k.state < 2 AND k.due_at < @now AND +k.trajectory_id IS NOT NULL AND [k.trajectory_id]
        """,
        """
        SELECT s.trajectory_id, s.cause, s.since, s.subject, s.role, s.organisation_id, NULL FROM stuck_sign s WHERE s.since <= @now AND [s.trajectory_id]
        """,
    ];

    // The pairs of organisation and role that own an open trajectory, each found by one step in the index: as many steps as pairs, not as
    // trajectories. Of these only the ones where nobody is there to do the work lead to trajectories.
    private const string AllPairs =
        """
        WITH RECURSIVE pair(o, r) AS (
            SELECT o, r FROM (SELECT owner_organisation_id AS o, owner_role AS r FROM trajectory
                WHERE closed_at IS NULL AND owner_organisation_id IS NOT NULL ORDER BY owner_organisation_id, owner_role LIMIT 1) f
            UNION ALL
            SELECT n.owner_organisation_id, n.owner_role FROM pair q JOIN trajectory n ON n.id = coalesce(
                (SELECT x.id FROM trajectory x WHERE x.closed_at IS NULL AND x.owner_organisation_id = q.o AND x.owner_role > q.r ORDER BY x.owner_role LIMIT 1),
                (SELECT x.id FROM trajectory x WHERE x.closed_at IS NULL AND x.owner_organisation_id > q.o ORDER BY x.owner_organisation_id, x.owner_role LIMIT 1)))
        """;

    // Of one trajectory only its own owner.
    private const string OnePair = "WITH RECURSIVE pair(o, r) AS (SELECT owner_organisation_id, owner_role FROM trajectory WHERE id = @id AND closed_at IS NULL)";

    private static readonly string Deserted =
        $"""
        ,
        deserted(o, r, held, absent_from) AS MATERIALIZED (
            SELECT p.o, p.r, CASE WHEN EXISTS (SELECT 1 FROM account_role h WHERE h.organisation_id = p.o AND h.role = p.r) THEN 1 ELSE 0 END,
                   (SELECT max(a.absent_from) FROM account_role h JOIN account a ON a.id = h.account_id WHERE h.organisation_id = p.o AND h.role = p.r)
            FROM pair p WHERE NOT EXISTS (
                SELECT 1 FROM account_role h JOIN account a ON a.id = h.account_id WHERE h.organisation_id = p.o AND h.role = p.r AND NOT ({StandIns.Absent("a")} AND {Alone("a")}))),
        found(trajectory_id, cause, since, subject, role, organisation_id, absent_from) AS (

        """;

    private const string Ranked =
        """
        , first AS (
            SELECT f.*, row_number() OVER (PARTITION BY f.trajectory_id ORDER BY [rank], f.since, f.subject) AS place FROM found f)

        """;

    /// <summary>Common table <c>found</c>: everything by which any trajectory is stuck. Another table may follow after a comma.</summary>
    public static string Found { get; } = Build(AllPairs, _ => "1 = 1");

    /// <summary>Common tables <c>found</c> (everything) and <c>first</c> (the best explaining one has place 1) over all trajectories.</summary>
    public static string All { get; } = Found + InOrder();

    /// <summary>The same of one trajectory, <c>@id</c>, by its own indexes.</summary>
    public static string One { get; } = Build(OnePair, column => column + " = @id") + InOrder();

    /// <summary>The parameters of both.</summary>
    public static (string Name, object? Value)[] At(DateTimeOffset now) =>
        [("@now", now), ("@patience", now - Patience), ("@today", Care.Calendar.DutchTime.ToLocalDate(now))];

    private static string Build(string pairs, Func<string, string> only) =>
        pairs + Deserted
        + string.Join("\nUNION ALL\n", Parts.Select(p => System.Text.RegularExpressions.Regex.Replace(p, @"\[([a-z]\.[a-z_]+)\]", m => only(m.Groups[1].Value))))
        + ")";

    private static string InOrder() =>
        Ranked.Replace("[rank]", "CASE f.cause " + string.Concat(StuckCauses.All.Select((c, i) => $"WHEN '{c.Code}' THEN {i} ")) + "END", StringComparison.Ordinal);

    private static string Holds(string account, string task) =>
        $"EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = {account} AND r.organisation_id = {task}.organisation_id AND r.role = {task}.role)";

    private static string Alone(string account) =>
        $"NOT EXISTS (SELECT 1 FROM account d WHERE d.id = {account}.deputy_id AND NOT {StandIns.Absent("d")})";

    // A task that was escalated to somebody else can be done by that other person.
    private static string Held(string cause, string column, string when) =>
        $"""
        SELECT k.trajectory_id, '{cause}', k.created_at, k.id, k.role, k.organisation_id, NULL
        FROM task k WHERE k.state < 2 AND k.{column} IS NOT NULL AND +k.trajectory_id IS NOT NULL AND [k.trajectory_id] AND {when}
          AND k.escalated_person_id IS NULL AND k.escalated_role IS NULL
        """;

    private static string Away(string column) =>
        $"""
        SELECT k.trajectory_id, '{StuckCauses.OwnerAbsent}', k.created_at, k.id, k.role, k.organisation_id, a.absent_from
        FROM account a JOIN task k ON k.{column} = a.id
        WHERE {StandIns.Absent("a")} AND {Alone("a")} AND k.state < 2 AND k.{column} IS NOT NULL AND +k.trajectory_id IS NOT NULL AND [k.trajectory_id]
          AND k.escalated_person_id IS NULL AND k.escalated_role IS NULL
        """;
}
