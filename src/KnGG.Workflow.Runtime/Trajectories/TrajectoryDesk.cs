using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>How a request about a trajectory ended. A closed family: every caller handles each.</summary>
public abstract record TrajectoryResult
{
    private TrajectoryResult()
    {
    }

    /// <summary>It is passed on; the definition does the rest within a second.</summary>
    public sealed record Accepted : TrajectoryResult;

    /// <summary>There is no such trajectory.</summary>
    public sealed record NotFound : TrajectoryResult;

    /// <summary>Only the case owner decides this.</summary>
    /// <param name="Why">Dutch sentence.</param>
    public sealed record NotAllowed(string Why) : TrajectoryResult;

    /// <summary>The trajectory is closed, or stands at a step from which this cannot be done.</summary>
    /// <param name="Why">Dutch sentence.</param>
    public sealed record Conflict(string Why) : TrajectoryResult;

    /// <summary>What was given is not right.</summary>
    /// <param name="Errors">Dutch sentences by field.</param>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : TrajectoryResult;
}

/// <summary>
/// Where people steer a whole trajectory. It only tells the trajectory's definition what was decided: an event to the root instance, in
/// one transaction with the audit line.
/// </summary>
public sealed class TrajectoryDesk
{
    private const string ReenterEvent = "opnieuw-doorlopen";
    private const string CloseEvent = "afsluiten";
    private const string PauseEvent = "pauze";
    private const string ResumeEvent = "hervatten";
    private const string MovedEvent = "verhuisd";
    private const string WithdrawnEvent = "toestemming-ingetrokken";

    /// <summary>What can change hands, and the event that asks the case owner who takes over.</summary>
    public static IReadOnlyList<(string Code, string Event, string Name)> Changes { get; } =
        [("czv", "wisseling-czv", "Andere CZV"), ("domein", "wisseling-domein", "Ander domein")];

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly Tasks.ITaskPeople _people;

    /// <summary>Made by dependency injection.</summary>
    public TrajectoryDesk(StepDatabase database, ServiceClock clock, Tasks.ITaskPeople people)
    {
        _database = database;
        _clock = clock;
        _people = people;
    }

    /// <summary>Runs the trajectory again from an earlier step.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who decides: the case owner.</param>
    /// <param name="toStep">2, 3 or 4.</param>
    /// <param name="reason">Reason code.</param>
    public TrajectoryResult ReEnter(Guid trajectoryId, Guid accountId, int toStep, string reason)
    {
        var errors = new List<FieldError>();
        if (toStep is not (2 or 3 or 4))
        {
            errors.Add(new FieldError("toStep", toStep.ToString(System.Globalization.CultureInfo.InvariantCulture), "Opnieuw doorlopen kan naar stap 2, 3 of 4."));
        }

        CheckReason(CareChoices.ReentryReasons, reason, errors);
        return Tell(
            trajectoryId, accountId, errors, ReenterEvent, Value.MapOf(("stap", Value.Of(toStep)), ("reden", Value.Of(reason))),
            step => step < 3 ? "Opnieuw doorlopen kan vanaf stap 3." : toStep >= step && step < 6 ? "Ga naar een stap die eerder komt." : null);
    }

    /// <summary>Closes the trajectory.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who decides: the case owner.</param>
    /// <param name="reason">Reason code.</param>
    public TrajectoryResult Close(Guid trajectoryId, Guid accountId, string reason)
    {
        var errors = new List<FieldError>();
        CheckReason(CareChoices.ClosingReasons, reason, errors);
        return Tell(trajectoryId, accountId, errors, CloseEvent, Value.MapOf(("reden", Value.Of(reason))), _ => null);
    }

    /// <summary>Agrees a pause with the family: a dated wait that moves what is expected of people.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who decides: the case owner.</param>
    /// <param name="reason">Code of <see cref="PauseReasons"/>.</param>
    /// <param name="until">Local end date, after today; null for the longest pause of the region, which also caps it.</param>
    public TrajectoryResult Pause(Guid trajectoryId, Guid accountId, string reason, DateOnly? until)
    {
        var errors = new List<FieldError>();
        if (PauseReasons.All.All(r => r.Code != reason))
        {
            errors.Add(new FieldError("reason", reason, $"Kies een reden: {string.Join(", ", PauseReasons.All.Select(r => r.Code))}."));
        }

        if (until is { } date && date <= Care.Calendar.DutchTime.ToLocalDate(_clock.Now))
        {
            errors.Add(new FieldError("until", CareCodes.ToCode(date), "De einddatum ligt in de toekomst."));
        }

        var payload = Value.MapOf(("reden", Value.Of(reason)), ("tot", Value.Of(until is { } end ? CareCodes.ToCode(end) : "")));
        return Tell(trajectoryId, accountId, errors, PauseEvent, payload, _ => null, transaction =>
            IsPaused(transaction, trajectoryId) ? "Er loopt al een pauze." : null);
    }

