using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Absences;

/// <summary>An absence as people see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountId">Who is absent.</param>
/// <param name="Name">Name of who is absent.</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day, or null for an open end.</param>
/// <param name="DeputyId">Who stands in, or null.</param>
/// <param name="Deputy">Name of who stands in, or null.</param>
/// <param name="IsNow">Whether it has begun.</param>
public sealed record Absence(Guid Id, Guid AccountId, string Name, DateOnly FirstDay, DateOnly? LastDay, Guid? DeputyId, string? Deputy, bool IsNow);

/// <summary>Enters an absence.</summary>
/// <param name="AccountId">Who is absent.</param>
/// <param name="FirstDay">First day; today or later.</param>
/// <param name="LastDay">Last day, or null for an open end.</param>
/// <param name="DeputyId">Who stands in, or null for nobody.</param>
public sealed record PlanAbsence(Guid AccountId, DateOnly FirstDay, DateOnly? LastDay, Guid? DeputyId);

/// <summary>How a request about an absence ended. A closed family: every caller handles each.</summary>
public abstract record AbsenceResult
{
    private AbsenceResult()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Id">The absence.</param>
    public sealed record Done(Guid Id) : AbsenceResult;

    /// <summary>There is no such absence or person, or not for this reader.</summary>
    public sealed record NotFound : AbsenceResult;

    /// <summary>What was given is not right.</summary>
    /// <param name="Errors">Dutch sentences by field: firstDay, lastDay or deputy.</param>
    public sealed record Invalid(IReadOnlyList<Care.FieldError> Errors) : AbsenceResult;
}

/// <summary>
/// Where a professional enters the own absence, a work distributor that of a colleague of the organisation, and an administrator that of anybody in
/// the region. During it tasks and mails go to who stands in.
/// </summary>
public sealed class AbsenceDesk
{
    private const string Columns =
        """
        SELECT x.id, x.account_id, a.display_name, x.first_day, x.last_day, x.deputy_id, d.display_name
        FROM absence x JOIN account a ON a.id = x.account_id LEFT JOIN account d ON d.id = x.deputy_id
        WHERE x.withdrawn_at IS NULL AND (x.last_day IS NULL OR x.last_day >= @today)
        """;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;

    /// <summary>Made by dependency injection.</summary>
    public AbsenceDesk(StepDatabase database, ServiceClock clock) => (_database, _clock) = (database, clock);

    /// <summary>The absences of a person from today on, the first one first.</summary>
    public IReadOnlyList<Absence> Of(Guid account)
    {
        var today = Today;
        return _database.Read(t => t.Query(Columns + " AND x.account_id = @account ORDER BY x.first_day", Reader(today), ("@today", today), ("@account", account)));
    }

    /// <summary>The absences that a reader arranges for others, the first one first.</summary>
    public IReadOnlyList<Absence> OfOthers(Guid reader)
    {
        var today = Today;
        return _database.Read(t =>
        {
            var people = People(t, reader).Select(p => p.Id).ToHashSet();
            return t.Query(Columns + " AND x.account_id <> @reader ORDER BY x.first_day, a.display_name", Reader(today), ("@today", today), ("@reader", reader))
                .FindAll(x => people.Contains(x.AccountId));
        });
    }

    /// <summary>For whom a reader may enter an absence, beside the reader.</summary>
    public IReadOnlyList<AccountName> PeopleFor(Guid reader) => _database.Read(t => People(t, reader));

    /// <summary>Who can stand in for somebody: colleagues who hold every role of the person at the same organisations.</summary>
    public IReadOnlyList<AccountName> DeputiesFor(Guid account) => _database.Read(t => t.Query(
        """
        SELECT a.id, a.user_name, a.display_name FROM account a
        WHERE a.id <> @id AND EXISTS (SELECT 1 FROM account_role m WHERE m.account_id = @id)
          AND NOT EXISTS (
            SELECT 1 FROM account_role m WHERE m.account_id = @id
              AND NOT EXISTS (SELECT 1 FROM account_role h WHERE h.account_id = a.id AND h.organisation_id = m.organisation_id AND h.role = m.role))
        ORDER BY a.display_name
        """,
        r => new AccountName(r.Id(0), r.Text(1), r.Text(2)), ("@id", account)));

