using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>Explains every open trajectory from the rows: no error is needed for it to be stuck. The caller checks who may look.</summary>
public sealed class StuckList
{
    // From what is stuck to its trajectories and not the other way: without the order SQLite begins at every open trajectory.
    private const string From =
        " FROM first f CROSS JOIN trajectory t ON t.id = f.trajectory_id AND t.is_open = 1 LEFT JOIN organisation o ON o.id = f.organisation_id"
        + " WHERE f.place = 1 AND (@cause = '' OR f.cause = @cause) AND (@region = '' OR t.region = @region) AND (@municipality = '' OR t.municipality = @municipality)"
        + " AND (@step = 0 OR t.step = @step)";

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly ITaskPeople _people;

    /// <summary>Made by dependency injection.</summary>
    public StuckList(StepDatabase database, ServiceClock clock, ITaskPeople people) => (_database, _clock, _people) = (database, clock, people);

    /// <summary>The stuck trajectories, the longest stuck first.</summary>
    public Paged<StuckLine> Page(StuckFilter filter, int page, int pageSize)
    {
        page = Math.Max(page, 1);
        pageSize = Math.Clamp(pageSize, 1, 200);
        var parameters = Parameters(filter, _clock.Now);
        return _database.Read(transaction =>
        {
            // The total comes with the rows, so that finding them is paid once; a page past the end has none to carry it.
            var rows = transaction.Query(
                StuckSql.All + "SELECT f.trajectory_id, f.cause, f.since, f.role, o.name, t.region, t.municipality, t.step, count(*) OVER ()" + From
                    + " ORDER BY f.since, f.trajectory_id LIMIT @take OFFSET @skip",
                r => (Line: new StuckLine(r.Id(0), r.Text(1), r.Instant(2), r.Text(3), r.TextOrNull(4), r.Text(5), r.Text(6), (int)r.Number(7)), Total: r.Number(8)),
                [.. parameters, ("@take", pageSize), ("@skip", (long)(page - 1) * pageSize)]);
            var total = rows.Count > 0 ? rows[0].Total : page == 1 ? 0 : transaction.First(StuckSql.All + "SELECT count(*)" + From, r => r.Number(0), parameters);
            return new Paged<StuckLine>([.. rows.Select(r => r.Line)], total, page, pageSize);
        });
    }

    /// <summary>How many are stuck by cause, place and step.</summary>
    public IReadOnlyList<StuckCount> Counts(StuckFilter filter)
    {
        var parameters = Parameters(filter, _clock.Now);
        return _database.Read(transaction => transaction.Query(
            StuckSql.All + "SELECT f.cause, t.region, t.municipality, t.step, count(*)" + From + " GROUP BY f.cause, t.region, t.municipality, t.step ORDER BY count(*) DESC, f.cause, t.region, t.municipality, t.step",
            r => new StuckCount(r.Text(0), r.Text(1), r.Text(2), (int)r.Number(3), r.Number(4)),
            parameters));
    }

    /// <summary>How a trajectory stands; null when there is no such open trajectory.</summary>
    public StuckState? Of(Guid trajectoryId, StuckReader reader)
    {
        var now = _clock.Now;
        return _database.Read(transaction => Of(transaction, trajectoryId, reader, now));
    }

    /// <summary>Whether a trajectory is stuck.</summary>
    internal static bool IsStuck(StepTransaction transaction, Guid trajectoryId, DateTimeOffset now) => CausesOf(transaction, trajectoryId, now).Count > 0;

