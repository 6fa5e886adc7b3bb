using System.Text;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>What a list of trajectories is narrowed to; null is no limit.</summary>
public sealed record TrajectoryFilter
{
    /// <summary>Step 1 to 6.</summary>
    public int? Step { get; init; }

    /// <summary>Municipality.</summary>
    public string? Municipality { get; init; }

    /// <summary>GGR code; only counts for who may see files.</summary>
    public string? Ggr { get; init; }

    /// <summary>Part of the given name or the whole key of the child; only counts for who may see files.</summary>
    public string? Search { get; init; }

    /// <summary>Only those that are stuck, or only those that are not.</summary>
    public bool? Stuck { get; init; }

    /// <summary>Only open ones, or only closed ones.</summary>
    public bool? IsOpen { get; init; }
}

/// <summary>One trajectory in a list.</summary>
/// <param name="Id">The trajectory.</param>
/// <param name="GivenName">Given name; null when it is not known or not for this reader.</param>
/// <param name="BirthDate">Date of birth; null when it is not for this reader.</param>
/// <param name="Municipality">Municipality.</param>
/// <param name="IsOpen">Whether it runs.</param>
/// <param name="Step">Step 1 to 6.</param>
/// <param name="Phase">Phase code.</param>
/// <param name="Cycle">Cycle number.</param>
/// <param name="Ggr">GGR code; null when it is open or not for this reader.</param>
/// <param name="Route">Route code; null when it is open or not for this reader.</param>
/// <param name="OwnerRole">Role of the case owner, or null.</param>
/// <param name="OwnerOrganisation">Name of its organisation, or null.</param>
/// <param name="OpenTasks">Number of open tasks.</param>
/// <param name="NextDue">When the first of them is due, or null.</param>
/// <param name="IsStuck">Whether it is stuck, by any cause.</param>
public sealed record TrajectoryLine(
    Guid Id, string? GivenName, DateOnly? BirthDate, string Municipality, bool IsOpen, int Step, string Phase, int Cycle, string? Ggr, string? Route,
    string? OwnerRole, string? OwnerOrganisation, long OpenTasks, DateTimeOffset? NextDue, bool IsStuck);

/// <summary>Lists of trajectories: those in which the reader holds a current role, or all of them without the child for who looks after the process.</summary>
public sealed class TrajectoryList
{
    private const string Visible =
        """
        EXISTS (SELECT 1 FROM team_member m WHERE m.trajectory_id = t.id AND m.until IS NULL
            AND (m.person_id = @me OR (m.person_id IS NULL AND EXISTS (
                SELECT 1 FROM account_role r WHERE r.account_id = @me AND r.organisation_id = m.organisation_id AND r.role = m.role))))
        """;

    // What a person may see begins at the person, by the team's indexes, and not at all trajectories.
    private const string OfPerson =
        """
        mine(id) AS (
            SELECT m.trajectory_id FROM team_member m WHERE m.person_id = @me AND m.until IS NULL
            UNION SELECT m.trajectory_id FROM account_role r JOIN team_member m ON m.organisation_id = r.organisation_id AND m.role = r.role
                  WHERE r.account_id = @me AND m.person_id IS NULL AND m.until IS NULL)
        """;

    private const string Select =
        "SELECT t.id, c.given_name, c.birth_date, t.municipality, t.is_open, t.step, t.phase, t.cycle, t.ggr, t.route, t.owner_role, o.name,"
        + " (SELECT count(*) FROM task k WHERE k.trajectory_id = t.id AND k.state < 2),"
        + " (SELECT min(k.due_at) FROM task k WHERE k.trajectory_id = t.id AND k.state < 2)"
        + " FROM page p CROSS JOIN trajectory t ON t.id = p.id JOIN child c ON c.id = t.child_id LEFT JOIN organisation o ON o.id = t.owner_organisation_id"
        + " ORDER BY t.id DESC";

    // One step in the index for each municipality, not for each trajectory.
    private const string NextMunicipality =
        """
        WITH RECURSIVE known(name) AS (
            SELECT min(t.municipality) FROM trajectory t
            UNION ALL SELECT (SELECT min(t.municipality) FROM trajectory t WHERE t.municipality > k.name) FROM known k WHERE k.name IS NOT NULL)
        SELECT name FROM known WHERE name IS NOT NULL ORDER BY name
        """;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public TrajectoryList(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The trajectories in which a person holds a current role, newest first; the read is logged with every file that stood in it.</summary>
    public Paged<TrajectoryLine> Mine(Guid accountId, Actor actor, TrajectoryFilter filter, int page, int pageSize)
    {
        var result = _database.Read(transaction => Page(transaction, accountId, filter, all: false, page, pageSize));
        var files = result.Items.Select(i => i.Id).ToArray();
        if (files.Length > 0)
        {
            var now = _clock.Now;
            _database.Write(transaction => AuditLog.WriteList(
                transaction, accountId, actor, now, new AuditEntry("list", "lijst van trajecten", "uitvoering van de ketenaanpak"), files));
        }

        return result;
    }

    /// <summary>All trajectories without anything about the child.</summary>
    public Paged<TrajectoryLine> Process(TrajectoryFilter filter, int page, int pageSize)
    {
        var result = _database.Read(transaction => Page(transaction, Guid.Empty, filter, all: true, page, pageSize));
        return result with { Items = [.. result.Items.Select(i => i with { GivenName = null, BirthDate = null, Ggr = null, Route = null })] };
    }

    /// <summary>Names and birth dates of children in a list of tasks; only of trajectories in which the person holds a current role.</summary>
    public IReadOnlyDictionary<Guid, (string? GivenName, DateOnly BirthDate)> Children(Guid accountId, Actor actor, IReadOnlyCollection<Guid> trajectories, string list)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        if (trajectories.Count == 0)
        {
            return new Dictionary<Guid, (string?, DateOnly)>();
        }

        var found = _database.Read(transaction => trajectories
            .Select(id => transaction.First(
                "SELECT t.id, c.given_name, c.birth_date FROM trajectory t JOIN child c ON c.id = t.child_id WHERE t.id = @id AND " + Visible,
                r => ((Guid Id, string? Name, DateOnly Birth)?)(r.Id(0), r.TextOrNull(1), r.Date(2)),
                ("@id", id), ("@me", accountId)))
            .OfType<(Guid Id, string? Name, DateOnly Birth)>()
            .ToDictionary(c => c.Id, c => (c.Name, c.Birth)));
        if (found.Count > 0)
        {
            var now = _clock.Now;
            _database.Write(transaction => AuditLog.WriteList(
                transaction, accountId, actor, now, new AuditEntry("list", list, "uitvoering van de ketenaanpak"), found.Keys));
        }

        return found;
    }

