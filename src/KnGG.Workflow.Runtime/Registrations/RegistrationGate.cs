using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Registrations;

/// <summary>
/// Looks at the registration of who takes on a child as CZV, or begins a kinder-GLI (requirement 54). What happens without one is the region's
/// choice: nothing, a warning, or not possible. Saying no or "not started" is always possible.
/// </summary>
public sealed class RegistrationGate : ITaskGate
{
    private const string AnswerForm = "overdracht-beantwoorden";
    private const string StartForm = "interventie-start";

    private readonly CareRows _care;

    /// <summary>With the reader of files.</summary>
    public RegistrationGate(CareRows care) => _care = care;

    /// <inheritdoc/>
    public string? Objection(StepTransaction transaction, TaskRow task, Guid accountId, string outcome, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(task);
        if (!Begins(task, outcome) || Check(transaction, task, accountId, now) is not { Valid: false } decision)
        {
            return null;
        }

        if (decision.Outcome == QualitySeverity.Block)
        {
            return decision.Reason + " De regio staat dit niet toe zonder geldige registratie.";
        }

        transaction.Execute(
            "INSERT INTO quality_warning (account_id, role, warned_on, reason) VALUES (@account, @role, @on, @reason) ON CONFLICT (account_id, role, warned_on) DO NOTHING",
            ("@account", accountId), ("@role", task.Role), ("@on", DutchTime.ToLocalDate(now)), ("@reason", decision.Reason));
        return null;
    }

    /// <summary>What the rule says of somebody who would do this task; null when the task begins nothing that needs a registration, or nobody minds.</summary>
    public QualityDecision? Check(StepTransaction transaction, TaskRow task, Guid accountId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(task);
        if (task.TrajectoryId is not { } trajectory || QualityRules.RegistersFor(task.Role).Count == 0 || task.Form is not (AnswerForm or StartForm)
            || _care.ReadSnapshot(transaction, trajectory) is not { } care
            || (task.Form == StartForm && (task.PlanItemId is not { } item || care.File?.Item(item)?.Kind != ItemKinds.KinderGli)))
        {
            return null;
        }

        var today = DutchTime.ToLocalDate(now);
        var severity = CareCodes.TryParseQualitySeverity(care.Setting("registratie.ernst", today, task.OrganisationId).Value, out var chosen) ? chosen : QualitySeverity.Warn;
        return severity == QualitySeverity.Off ? null : QualityRules.Check(task.Role, RegistrationStore.Of(transaction, accountId), today, severity);
    }

    private static bool Begins(TaskRow task, string outcome) => task.Form switch
    {
        AnswerForm => outcome.StartsWith("Aannemen", StringComparison.OrdinalIgnoreCase),
        StartForm => outcome.Equals("Gestart", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
