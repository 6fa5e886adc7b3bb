using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Registrations;

/// <summary>Somebody who works as CZV or kinderleefstijlcoach, with the registrations.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Name on screens.</param>
/// <param name="Organisation">Name of the organisation.</param>
/// <param name="Role">czv or klsc.</param>
/// <param name="Registrations">All registrations for that role, the last to end first.</param>
/// <param name="Decision">What the rule says today.</param>
/// <param name="WarnedOn">Day on which work last began without a valid registration, or null.</param>
public sealed record RegisteredPerson(
    Guid AccountId, string Name, string Organisation, string Role, IReadOnlyList<QualityRegistration> Registrations, QualityDecision Decision, DateOnly? WarnedOn);

/// <summary>Where an administrator keeps the registrations of the people of a region.</summary>
public sealed class RegistrationDesk
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public RegistrationDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Everybody who needs a registration in the regions that an administrator looks after, who lacks one first; null for others.</summary>
    public IReadOnlyList<RegisteredPerson>? Of(Guid accountId) => _database.Read(transaction => Readable(transaction, accountId));

    /// <summary>Writes down a registration.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="registration">The registration.</param>
    /// <param name="accountId">Who writes.</param>
    public RegionResult Add(Guid personId, QualityRegistration registration, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (Readable(transaction, accountId) is not { } people)
            {
                return new RegionResult.NotFound();
            }

            if (Refusals(people, personId, registration) is { Count: > 0 } refused)
            {
                return new RegionResult.Invalid(refused);
            }

            RegistrationStore.Add(transaction, Ids.New(now), personId, registration, accountId.ToString(), now);
            AuditLog.Write(transaction, personId, new Actor(accountId.ToString(), RoleCodes.Beheerder, null), now, new AuditEntry("write", "registratie " + registration.Role, "kwaliteit van de professionals"));
            return (RegionResult)new RegionResult.Done();
        });
    }

    private IReadOnlyList<RegisteredPerson>? Readable(StepTransaction transaction, Guid accountId)
    {
        var regions = transaction.Query(
            "SELECT DISTINCT o.region FROM account_role r JOIN organisation o ON o.id = r.organisation_id WHERE r.account_id = @account AND r.role = 'beheerder' AND o.region <> ''",
            r => r.Text(0), ("@account", accountId));
        if (regions.Count == 0)
        {
            return null;
        }

        var today = DutchTime.ToLocalDate(_clock.Now);
        return [.. regions.SelectMany(region => transaction.Query(
                """
                SELECT a.id, a.display_name, o.name, r.role, (SELECT max(w.warned_on) FROM quality_warning w WHERE w.account_id = a.id AND w.role = r.role)
                FROM account_role r JOIN account a ON a.id = r.account_id JOIN organisation o ON o.id = r.organisation_id
                WHERE o.region = @region AND r.role IN ('czv', 'klsc') ORDER BY a.display_name, o.name
                """,
                r => (Id: r.Id(0), Name: r.Text(1), Organisation: r.Text(2), Role: r.Text(3), Warned: r.IsNull(4) ? (DateOnly?)null : r.Date(4)), ("@region", region)))
            .Select(p =>
            {
                QualityRegistration[] own = [.. RegistrationStore.Of(transaction, p.Id).Where(r => r.Role == p.Role)];
                return new RegisteredPerson(p.Id, p.Name, p.Organisation, p.Role, own, QualityRules.Check(p.Role, own, today, QualitySeverity.Warn), p.Warned);
            })
            .OrderBy(p => p.Decision.Valid).ThenBy(p => p.Decision.ValidUntil)];
    }

    private static List<FieldError> Refusals(IReadOnlyList<RegisteredPerson> people, Guid personId, QualityRegistration registration)
    {
        var refused = new List<FieldError>();
        if (!people.Any(p => p.AccountId == personId && p.Role == registration.Role))
        {
            refused.Add(new FieldError("person", personId.ToString(), "Deze persoon heeft deze rol niet in uw regio."));
        }

        var registers = QualityRules.RegistersFor(registration.Role);
        if (!registers.Contains(registration.Register, StringComparer.OrdinalIgnoreCase))
        {
            refused.Add(new FieldError("register", registration.Register, $"Voor deze rol telt een registratie bij {string.Join(", ", registers)}."));
        }

        if (string.IsNullOrWhiteSpace(registration.Number))
        {
            refused.Add(new FieldError("number", "", "Vul het registratienummer in."));
        }

        if (registration.ValidUntil < registration.ValidFrom)
        {
            refused.Add(new FieldError("validUntil", CareCodes.ToCode(registration.ValidUntil), "De laatste dag ligt voor de eerste dag."));
        }

        return refused;
    }
}
