using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Agreements;

/// <summary>An agreement as people read it.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="PlaceName">Name of the region, municipality or organisation.</param>
/// <param name="NeedsReview">Whether somebody must look at it.</param>
/// <param name="SetBy">Name of who last wrote it, or null.</param>
/// <param name="SetAt">When.</param>
public sealed record AgreementLine(Agreement Agreement, string PlaceName, bool NeedsReview, string? SetBy, DateTimeOffset SetAt);

/// <summary>The register of agreements of a region (requirement 74): who agreed what with whom, until when, and when to look at it again.</summary>
public sealed class AgreementDesk
{
    private const string Select =
        "SELECT id, subject, level, scope, parties, valid_from, valid_until, review_on, set_by, set_at FROM agreement WHERE region = @region";

    private const string Upsert = """
        INSERT INTO agreement (id, region, subject, level, scope, parties, valid_from, valid_until, review_on, set_by, set_at)
        VALUES (@id, @region, @subject, @level, @scope, @parties, @from, @until, @review, @by, @at)
        ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, level = excluded.level, scope = excluded.scope, parties = excluded.parties,
            valid_from = excluded.valid_from, valid_until = excluded.valid_until, review_on = excluded.review_on, set_by = excluded.set_by, set_at = excluded.set_at
        WHERE agreement.region = excluded.region
        """;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public AgreementDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The register, what needs a look first; null when the person may not see it.</summary>
    public IReadOnlyList<AgreementLine>? Of(Guid accountId, string region)
    {
        var today = DutchTime.ToLocalDate(_clock.Now);
        return _database.Read(transaction =>
        {
            if (SettingDesk.RightOf(transaction, accountId, region) is null)
            {
                return null;
            }

            var names = new AccountNames(transaction);
            var organisations = RegionAccess.Organisations(transaction, region);
            return (IReadOnlyList<AgreementLine>)[.. transaction.Query(Select, row => (Agreement: Read(row), By: row.Text(8), At: row.Instant(9)), ("@region", region))
                .Select(a => new AgreementLine(
                    a.Agreement, organisations.FirstOrDefault(o => o.Id == a.Agreement.Scope)?.Name ?? a.Agreement.Scope ?? "", a.Agreement.NeedsReview(today), names.Of(a.By), a.At))
                .OrderByDescending(a => a.NeedsReview)
                .ThenBy(a => a.Agreement.ReviewOn ?? a.Agreement.ValidUntil ?? DateOnly.MaxValue)
                .ThenBy(a => a.Agreement.Subject, StringComparer.Ordinal)];
        });
    }

    /// <summary>Adds an agreement, or changes one of the region.</summary>
    /// <param name="region">Region code.</param>
    /// <param name="agreement">The agreement; without an id it is a new one.</param>
    /// <param name="accountId">Who writes.</param>
    public RegionResult Save(string region, Agreement agreement, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (SettingDesk.RightOf(transaction, accountId, region) is not { } right)
            {
                return new RegionResult.NotFound();
            }

            if (!right.MayChange)
            {
                return new RegionResult.NotAllowed("Alleen de ketenontwerper en de regiocoördinator houden het register bij.");
            }

            if (Refusals(transaction, region, agreement) is { Count: > 0 } refused)
            {
                return new RegionResult.Invalid(refused);
            }

            var id = Guid.TryParse(agreement.Id, out var known) ? known : Ids.New(now);
            var written = transaction.Execute(
                Upsert,
                ("@id", id), ("@region", region), ("@subject", agreement.Subject), ("@level", CareCodes.ToCode(agreement.Level)), ("@scope", agreement.Scope ?? region),
                ("@parties", string.Join('\n', agreement.Parties)), ("@from", agreement.ValidFrom), ("@until", agreement.ValidUntil), ("@review", agreement.ReviewOn),
                ("@by", accountId.ToString()), ("@at", now));
            if (written == 0)
            {
                return new RegionResult.NotFound();
            }

            AuditLog.Write(transaction, id, new Actor(accountId.ToString(), null, null), now, new AuditEntry("write", "overeenkomst", "register van de regio"));
            return (RegionResult)new RegionResult.Done();
        });
    }

    private static Agreement Read(StepRow row) => new(
        row.Id(0).ToString("D", CultureInfo.InvariantCulture), row.Text(1), CareCodes.TryParseSettingLevel(row.Text(2), out var level) ? level : SettingLevel.Region, row.Text(3),
        row.Text(4).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), row.Date(5), row.IsNull(6) ? null : row.Date(6), row.IsNull(7) ? null : row.Date(7));

    private static List<FieldError> Refusals(StepTransaction transaction, string region, Agreement agreement)
    {
        var refused = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(agreement.Subject))
        {
            refused.Add(new FieldError("subject", "", "Schrijf op waar de overeenkomst over gaat."));
        }

        if (agreement.Parties.Count < 2)
        {
            refused.Add(new FieldError("parties", string.Join(", ", agreement.Parties), "Noem ten minste twee partijen, elk op een eigen regel."));
        }

        if (agreement.ValidUntil < agreement.ValidFrom)
        {
            refused.Add(new FieldError("validUntil", CareCodes.ToCode(agreement.ValidUntil.Value), "De laatste dag ligt voor de eerste dag."));
        }

        var places = agreement.Level switch
        {
            SettingLevel.Municipality => RegionAccess.Municipalities(transaction, region),
            SettingLevel.Organisation => RegionAccess.Organisations(transaction, region),
            SettingLevel.Region => [new RegionPlace(region, region)],
            _ => [],
        };
        if (places.All(p => p.Id != (agreement.Scope ?? region)))
        {
            refused.Add(new FieldError("place", agreement.Scope ?? "", "Kies de regio, of een gemeente of organisatie van deze regio."));
        }

        return refused;
    }
}
