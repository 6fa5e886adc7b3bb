using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Incidents;

/// <summary>What came of a repair.</summary>
public enum RepairOutcome
{
    /// <summary>It is under way; read the incident again to see whether it came back.</summary>
    Started = 0,

    /// <summary>It was closed before.</summary>
    AlreadyClosed = 1,

    /// <summary>There is no such incident.</summary>
    NotFound = 2,

    /// <summary>This kind of incident cannot be repaired so.</summary>
    NotPossible = 3,
}

/// <summary>Where an administrator repairs incidents.</summary>
public sealed class IncidentDesk
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public IncidentDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Tries again what failed: the activity, the parked stimulus, or the mail.</summary>
    public RepairOutcome Retry(Guid incidentId, Actor actor) => OnOpen(incidentId, (transaction, incident, now) => Retry(transaction, incident, actor, now));

    /// <summary>Goes on past what failed: the activity leaves by an outcome; a parked stimulus or a mail is let go.</summary>
    public RepairOutcome Skip(Guid incidentId, string? outcome, Actor actor) => OnOpen(incidentId, (transaction, incident, now) => Skip(transaction, incident, outcome, actor, now));

    /// <summary>Tries an open incident again, in the transaction of a repair.</summary>
    internal static RepairOutcome Retry(StepTransaction transaction, IncidentRow incident, Actor actor, DateTimeOffset now)
    {
        switch (incident.Kind)
        {
            case IncidentKinds.Activity:
                StimulusWriter.Add(transaction, incident.InstanceId!.Value, new RetryIncident(incident.Id), actor, now);
                return RepairOutcome.Started;
            case IncidentKinds.Stimulus:
                transaction.Execute("UPDATE stimulus SET state = 0, attempt = 0, not_before = 0 WHERE seq = @seq AND state = 1", ("@seq", incident.StimulusSeq));
                transaction.Wake(LoopKinds.Steps);
                break;
            case IncidentKinds.Mail:
                MailRows.SendAgain(transaction, incident.MailId!.Value, now);
                break;
            case IncidentKinds.MailServer:
                // Stays open until a mail gets through.
                MailServerRows.TryNow(transaction);
                return RepairOutcome.Started;
            case IncidentKinds.Restore:
                MailRows.SendHeldBack(transaction, now);
                break;
            default:
                return RepairOutcome.NotPossible;
        }

        IncidentWriter.Close(transaction, incident.Id, "retried", actor, now);
        return RepairOutcome.Started;
    }

    /// <summary>Goes on past an open incident, in the transaction of a repair.</summary>
    internal static RepairOutcome Skip(StepTransaction transaction, IncidentRow incident, string? outcome, Actor actor, DateTimeOffset now)
    {
        switch (incident.Kind)
        {
            case IncidentKinds.Activity:
                StimulusWriter.Add(transaction, incident.InstanceId!.Value, new SkipIncident(incident.Id, outcome), actor, now);
                return RepairOutcome.Started;
            case IncidentKinds.Stimulus:
                transaction.Execute("DELETE FROM stimulus WHERE seq = @seq AND state = 1 AND kind <> 'timer'", ("@seq", incident.StimulusSeq));
                break;
            case IncidentKinds.Restore:
                MailRows.DropHeldBack(transaction, now);
                break;
            case IncidentKinds.MailServer:
                // It closes by itself; hiding it would hide the outage.
                return RepairOutcome.NotPossible;
        }

        IncidentWriter.Close(transaction, incident.Id, "skipped", actor, now);
        return RepairOutcome.Started;
    }

    private RepairOutcome OnOpen(Guid incidentId, Func<StepTransaction, IncidentRow, DateTimeOffset, RepairOutcome> act)
    {
        var now = _clock.Now;
        return _database.Write(transaction => IncidentRows.Find(transaction, incidentId) switch
        {
            null => RepairOutcome.NotFound,
            { ClosedAt: not null } => RepairOutcome.AlreadyClosed,
            var incident => act(transaction, incident, now),
        });
    }
}

/// <summary>Reads incident rows in a transaction.</summary>
public static class IncidentRows
{
    private const string Columns =
        """
        SELECT id, kind, instance_id, trajectory_id, activity_id, node_id, activity_type, message, at, owner_role, owner_organisation_id, stimulus_seq, mail_id,
               closed_at, closed_by, resolution
        FROM incident
        """;

    /// <summary>An incident, or null.</summary>
    public static IncidentRow? Find(StepTransaction transaction, Guid incidentId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(Columns + " WHERE id = @id", Read, ("@id", incidentId));
    }

    /// <summary>The open incidents, oldest first.</summary>
    public static IReadOnlyList<IncidentRow> Open(StepTransaction transaction, int take = 500)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " WHERE closed_at IS NULL ORDER BY at, id LIMIT @take", Read, ("@take", take));
    }

    /// <summary>The incidents of an instance, oldest first.</summary>
    public static IReadOnlyList<IncidentRow> OfInstance(StepTransaction transaction, Guid instanceId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " WHERE instance_id = @id ORDER BY at, id", Read, ("@id", instanceId));
    }

    private static IncidentRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        Kind = row.Text(1),
        InstanceId = row.IdOrNull(2),
        TrajectoryId = row.IdOrNull(3),
        ActivityId = row.Text(4),
        NodeId = row.Text(5),
        ActivityType = row.Text(6),
        Message = row.Text(7),
        At = row.Instant(8),
        OwnerRole = row.Text(9),
        OwnerOrganisationId = row.IdOrNull(10),
        StimulusSeq = row.NumberOrNull(11),
        MailId = row.IdOrNull(12),
        ClosedAt = row.InstantOrNull(13),
        ClosedBy = row.TextOrNull(14),
        Resolution = row.TextOrNull(15),
    };
}
