using System.Collections.Frozen;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Handovers;

/// <summary>A handover as a list shows it.</summary>
/// <param name="Handover">The row.</param>
/// <param name="DueAt">When its open task is due, or null.</param>
public sealed record HandoverItem(HandoverRow Handover, DateTimeOffset? DueAt);

/// <summary>
/// Handovers for those who do not look at tasks: each answer finds the open task of the handover and answers it with the outcome of that
/// meaning, so that the definition stays in charge of what follows.
/// </summary>
public sealed class HandoverDesk
{
    private const string Columns = """
        SELECT h.id, h.trajectory_id, h.state, h.from_role, h.from_organisation_id, h.to_role, h.to_organisation_id, h.reason, h.decline_reason, h.starts_on, h.offered_at, h.changed_at,
            (SELECT min(k.due_at) FROM task k WHERE k.trajectory_id = h.trajectory_id AND k.handover_id = h.id AND k.state < 2)

        """;

    // Begins at the person's roles, by the indexes of who gives and who receives, and not at all handovers.
    private const string OfPerson = """
        WITH mine(id) AS (
            SELECT h.id FROM account_role r JOIN handover h ON h.to_organisation_id = r.organisation_id AND h.to_role = r.role WHERE r.account_id = @account
            UNION SELECT h.id FROM account_role r JOIN handover h ON h.from_organisation_id = r.organisation_id AND h.from_role = r.role WHERE r.account_id = @account)

        """;

    private const string Mine = """
         WHERE EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = @account
            AND ((r.organisation_id = h.to_organisation_id AND r.role = h.to_role) OR (r.organisation_id = h.from_organisation_id AND r.role = h.from_role)))
        """;

    // The words that definitions put on the buttons; a region that uses another word answers the task itself.
    private static readonly FrozenSet<string> Accepting = Words("Aannemen", "Aangenomen", "Accepteren");
    private static readonly FrozenSet<string> AcceptingLater = Words("Aannemen met wachttijd", "Aangenomen met wachttijd");
    private static readonly FrozenSet<string> Declining = Words("Afwijzen", "Afgewezen");
    private static readonly FrozenSet<string> Contacting = Words("Gesproken", "Contact", "Contact gehad");
    private static readonly FrozenSet<string> Completing = Words("Gesproken", "Afgerond", "Afronden", "Klaar");

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly TaskDesk _tasks;
    private readonly FormCatalog _forms;

    /// <summary>Made by dependency injection.</summary>
    public HandoverDesk(StepDatabase database, ServiceClock clock, TaskDesk tasks, FormCatalog forms)
    {
        _database = database;
        _clock = clock;
        _tasks = tasks;
        _forms = forms;
    }

    /// <summary>The handovers that an account sends or receives by its roles, newest first.</summary>
    public Paged<HandoverItem> List(Guid accountId, int page = 1, int pageSize = 25)
    {
        page = Math.Max(page, 1);
        pageSize = Math.Clamp(pageSize, 1, 200);
        return _database.Read(transaction => new Paged<HandoverItem>(
            transaction.Query(
                OfPerson + Columns + "FROM mine v CROSS JOIN handover h ON h.id = v.id ORDER BY h.offered_at DESC, h.id LIMIT @take OFFSET @skip", Read,
                ("account", accountId), ("take", pageSize), ("skip", (long)(page - 1) * pageSize)),
            transaction.First(OfPerson + "SELECT count(*) FROM mine", row => row.Number(0), ("account", accountId)),
            page,
            pageSize));
    }

    /// <summary>One handover, or null when it is not there or not for this account.</summary>
    public HandoverItem? Find(Guid id, Guid accountId) => _database.Read(transaction =>
        transaction.First(Columns + "FROM handover h" + Mine + " AND h.id = @id", Read, ("account", accountId), ("id", id)));

    /// <summary>The receiver looks at the content: it is recorded and logged. The task to answer stays open.</summary>
    public TaskResult Seen(Guid id, Guid accountId)
    {
        var now = _clock.Now;
        return _database.Write<TaskResult>(transaction =>
        {
            if (transaction.First(Columns + "FROM handover h WHERE h.id = @id", Read, ("id", id)) is not { } item)
            {
                return new TaskResult.NotFound();
            }

            var handover = item.Handover;
            if (handover.ToOrganisationId is not { } receiver || !TaskAccess.Holds(transaction, accountId, receiver, handover.ToRole))
            {
                return new TaskResult.NotAllowed("Alleen de ontvanger kan de overdracht inzien.");
            }

            var actor = new Actor(accountId.ToString(), handover.ToRole, receiver.ToString());
            AuditLog.Write(transaction, handover.TrajectoryId, actor, now, new AuditEntry("read", "overdracht " + id, "warme overdracht"));
            TrajectoryStore.Apply(transaction, handover.TrajectoryId, [new MoveHandover(id, HandoverState.Seen, "", null, now, actor.Id)]);
            return new TaskResult.Done();
        });
    }

