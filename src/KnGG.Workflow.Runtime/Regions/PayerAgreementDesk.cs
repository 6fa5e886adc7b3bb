using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>A payer agreement with who recorded it.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="SetBy">Name of who recorded it, or null.</param>
/// <param name="SetAt">When, or null.</param>
public sealed record PayerAgreementEntry(PayerAgreement Agreement, string? SetBy, DateTimeOffset? SetAt);

/// <summary>
/// Where a region records who pays the intake where the handreiking contradicts itself (A6). A new agreement stands beside the old one; a decision
/// that was made under the old one is not made again by this.
/// </summary>
public sealed class PayerAgreementDesk
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public PayerAgreementDesk(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The agreements of a region, newest first; null when the person may not see them.</summary>
    public IReadOnlyList<PayerAgreementEntry>? Of(Guid accountId, string region) => _database.Read(transaction =>
    {
        if (SettingDesk.RightOf(transaction, accountId, region) is null)
        {
            return null;
        }

        var names = new AccountNames(transaction);
        return (IReadOnlyList<PayerAgreementEntry>)[.. transaction
            .Query(PlaceStore.SelectAgreements, row => (Agreement: PlaceStore.Agreement(row), By: row.Text(7), At: row.InstantOrNull(8)), ("region", region))
            .Select(a => new PayerAgreementEntry(a.Agreement, names.Of(a.By), a.At))
            .OrderByDescending(a => a.Agreement.ValidFrom)];
    });

    /// <summary>Records a signed agreement.</summary>
    public RegionResult Record(PayerAgreement agreement, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        var now = _clock.Now;
        return _database.Write(transaction =>
        {
            if (SettingDesk.RightOf(transaction, accountId, agreement.Region) is not { } right)
            {
                return new RegionResult.NotFound();
            }

            if (!right.MayChange)
            {
                return new RegionResult.NotAllowed("Alleen de ketenontwerper en de regiocoördinator leggen een afspraak over de betaler vast.");
            }

            if (Refusals(agreement, DutchTime.ToLocalDate(now)) is { Count: > 0 } refused)
            {
                return new RegionResult.Invalid(refused);
            }

            transaction.Execute(
                """
                INSERT INTO payer_agreement (region, anamnesis_payer, jgz_payer, valid_from, valid_until, agreed_on, signatories, set_by, set_at)
                VALUES (@region, @anamnesis, @jgz, @from, @until, @agreed, @signatories, @by, @at)
                """,
                ("@region", agreement.Region), ("@anamnesis", CareCodes.ToCode(agreement.AnamnesisPayer)), ("@jgz", CareCodes.ToCode(agreement.JgzPayer)),
                ("@from", agreement.ValidFrom), ("@until", agreement.ValidUntil), ("@agreed", agreement.AgreedOn), ("@signatories", string.Join("; ", agreement.Signatories)),
                ("@by", accountId.ToString()), ("@at", now));
            return (RegionResult)new RegionResult.Done();
        });
    }

    private static List<FieldError> Refusals(PayerAgreement agreement, DateOnly today)
    {
        var refused = new List<FieldError>();
        if (agreement.AgreedOn > today)
        {
            refused.Add(new FieldError("agreedOn", CareCodes.ToCode(agreement.AgreedOn), "De datum van ondertekening ligt in de toekomst. Leg de afspraak vast als zij getekend is."));
        }

        if (agreement.ValidUntil < agreement.ValidFrom)
        {
            refused.Add(new FieldError("validUntil", CareCodes.ToCode(agreement.ValidUntil.Value), "De laatste dag ligt voor de eerste dag."));
        }

        if (agreement.Signatories.Count < 2 || agreement.Signatories.Any(string.IsNullOrWhiteSpace))
        {
            refused.Add(new FieldError("signatories", string.Join("; ", agreement.Signatories), "Noem ten minste twee ondertekenaars met hun functie, bijvoorbeeld: wethouder jeugd; inkoper zorgverzekeraar."));
        }

        return refused;
    }
}
