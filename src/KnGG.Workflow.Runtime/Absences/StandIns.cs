using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Absences;

/// <summary>Who is absent and who stands in. A deputy who is absent is stood in for by the own deputy, and so on.</summary>
internal static class StandIns
{
    // Longer than any chain that people make; circles are refused when they are entered.
    private const int MostDeputies = 10;

    /// <summary>Whether an account is absent on <c>@today</c>.</summary>
    public static string Absent(string account) =>
        $"({account}.absent_from IS NOT NULL AND {account}.absent_from <= @today AND ({account}.absent_until IS NULL OR {account}.absent_until >= @today))";

    /// <summary>
    /// Common tables for <c>@me</c> on <c>@today</c>: <c>standing</c> (those for whom one stands in) and <c>deserted</c> (who is absent
    /// and has nobody who stands in).
    /// </summary>
    public static string Tables { get; } =
        $"""
        standing(id) AS (
            SELECT a.id FROM account a WHERE a.deputy_id = @me AND {Absent("a")}
            UNION SELECT a.id FROM standing s JOIN account a ON a.deputy_id = s.id WHERE {Absent("a")}),
        covered(id) AS (
            SELECT a.id FROM account a JOIN account d ON d.id = a.deputy_id WHERE {Absent("a")} AND NOT {Absent("d")}
            UNION SELECT a.id FROM covered c JOIN account a ON a.deputy_id = c.id WHERE {Absent("a")}),
        deserted(id) AS (SELECT a.id FROM account a WHERE {Absent("a")} AND a.id NOT IN (SELECT id FROM covered))
        """;

    /// <summary>Whether somebody is absent on a day.</summary>
    public static bool IsAbsent(StepTransaction transaction, Guid account, DateOnly today) => Read(transaction, account, today) is { Absent: true };

    /// <summary>Who does the work of somebody on a day: the person, the one who stands in, or null when there is nobody.</summary>
    public static Guid? For(StepTransaction transaction, Guid account, DateOnly today)
    {
        var who = (Guid?)account;
        for (var i = 0; i <= MostDeputies && who is { } id; i++)
        {
            if (Read(transaction, id, today) is not { } found)
            {
                return null;
            }

            if (!found.Absent)
            {
                return id;
            }

            who = found.Deputy;
        }

        return null;
    }

    /// <summary>Whether somebody is a deputy, or the deputy of a deputy, of a person who is absent.</summary>
    public static bool Covers(StepTransaction transaction, Guid deputy, Guid person, DateOnly today)
    {
        var who = person;
        for (var i = 0; i <= MostDeputies && Read(transaction, who, today) is { Absent: true, Deputy: { } next }; i++)
        {
            if (next == deputy)
            {
                return true;
            }

            who = next;
        }

        return false;
    }

    /// <summary>Whether somebody is absent and nobody stands in.</summary>
    public static bool IsDeserted(StepTransaction transaction, Guid account, DateOnly today) =>
        IsAbsent(transaction, account, today) && For(transaction, account, today) is null;

    /// <summary>The last day of somebody's absence on a day; null when the person is there, or when it has no end.</summary>
    public static DateOnly? LastDay(StepTransaction transaction, Guid account, DateOnly today) => transaction.First(
        "SELECT a.absent_until FROM account a WHERE a.id = @id AND " + Absent("a"), r => r.IsNull(0) ? (DateOnly?)null : r.Date(0), ("@id", account), ("@today", today));

    private static (bool Absent, Guid? Deputy)? Read(StepTransaction transaction, Guid account, DateOnly today) => transaction.First(
        $"SELECT CASE WHEN {Absent("a")} THEN 1 ELSE 0 END, a.deputy_id FROM account a WHERE a.id = @id",
        r => ((bool Absent, Guid? Deputy)?)(r.Flag(0), r.IdOrNull(1)), ("@today", today), ("@id", account));
}