    /// <summary>Enters an absence.</summary>
    /// <param name="wish">Who, when, and who stands in.</param>
    /// <param name="by">Who enters it.</param>
    public AbsenceResult Plan(PlanAbsence wish, Guid by)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var now = _clock.Now;
        var today = Today;
        return _database.Write<AbsenceResult>(t =>
        {
            if (!MayArrange(t, wish.AccountId, by))
            {
                return new AbsenceResult.NotFound();
            }

            if (Refusals(t, wish, by, today) is { Count: > 0 } refused)
            {
                return new AbsenceResult.Invalid(refused);
            }

            var id = Ids.New(now);
            t.Execute(
                "INSERT INTO absence (id, account_id, first_day, last_day, deputy_id, set_by, set_at) VALUES (@id, @account, @first, @last, @deputy, @by, @now)",
                ("@id", id), ("@account", wish.AccountId), ("@first", wish.FirstDay), ("@last", wish.LastDay), ("@deputy", wish.DeputyId), ("@by", by), ("@now", now));
            Refresh(t, wish.AccountId, today);
            return new AbsenceResult.Done(id);
        });
    }

    /// <summary>Ends an absence: one that has not begun is withdrawn, one that has begun ends today, so that the person is there again at once.</summary>
    public AbsenceResult End(Guid absenceId, Guid by)
    {
        var now = _clock.Now;
        var today = Today;
        return _database.Write<AbsenceResult>(t =>
        {
            if (t.First(Columns + " AND x.id = @id", Reader(today), ("@today", today), ("@id", absenceId)) is not { } absence || !MayArrange(t, absence.AccountId, by))
            {
                return new AbsenceResult.NotFound();
            }

            // Whoever is back today was absent up to yesterday; on the first day itself it never was.
            if (absence.FirstDay >= today)
            {
                t.Execute("UPDATE absence SET withdrawn_at = @now, changed_by = @by WHERE id = @id", ("@now", now), ("@by", by), ("@id", absenceId));
            }
            else
            {
                t.Execute("UPDATE absence SET last_day = @last, changed_by = @by WHERE id = @id", ("@last", today.AddDays(-1)), ("@by", by), ("@id", absenceId));
            }

            Refresh(t, absence.AccountId, today);
            MailRows.LookAgain(t, absence.AccountId, now);
            return new AbsenceResult.Done(absenceId);
        });
    }

    /// <summary>Gives every account the absence that counts now or comes next, after one ended. Returns how many changed.</summary>
    public int RefreshAll()
    {
        var today = Today;
        return _database.Write(t => t.Query(
            """
            SELECT DISTINCT x.account_id FROM absence x JOIN account a ON a.id = x.account_id
            WHERE a.absent_until < @today AND x.withdrawn_at IS NULL AND (x.last_day IS NULL OR x.last_day >= @today)
            """,
            r => r.Id(0), ("@today", today)).Count(id => Refresh(t, id, today)));
    }

    private DateOnly Today => DutchTime.ToLocalDate(_clock.Now);

    // The last deputy stays after the absence: a late task goes to that colleague first.
    private static bool Refresh(StepTransaction transaction, Guid account, DateOnly today)
    {
        var next = transaction.First(
            Columns + " AND x.account_id = @account ORDER BY x.first_day LIMIT 1", Reader(today), ("@today", today), ("@account", account));
        return transaction.Execute(
            "UPDATE account SET absent_from = @from, absent_until = @until, deputy_id = CASE WHEN @planned = 1 THEN @deputy ELSE deputy_id END WHERE id = @account",
            ("@from", next?.FirstDay), ("@until", next?.LastDay), ("@planned", next is not null), ("@deputy", next?.DeputyId), ("@account", account)) > 0;
    }

    private static List<Care.FieldError> Refusals(StepTransaction transaction, PlanAbsence wish, Guid by, DateOnly today)
    {
        var refused = new List<Care.FieldError>();
        if (wish.FirstDay < today)
        {
            refused.Add(new("firstDay", Care.CareCodes.ToCode(wish.FirstDay), "Kies vandaag of een latere dag als eerste dag."));
        }

        if (wish.LastDay < wish.FirstDay)
        {
            refused.Add(new("lastDay", Care.CareCodes.ToCode(wish.LastDay.Value), "De laatste dag ligt voor de eerste dag."));
        }
        else if (Overlapping(transaction, wish.AccountId, wish, today) is { } other)
        {
            refused.Add(new("firstDay", Care.CareCodes.ToCode(wish.FirstDay), $"In deze tijd staat al een afwezigheid: {Period(other)}. Beëindig die eerst, of kies andere dagen."));
        }

        if (wish.DeputyId is { } deputy && DeputyRefusal(transaction, wish, deputy, by, today) is { } why)
        {
            refused.Add(new("deputy", "", why));
        }

        return refused;
    }

    private static string? DeputyRefusal(StepTransaction transaction, PlanAbsence wish, Guid deputy, Guid by, DateOnly today)
    {
        if (deputy == wish.AccountId)
        {
            return deputy == by ? "U kunt niet uw eigen vervanger zijn. Kies een collega." : "Iemand kan niet de eigen vervanger zijn. Kies een collega.";
        }

        if (HeldRoleList.Account(transaction, deputy) is not { } account)
        {
            return "Deze vervanger bestaat niet.";
        }

        var held = HeldRoleList.Of(transaction, deputy);
        var missing = HeldRoleList.Of(transaction, wish.AccountId).Where(r => !held.Any(h => h.Role == r.Role && h.OrganisationId == r.OrganisationId)).ToList();
        if (missing.Count > 0)
        {
            return $"{account.DisplayName} kan niet vervangen. Dit ontbreekt: de rol van {string.Join(", de rol van ", missing.Select(r => $"{RoleCodes.Named(r.Role)} bij {r.OrganisationName}"))}.";
        }

        // A deputy is there the whole time; with that no circle can come about.
        if (Overlapping(transaction, deputy, wish, today) is not { } away)
        {
            return null;
        }

        return away.DeputyId == wish.AccountId
            ? $"{account.DisplayName} is zelf afwezig ({Period(away)}) en wordt dan vervangen door {(wish.AccountId == by ? "u" : "deze persoon")}. Zo is er niemand. Kies een andere collega."
            : $"{account.DisplayName} is in deze tijd zelf afwezig ({Period(away)}). Kies een andere collega.";
    }

    private static Absence? Overlapping(StepTransaction transaction, Guid account, PlanAbsence wish, DateOnly today) => transaction.First(
        Columns + " AND x.account_id = @account AND (x.last_day IS NULL OR x.last_day >= @first) AND x.first_day <= @last ORDER BY x.first_day LIMIT 1",
        Reader(today), ("@today", today), ("@account", account), ("@first", wish.FirstDay), ("@last", wish.LastDay ?? DateOnly.MaxValue));

    private static string Period(Absence absence) => absence.LastDay is { } last
        ? $"{Day(absence.FirstDay)} tot en met {Day(last)}"
        : $"vanaf {Day(absence.FirstDay)}, zonder einddatum";

    private static string Day(DateOnly day) => day.ToString("d-M-yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static bool MayArrange(StepTransaction transaction, Guid account, Guid by) =>
        account == by ? HeldRoleList.Account(transaction, account) is not null : People(transaction, by).Any(p => p.Id == account);

    private static List<AccountName> People(StepTransaction transaction, Guid reader) => transaction.Query(
        """
        SELECT DISTINCT a.id, a.user_name, a.display_name
        FROM account_role mine JOIN organisation o ON o.id = mine.organisation_id
        JOIN organisation w ON (mine.role = @administrator AND w.region = o.region) OR (mine.role = @distributor AND w.id = o.id)
        JOIN account_role r ON r.organisation_id = w.id JOIN account a ON a.id = r.account_id
        WHERE mine.account_id = @reader AND mine.role IN (@administrator, @distributor) AND a.id <> @reader
        ORDER BY a.display_name
        """,
        r => new AccountName(r.Id(0), r.Text(1), r.Text(2)), ("@administrator", RoleCodes.Beheerder), ("@distributor", RoleCodes.Werkverdeler), ("@reader", reader));

    private static Func<StepRow, Absence> Reader(DateOnly today) => r => new Absence(
        r.Id(0), r.Id(1), r.Text(2), r.Date(3), r.IsNull(4) ? null : r.Date(4), r.IdOrNull(5), r.TextOrNull(6), r.Date(3) <= today);
}
