using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>One trajectory with what runs around it.</summary>
/// <param name="File">The file; only the process zone counts when <paramref name="IsPseudonymous"/>.</param>
/// <param name="GivenName">Given name, or null.</param>
/// <param name="RootInstanceId">The root instance.</param>
/// <param name="IsPseudonymous">The reader looks after the process and may not see the child.</param>
/// <param name="Tasks">Open tasks, the first due first.</param>
/// <param name="NextDates">Timers that will go off, the first first.</param>
/// <param name="Incidents">Open incidents.</param>
/// <param name="Organisations">Names of the organisations of the team, by id.</param>
public sealed record TrajectoryView(
    TrajectoryFile File, string? GivenName, Guid RootInstanceId, bool IsPseudonymous, IReadOnlyList<TaskRow> Tasks, IReadOnlyList<DateTimeOffset> NextDates,
    IReadOnlyList<IncidentRow> Incidents, IReadOnlyDictionary<Guid, string> Organisations);

/// <summary>A sentence of the story of a trajectory.</summary>
/// <param name="At">When.</param>
/// <param name="Text">The sentence.</param>
/// <param name="By">Name of who caused it, or null for the service itself.</param>
public sealed record StoryLine(DateTimeOffset At, string Text, string? By);

/// <summary>Reads one trajectory for a person: hidden is the same as not there, and every read of a file is logged.</summary>
public sealed class TrajectoryQuery
{
    private const int MostStoryLines = 500;
    private const string Purpose = "uitvoering van de ketenaanpak";

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public TrajectoryQuery(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The trajectory; null when it is not there or hidden from this person.</summary>
    /// <param name="id">The trajectory.</param>
    /// <param name="accountId">Who reads.</param>
    /// <param name="actor">The same, for the audit log.</param>
    /// <param name="seesProcess">Looks after the process: sees every trajectory, none of its children.</param>
    /// <param name="part">What is read, for the audit log.</param>
    public TrajectoryView? Find(Guid id, Guid accountId, Actor actor, bool seesProcess, string part)
    {
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            var isMember = TrajectoryList.IsVisible(transaction, id, accountId);
            if ((!isMember && !seesProcess) || TrajectoryStore.Read(transaction, id) is not { } file)
            {
                return null;
            }

            AuditLog.Write(transaction, id, actor, now, new AuditEntry("read", isMember ? part : part + " (pseudoniem)", isMember ? Purpose : "beheer van de keten"));
            return View(transaction, file, isMember, isMember && !SeesCase(transaction, id, accountId) ? accountId : null);
        });
    }

    /// <summary>What happened, oldest first; null when the trajectory is not there or hidden.</summary>
    public IReadOnlyList<StoryLine>? Story(Guid id, Guid accountId, Actor actor, bool seesProcess)
    {
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (!TrajectoryList.IsVisible(transaction, id, accountId) && !seesProcess)
            {
                return null;
            }

            AuditLog.Write(transaction, id, actor, now, new AuditEntry("read", "verloop", Purpose));
            var names = new Dictionary<string, string?>(StringComparer.Ordinal);
            string? NameOf(string actorId) => names.TryGetValue(actorId, out var known) ? known
                : names[actorId] = Guid.TryParse(actorId, out var account)
                    ? transaction.First("SELECT display_name FROM account WHERE id = @id", r => r.Text(0), ("@id", account))
                    : null;
            return (IReadOnlyList<StoryLine>)[.. Journal.OfTrajectory(transaction, id, seesProcess || SeesCase(transaction, id, accountId) ? null : OwnInstances(transaction, id, accountId))
                .Where(l => l.Event == "Narrated")
                .Select(l => new StoryLine(l.At, l.Data["Text"].TextOrNull ?? "", NameOf(l.Actor)))
                .Where(l => l.Text.Length > 0)
                .TakeLast(MostStoryLines)];
        });
    }

    // Who only does one item of the plan reads of that item, not of the rest of the file.
    private static bool SeesCase(StepTransaction transaction, Guid trajectoryId, Guid accountId) => transaction.Query(
        """
        SELECT m.role FROM team_member m WHERE m.trajectory_id = @id AND m.until IS NULL
            AND (m.person_id = @me OR (m.person_id IS NULL AND EXISTS (
                SELECT 1 FROM account_role r WHERE r.account_id = @me AND r.organisation_id = m.organisation_id AND r.role = m.role)))
        """,
        r => r.Text(0),
        ("@id", trajectoryId), ("@me", accountId)).Any(role => RoleCodes.Find(role)?.Sees == RoleView.Case);

    private static HashSet<Guid> OwnInstances(StepTransaction transaction, Guid trajectoryId, Guid accountId) =>
        [.. OwnTasks(transaction, trajectoryId, accountId).Select(t => t.InstanceId)];

    private static IEnumerable<TaskRow> OwnTasks(StepTransaction transaction, Guid trajectoryId, Guid accountId) =>
        TaskRows.OfTrajectory(transaction, trajectoryId).Where(t => TaskAccess.For(transaction, t, accountId, DateTimeOffset.MinValue) is not null);

    private static TrajectoryView View(StepTransaction transaction, TrajectoryFile file, bool isMember, Guid? onlyTasksOf)
    {
        var (givenName, root) = transaction.First(
            "SELECT c.given_name, t.root_instance_id FROM trajectory t JOIN child c ON c.id = t.child_id WHERE t.id = @id",
            r => (r.TextOrNull(0), r.Id(1)),
            ("@id", file.Id));
        var timers = transaction.Query(
            "SELECT s.due_at FROM stimulus s JOIN instance i ON i.id = s.instance_id WHERE i.trajectory_id = @id AND s.state = 0 AND s.kind = @kind ORDER BY s.due_at LIMIT 5",
            r => r.Instant(0),
            ("@id", file.Id), ("@kind", StoredStimulus.Timer));
        var incidents = IncidentsOf(transaction, file.Id);
        var organisations = file.Process.Team.Select(m => m.OrganisationId).OfType<Guid>().Distinct().ToDictionary(
            o => o, o => transaction.First("SELECT name FROM organisation WHERE id = @id", r => r.Text(0), ("@id", o)) ?? "");
        var tasks = (onlyTasksOf is { } own ? OwnTasks(transaction, file.Id, own) : TaskRows.OfTrajectory(transaction, file.Id)).Where(t => t.State is TaskState.Open or TaskState.Claimed).OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue).ToArray();
        return new TrajectoryView(file, isMember ? givenName : null, root, !isMember, tasks, timers, incidents, organisations);
    }

    private static List<Guid> InstancesOf(StepTransaction transaction, Guid trajectoryId) =>
        transaction.Query("SELECT id FROM instance WHERE trajectory_id = @id ORDER BY created_at", r => r.Id(0), ("@id", trajectoryId));

    private static IReadOnlyList<IncidentRow> IncidentsOf(StepTransaction transaction, Guid trajectoryId) =>
        [.. InstancesOf(transaction, trajectoryId).SelectMany(i => IncidentRows.OfInstance(transaction, i)).Where(i => i.ClosedAt is null)];
}