    /// <summary>Ends a pause before its date.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who decides: the case owner.</param>
    public TrajectoryResult Resume(Guid trajectoryId, Guid accountId) => Tell(
        trajectoryId, accountId, [], ResumeEvent, Value.MapOf(), _ => null, transaction => IsPaused(transaction, trajectoryId) ? null : "Er loopt geen pauze.");

    /// <summary>Asks who takes over: another CZV, or another domain. What follows is a warm handover with that reason.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who decides: the case owner.</param>
    /// <param name="what">Code of <see cref="Changes"/>.</param>
    public TrajectoryResult Change(Guid trajectoryId, Guid accountId, string what)
    {
        var change = Changes.FirstOrDefault(c => c.Code == what);
        List<FieldError> errors = change.Event is null ? [new FieldError("what", what, $"Kies wat er wisselt: {string.Join(", ", Changes.Select(c => c.Code))}.")] : [];
        return Tell(trajectoryId, accountId, errors, change.Event ?? "", Value.MapOf(), _ => null);
    }

    /// <summary>The family moves: the child's home changes now, the trajectory itself only when the receiver there accepts it.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who decides: the case owner.</param>
    /// <param name="municipality">The new municipality.</param>
    public TrajectoryResult Move(Guid trajectoryId, Guid accountId, string municipality)
    {
        List<FieldError> errors = string.IsNullOrWhiteSpace(municipality) ? [new FieldError("municipality", municipality, "Vul de nieuwe gemeente in.")] : [];
        return Tell(trajectoryId, accountId, errors, MovedEvent, Value.MapOf(), _ => null, transaction =>
        {
            var (child, here) = transaction.First(
                "SELECT child_id, municipality FROM trajectory WHERE id = @id", row => (Child: row.Id(0), Here: row.Text(1)), ("id", trajectoryId));
            if (string.Equals(here, municipality.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return "Het traject is al in deze gemeente.";
            }

            if (Regions.PlaceStore.RegionOf(transaction, municipality.Trim()) is null)
            {
                Regions.PlaceStore.AddBare(transaction, municipality.Trim());
            }

            Stuck.StuckSignStore.SetHome(transaction, trajectoryId, child, municipality.Trim(), _clock.Now);
            return null;
        });
    }

    /// <summary>The family no longer wants to share with a recipient, or with anybody: nothing new is shared from now on.</summary>
    /// <param name="trajectoryId">The trajectory.</param>
    /// <param name="accountId">Who writes it down: the case owner.</param>
    /// <param name="recipientRole">Role code, or null for everybody.</param>
    public TrajectoryResult WithdrawConsent(Guid trajectoryId, Guid accountId, string? recipientRole) => Tell(
        trajectoryId, accountId, [], WithdrawnEvent, Value.MapOf(("ontvanger", Value.Of(recipientRole ?? ""))), _ => null, transaction =>
        {
            TrajectoryStore.Apply(
                transaction, trajectoryId, [new Care.Trajectories.Writes.WithdrawConsent(recipientRole, Care.Calendar.DutchTime.ToLocalDate(_clock.Now))]);
            return null;
        });

    private static bool IsPaused(StepTransaction transaction, Guid id) => TrajectoryStore.Read(transaction, id)?.Process.Pause is not null;

    // The last word inside the transaction: what else is written, or why it cannot be.
    private TrajectoryResult Tell(
        Guid id, Guid account, List<FieldError> errors, string name, Value payload, Func<int, string?> conflict, Func<StepTransaction, string?>? also = null)
    {
        if (errors.Count > 0)
        {
            return new TrajectoryResult.Invalid(errors);
        }

        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            var found = transaction.First(
                "SELECT is_open, step, root_instance_id FROM trajectory WHERE id = @id", row => (Guid: (Guid?)row.Id(2), Open: row.Number(0) == 1, Step: (int)row.Number(1)), ("id", id));
            if (found.Guid is not { } root)
            {
                return new TrajectoryResult.NotFound();
            }

            if (!_people.IsCaseOwner(transaction, id, account) || _people.CaseOwner(transaction, id) is not { } owner)
            {
                return new TrajectoryResult.NotAllowed("Alleen de regiehouder beslist hierover, samen met het gezin.");
            }

            if ((found.Open ? conflict(found.Step) ?? also?.Invoke(transaction) : "Het traject is al afgesloten.") is { } why)
            {
                return new TrajectoryResult.Conflict(why);
            }

            var actor = new Actor(account.ToString(), owner.Role, owner.OrganisationId.ToString());
            EventDelivery.Send(transaction, root, name, payload, actor, now);
            AuditLog.Write(transaction, id, actor, now, new AuditEntry("write", name, "regie over het traject"));
            transaction.Wake(LoopKinds.Steps);
            return (TrajectoryResult)new TrajectoryResult.Accepted();
        });
    }

    private static void CheckReason(IReadOnlyList<(string Text, string Value)> reasons, string reason, List<FieldError> errors)
    {
        if (reasons.All(r => r.Value != reason))
        {
            errors.Add(new FieldError("reason", reason, $"Kies een reden: {string.Join(", ", reasons.Select(r => r.Value))}."));
        }
    }
}
