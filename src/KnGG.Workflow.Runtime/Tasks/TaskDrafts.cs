using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Tasks;

/// <summary>A draft as it is read back.</summary>
/// <param name="Content">What is filled in; a map.</param>
/// <param name="Version">Which save this is.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record TaskDraft(Value Content, long Version, DateTimeOffset SavedAt);

/// <summary>How saving a draft ended. A closed family: every caller handles each.</summary>
public abstract record DraftResult
{
    private DraftResult()
    {
    }

    /// <summary>It is kept.</summary>
    /// <param name="Version">Which save this is; the next one builds on it.</param>
    public sealed record Kept(long Version) : DraftResult;

    /// <summary>Another page of the same person saved something newer; nothing was overwritten.</summary>
    public sealed record Older : DraftResult;

    /// <summary>The task is closed, is not there, or is not this person's.</summary>
    public sealed record Refused : DraftResult;
}

/// <summary>
/// Drafts of task forms: one for a person and a task, kept in the database, so that a restart, a flat battery or a lost connection loses
/// nothing. Gone with the task, or after the time of the setting <c>concept.bewaren</c>.
/// </summary>
public sealed class TaskDrafts : IDueWork
{
    private const string Keeping = "concept.bewaren";
    private const string Page = "page";
    private const int MostCharacters = 200_000;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly ITaskPeople _people;

    /// <summary>Made by dependency injection.</summary>
    public TaskDrafts(StepDatabase database, ServiceClock clock, ITaskPeople people) => (_database, _clock, _people) = (database, clock, people);

    /// <inheritdoc/>
    public int Order => 80;

    /// <summary>Keeps what somebody has filled in so far.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="accountId">Who fills it in.</param>
    /// <param name="content">What is filled in; a map. Its member <c>page</c> says on which open page; that page may always go on.</param>
    /// <param name="basedOn">The save from which the page began; 0 when it began from none.</param>
    public DraftResult Save(Guid taskId, Guid accountId, Value content, long basedOn)
    {
        var now = _clock.Now;
        var json = content.ToJson();
        return _database.Write<DraftResult>(transaction =>
        {
            if (json.Length > MostCharacters || TaskRows.Find(transaction, taskId) is not { State: TaskState.Open or TaskState.Claimed } task
                || ActorFor(transaction, task, accountId, now) is not { } actor)
            {
                return new DraftResult.Refused();
            }

            var (stored, page) = transaction.First(
                "SELECT version, content FROM task_draft WHERE task_id = @task AND account_id = @account",
                row => (Version: row.Number(0), Page: Value.Parse(row.Text(1))[Page].TextOrNull), ("@task", taskId), ("@account", accountId));
            if (stored > basedOn && (page is null or "" || page != content[Page].TextOrNull))
            {
                return new DraftResult.Older();
            }

            var version = Math.Max(stored, basedOn) + 1;

            transaction.Send(
                """
                INSERT INTO task_draft (task_id, account_id, content, version, saved_at, expires_at) VALUES (@task, @account, @content, @version, @now, @until)
                ON CONFLICT (task_id, account_id) DO UPDATE SET content = excluded.content, version = excluded.version, saved_at = excluded.saved_at, expires_at = excluded.expires_at
                """,
                ("@task", taskId), ("@account", accountId), ("@content", json), ("@version", version), ("@now", now), ("@until", Until(transaction, task, now)));

            // One line for a draft, not one for every few words of it.
            if (stored == 0 && task.TrajectoryId is { } trajectory)
            {
                AuditLog.Write(transaction, trajectory, actor, now, new AuditEntry("write", "taak " + taskId + ": concept", "uitvoering van de ketenaanpak"));
            }

            return new DraftResult.Kept(version);
        });
    }

    /// <summary>Somebody's own draft of a task, or null.</summary>
    public TaskDraft? Find(Guid taskId, Guid accountId)
    {
        var now = _clock.Now;
        return _database.Read(transaction => transaction.First(
            "SELECT content, version, saved_at FROM task_draft WHERE task_id = @task AND account_id = @account AND expires_at > @now",
            row => new TaskDraft(Value.Parse(row.Text(0)), row.Number(1), row.Instant(2)), ("@task", taskId), ("@account", accountId), ("@now", now)));
    }

    /// <summary>Throws somebody's own draft away.</summary>
    public void Drop(Guid taskId, Guid accountId) => _database.Write(transaction =>
        transaction.Send("DELETE FROM task_draft WHERE task_id = @task AND account_id = @account", ("@task", taskId), ("@account", accountId)));

    /// <inheritdoc/>
    public DateTimeOffset? NextDue() => _database.Read(transaction =>
        transaction.First("SELECT expires_at FROM task_draft ORDER BY expires_at LIMIT 1", row => (DateTimeOffset?)row.Instant(0)));

    /// <inheritdoc/>
    public Task<bool> RunDue(CancellationToken stop)
    {
        var now = _clock.Now;
        return Task.FromResult(NextDue() <= now && _database.Write(transaction => transaction.Execute("DELETE FROM task_draft WHERE expires_at <= @now", ("@now", now))) > 0);
    }

    /// <summary>The task is over: every draft of it goes in the same commit.</summary>
    internal static void DropOfTask(StepTransaction transaction, Guid taskId) =>
        transaction.Send("DELETE FROM task_draft WHERE task_id = @task", ("@task", taskId));

    private Actor? ActorFor(StepTransaction transaction, TaskRow task, Guid accountId, DateTimeOffset now) =>
        TaskAccess.For(transaction, task, accountId, now) is { } own ? new Actor(accountId.ToString(), own.Role, own.OrganisationId?.ToString())
        : task is { OnBehalfAllowed: true, TrajectoryId: { } trajectory } && _people.IsCaseOwner(transaction, trajectory, accountId)
            && _people.CaseOwner(transaction, trajectory) is { } owner ? new Actor(accountId.ToString(), owner.Role, owner.OrganisationId.ToString())
        : null;

    private static DateTimeOffset Until(StepTransaction transaction, TaskRow task, DateTimeOffset now)
    {
        var today = TaskAccess.LocalDate(now);
        var (municipality, region) = task.TrajectoryId is { } id
            ? transaction.First("SELECT municipality, region FROM trajectory WHERE id = @id", row => (row.Text(0), row.Text(1)), ("@id", id))
            : ("", "");
        var place = PlaceStore.Read(transaction, municipality ?? "", region ?? "");
        var term = place.Configuration.Resolve(Keeping, region, municipality, task.OrganisationId?.ToString("D"), today).AsTerm();
        return Care.Calendar.DutchTime.ToInstant(Care.Calendar.WorkCalendar.National.Add(today, term), new TimeOnly(23, 59));
    }
}