    /// <summary>Accepts, from a later date when one is given.</summary>
    public TaskResult Accept(Guid id, Guid accountId, DateOnly? startsOn = null) => startsOn is { } date
        ? Answer(id, accountId, AcceptingLater, ("startsOn", Value.Of(CareCodes.ToCode(date))), ("seen", Value.Of("yes")))
        : Answer(id, accountId, Accepting, ("seen", Value.Of("yes")));

    /// <summary>Declines with a reason code or words.</summary>
    public TaskResult Decline(Guid id, Guid accountId, string reason) => string.IsNullOrWhiteSpace(reason)
        ? new TaskResult.Invalid(new Dictionary<string, string> { ["reason"] = "Geef een reden." })
        : Answer(id, accountId, Declining, ("declineReason", Value.Of(reason)), ("reason", Value.Of(reason)), ("seen", Value.Of("yes")));

    /// <summary>The professionals spoke.</summary>
    /// <param name="id">The handover.</param>
    /// <param name="accountId">Who says so.</param>
    /// <param name="how">Channel: phone, video, visit, ...</param>
    /// <param name="with">With whom: a function, no name.</param>
    /// <param name="on">Local date.</param>
    public TaskResult Contact(Guid id, Guid accountId, string how, string with, DateOnly on) => Answer(
        id, accountId, Contacting, ("on", Value.Of(CareCodes.ToCode(on))), ("channel", Value.Of(how)), ("with", Value.Of(with)));

    /// <summary>The family was spoken to: the handover is complete.</summary>
    public TaskResult Complete(Guid id, Guid accountId) => Answer(
        id, accountId, Completing, ("on", Value.Of(CareCodes.ToCode(Care.Calendar.DutchTime.ToLocalDate(_clock.Now)))), ("reached", Value.Of("yes")));

    private TaskResult Answer(Guid id, Guid accountId, FrozenSet<string> words, params (string Name, Value Value)[] fields)
    {
        var tasks = _database.Read(transaction => transaction.Query(
            "SELECT id, outcomes, form FROM task WHERE handover_id = @id AND state < 2 ORDER BY id", row => (Id: row.Id(0), Outcomes: row.Text(1), Form: row.TextOrNull(2)), ("id", id)));
        if (tasks.Count == 0)
        {
            return Closed(id);
        }

        foreach (var task in tasks)
        {
            if (Value.Parse(task.Outcomes).AsList.Select(o => o.TextOrNull ?? "").FirstOrDefault(words.Contains) is { } outcome)
            {
                var form = _forms.Find(task.Form);
                var fitting = fields.Where(f => form is null || Fits(form.Field(f.Name), f.Value)).Select(f => new KeyValuePair<string, Value>(f.Name, f.Value));
                return _tasks.Complete(new CompleteTask(task.Id, accountId, outcome, Value.Of(ValueMap.From(fitting))));
            }
        }

        return new TaskResult.Invalid(new Dictionary<string, string> { [""] = "Dit kan niet op dit moment van de overdracht." });
    }

    // What a form has no place for, or no such choice, stays out; the outcome says what matters.
    private static bool Fits(FormField? field, Value value) =>
        field is not null && (field.Choices.Count == 0 || field.Choices.Any(c => c.Value == value.TextOrNull));

    private TaskResult Closed(Guid id) => _database.Read<TaskResult>(transaction =>
        transaction.First(Columns + "FROM handover h WHERE h.id = @id", Read, ("id", id)) is { } item
            ? new TaskResult.AlreadyDone(Actor.System.Id, item.Handover.ChangedAt)
            : new TaskResult.NotFound());

    private static HandoverItem Read(StepRow row) => new(
        new HandoverRow
        {
            Id = row.Id(0), TrajectoryId = row.Id(1), State = row.Text(2), FromRole = row.Text(3), FromOrganisationId = row.IdOrNull(4), ToRole = row.Text(5),
            ToOrganisationId = row.IdOrNull(6), Reason = row.Text(7), DeclineReason = row.TextOrNull(8), StartsOn = row.IsNull(9) ? null : row.Date(9),
            OfferedAt = row.Instant(10), ChangedAt = row.Instant(11),
        },
        row.InstantOrNull(12));

    private static FrozenSet<string> Words(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