    /// <summary>Municipalities that have a trajectory.</summary>
    public IReadOnlyList<string> Municipalities() =>
        _database.Read(transaction => transaction.Query(NextMunicipality, r => r.Text(0)));

    /// <summary>Whether a person holds a current role in a trajectory.</summary>
    public static bool IsVisible(StepTransaction transaction, Guid trajectoryId, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First("SELECT 1 FROM trajectory t WHERE t.id = @id AND " + Visible, r => (bool?)true, ("@id", trajectoryId), ("@me", accountId)) ?? false;
    }

    private Paged<TrajectoryLine> Page(StepTransaction transaction, Guid me, TrajectoryFilter filter, bool all, int page, int pageSize)
    {
        page = Math.Max(page, 1);
        pageSize = Math.Clamp(pageSize, 1, 200);
        var q = filter.Search?.Trim() ?? "";
        List<(string, object?)> parameters = [];
        var where = new StringBuilder(" WHERE 1 = 1");
        void Where(bool wanted, string condition, params ReadOnlySpan<(string, object?)> values)
        {
            if (wanted)
            {
                where.Append(" AND ").Append(condition);
                parameters.AddRange(values);
            }
        }

        // Only conditions that are asked for, so that each question has its own plan: a few dozen texts, not one for each value.
        Where(filter.Step is > 0, "t.step = @step", ("@step", filter.Step));
        Where(filter.Municipality is { Length: > 0 }, "t.municipality = @municipality", ("@municipality", filter.Municipality));
        Where(filter.Ggr is { Length: > 0 } && !all, "t.ggr = @ggr", ("@ggr", filter.Ggr));
        Where(filter.IsOpen is not null, "t.is_open = @open", ("@open", filter.IsOpen));
        Where(
            q.Length > 0 && !all, "EXISTS (SELECT 1 FROM child c WHERE c.id = t.child_id AND (lower(c.given_name) LIKE lower(@like) ESCAPE '!' OR c.ref = @q))",
            ("@q", q), ("@like", "%" + q.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%"));

        // By what the reader may not see nothing is found.
        Where(all && (filter.Ggr is { Length: > 0 } || q.Length > 0), "1 = 0");
        var with = filter.Stuck is null ? "WITH " : StuckSql.Found + ", stuck(id) AS (SELECT DISTINCT trajectory_id FROM found), ";
        var from = " FROM trajectory t";
        if (!all)
        {
            with += OfPerson + ", ";
            from = " FROM mine v CROSS JOIN trajectory t ON t.id = v.id";
            parameters.Add(("@me", me));
        }

        if (filter.Stuck is not null)
        {
            parameters.AddRange(StuckSql.At(_clock.Now));
            where.Append(" AND t.is_open = 1");
        }

        // Begins at what is stuck (the order of a CROSS JOIN is kept). What is not stuck is what is open without it: counted as a difference, and shown by looking
        // past the stuck ones.
        var amongStuck = all ? " FROM stuck f CROSS JOIN trajectory t ON t.id = f.id" : from + " CROSS JOIN stuck f ON f.id = t.id";
        long Count(string of) => transaction.First(with + "page(id) AS (SELECT t.id" + of + where + ") SELECT count(*) FROM page", r => r.Number(0), [.. parameters]);
        var (total, shown, passed) = filter.Stuck switch
        {
            null => (Count(from), from, ""),
            true => (Count(amongStuck), amongStuck, ""),
            false => (Count(from) - Count(amongStuck), from, " AND t.id NOT IN (SELECT id FROM stuck)"),
        };

        // Ids sort by the moment at which they were made, as the opening does: each way there is an index that has the newest first.
        var newest = filter.IsOpen is null && filter.Stuck is null ? "t.id DESC" : "t.opened_at DESC, t.id DESC";
        var items = transaction.Query(
            with + "page(id) AS (SELECT t.id" + shown + where + passed + " ORDER BY " + newest + " LIMIT @take OFFSET @skip) " + Select,
            ReadLine,
            [.. parameters, ("@take", pageSize), ("@skip", (long)(page - 1) * pageSize)]);
        return new Paged<TrajectoryLine>([.. items.Select(i => i with { IsStuck = i.IsOpen && StuckList.IsStuck(transaction, i.Id, _clock.Now) })], total, page, pageSize);
    }

    private static TrajectoryLine ReadLine(StepRow row) => new(
        row.Id(0), row.TextOrNull(1), row.Date(2), row.Text(3), row.Number(4) != 0, (int)row.Number(5), row.Text(6), (int)row.Number(7), row.TextOrNull(8), row.TextOrNull(9),
        row.TextOrNull(10), row.TextOrNull(11), row.Number(12), row.InstantOrNull(13), IsStuck: false);
}
