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

    private TrajectoryResult Tell(Guid id, Guid account, List<FieldError> errors, string name, Value payload, Func<int, string?> conflict)
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

            if ((found.Open ? conflict(found.Step) : "Het traject is al afgesloten.") is { } why)
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