    /// <summary>How a trajectory stands, inside a transaction.</summary>
    internal StuckState? Of(StepTransaction transaction, Guid trajectoryId, StuckReader reader, DateTimeOffset now)
    {
        if (transaction.First("SELECT step FROM trajectory WHERE id = @id AND is_open = 1", r => (int?)r.Number(0), ("@id", trajectoryId)) is not { } step)
        {
            return null;
        }

        var causes = CausesOf(transaction, trajectoryId, now);
        var tasks = TaskRows.OfTrajectory(transaction, trajectoryId).Where(t => t.State is TaskState.Open or TaskState.Claimed).OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue).ThenBy(t => t.Id).ToList();
        return causes.Count == 0 ? Flowing(transaction, trajectoryId, tasks) : Explain(transaction, trajectoryId, step, causes, tasks, reader, now);
    }

    /// <summary>Everything by which a trajectory is stuck, the best explaining first.</summary>
    internal static List<StuckFact> CausesOf(StepTransaction transaction, Guid trajectoryId, DateTimeOffset now) => transaction.Query(
        StuckSql.One + "SELECT f.cause, f.since, f.subject, f.role, f.organisation_id, f.absent_from FROM first f ORDER BY f.place",
        r => new StuckFact(r.Text(0), r.Instant(1), r.IdOrNull(2), r.TextOrNull(3) ?? "", r.IdOrNull(4), r.IsNull(5) ? null : r.Date(5)),
        [.. StuckSql.At(now), ("@id", trajectoryId)]);

    private static StuckState Flowing(StepTransaction transaction, Guid trajectoryId, List<TaskRow> tasks)
    {
        var timer = transaction.First(
            "SELECT min(s.due_at) FROM stimulus s JOIN instance i ON i.id = s.instance_id WHERE i.trajectory_id = @id AND s.state = 0 AND s.kind = @kind",
            r => r.InstantOrNull(0), ("@id", trajectoryId), ("@kind", StoredStimulus.Timer));
        var task = tasks.Count > 0 ? tasks[0] : null;
        var owner = transaction.First(
            "SELECT t.owner_role, o.name, t.stage_since FROM trajectory t LEFT JOIN organisation o ON o.id = t.owner_organisation_id WHERE t.id = @id",
            r => (Role: r.TextOrNull(0), Name: r.TextOrNull(1), Since: r.Instant(2)), ("@id", trajectoryId));
        return new StuckState
        {
            TrajectoryId = trajectoryId,
            Since = task?.CreatedAt ?? owner.Since,
            Role = task?.Role ?? owner.Role,
            Organisation = task is null ? owner.Name : NameOf(transaction, task.OrganisationId),
            DueAt = task?.DueAt,
            Agreement = Some(task?.Rule),
            Next = Some(task?.Next),
            NextAt = task?.DueAt is { } due && (timer is null || due < timer) ? due : timer,
            Subject = task?.Id,
        };
    }

    private StuckState Explain(
        StepTransaction transaction, Guid trajectoryId, int step, List<StuckFact> causes, List<TaskRow> tasks, StuckReader reader, DateTimeOffset now)
    {
        var first = causes[0];

        // What the cause is about, else what the trajectory waits for first: that is where somebody can act.
        var task = tasks.Find(t => t.Id == first.Subject) ?? TaskOfMail(transaction, first, tasks) ?? tasks.Find(t => first.Subject is { } s && (t.HandoverId == s || t.PlanItemId == s))
            ?? tasks.Find(t => t.Role == first.Role) ?? (tasks.Count > 0 ? tasks[0] : null);
        var rights = new StuckRights(
            reader.IsAdministrator, reader.IsCoordinator, _people.IsCaseOwner(transaction, trajectoryId, reader.AccountId),
            task is not null && TaskAccess.For(transaction, task, reader.AccountId, now) is not null, task?.OnBehalfAllowed ?? false, step);
        var incident = first is { Cause: StuckCauses.Incident, Subject: { } id } ? IncidentRows.Find(transaction, id) : null;
        return new StuckState
        {
            TrajectoryId = trajectoryId,
            Cause = first.Cause,
            Others = [.. causes.Skip(1).Select(c => c.Cause).Distinct().Where(c => c != first.Cause)],
            Since = first.AbsentFrom is { } absent && DutchTime.StartOf(absent) > first.Since ? DutchTime.StartOf(absent) : first.Since,
            Role = first.Role,
            Organisation = NameOf(transaction, first.OrganisationId),
            DueAt = task?.DueAt,
            Agreement = Some(task?.Rule),
            Next = incident is not null ? $"{StuckCauses.Find(first.Cause)!.Next} {incident.Message}"
                : first.Cause == StuckCauses.OverdueTask && Some(task?.IfNothing) is { } otherwise ? otherwise : StuckCauses.Find(first.Cause)!.Next,
            Subject = first.Subject,
            Actions = StuckActions.For(first.Cause, rights),
        };
    }

    private static TaskRow? TaskOfMail(StepTransaction transaction, StuckFact fact, List<TaskRow> tasks) => fact is { Cause: StuckCauses.MailBounced, Subject: { } incident }
        && transaction.First("SELECT m.task_id FROM incident i JOIN mail m ON m.id = i.mail_id WHERE i.id = @id", r => r.IdOrNull(0), ("@id", incident)) is { } task
            ? tasks.Find(t => t.Id == task)
            : null;

    private static string? NameOf(StepTransaction transaction, Guid? organisation) =>
        organisation is { } id ? transaction.First("SELECT name FROM organisation WHERE id = @id", r => r.Text(0), ("@id", id)) : null;

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static (string Name, object? Value)[] Parameters(StuckFilter filter, DateTimeOffset now) =>
    [
        .. StuckSql.At(now), ("@cause", filter.Cause ?? ""), ("@region", filter.Region ?? ""), ("@municipality", filter.Municipality ?? ""), ("@step", filter.Step ?? 0),
    ];
}

/// <summary>One cause that holds for a trajectory.</summary>
internal sealed record StuckFact(string Cause, DateTimeOffset Since, Guid? Subject, string Role, Guid? OrganisationId, DateOnly? AbsentFrom);
