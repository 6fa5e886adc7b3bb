using System.Globalization;
using KnGG.Workflow.Runtime.Steps;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// The tables that only grow lie in partitions of a quarter (ADR 0047): one for all that was before, one for each quarter, and an open one for all that
/// comes after, so that a row always has a place, also when a clock leaps. Quarters are cut off the open one ahead of their time.
/// </summary>
internal static class PostgresPartitions
{
    // So many quarters after the present one have a partition already.
    private const int Ahead = 2;

    /// <summary>The first quarter that has a partition.</summary>
    public static readonly DateTimeOffset First = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Table, the column by which it is divided, and its key; unique within a partition.</summary>
    public static IReadOnlyList<(string Table, string Column, string Key)> Tables { get; } =
    [
        // By the start of the instance, which all its steps carry: a journal lies in one partition, and its key stays unique.
        ("step", "started", "instance_id, number"),
        ("audit", "at", "chain_id, number"),
        ("audit_named_file", "at", "file_id, chain_id, number"),
    ];

    /// <summary>Makes the quarters up to some time ahead. Returns how many were made.</summary>
    public static int MakeAhead(StepTransaction transaction, DateTimeOffset now)
    {
        var until = QuarterOf(now);
        for (var i = 0; i <= Ahead; i++)
        {
            until = until.AddMonths(3);
        }

        return Tables.Sum(table => MakeUntil(transaction, table, until));
    }

    /// <summary>The statement that makes one partition.</summary>
    /// <param name="table">The divided table.</param>
    /// <param name="name">What the partition is called after it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="from">From this moment on, or null for all that was before.</param>
    /// <param name="until">Up to this moment, or null for all that comes after.</param>
    public static string Make(string table, string name, string key, DateTimeOffset? from, DateTimeOffset? until) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE TABLE {table}_{name} PARTITION OF {table} (PRIMARY KEY ({key})) FOR VALUES FROM ({Bound(from, "MINVALUE")}) TO ({Bound(until, "MAXVALUE")})");

    private static string Bound(DateTimeOffset? at, string open) => at is { } moment ? StoredValues.FromInstant(moment).ToString(CultureInfo.InvariantCulture) : open;

    private static DateTimeOffset QuarterOf(DateTimeOffset at) => new(at.UtcDateTime.Year, (at.UtcDateTime.Month - 1) / 3 * 3 + 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Name(DateTimeOffset quarter) => string.Create(CultureInfo.InvariantCulture, $"{quarter.Year}_q{(quarter.Month + 2) / 3}");

    private static int MakeUntil(StepTransaction transaction, (string Table, string Column, string Key) of, DateTimeOffset until)
    {
        var (table, _, key) = of;
        var there = transaction.Query(
            "SELECT c.relname::text FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid WHERE h.inhparent = to_regclass(@table)", r => r.Text(0), ("@table", table))
            .ToHashSet(StringComparer.Ordinal);
        var next = First;
        while (there.Contains(table + "_" + Name(next)))
        {
            next = next.AddMonths(3);
        }

        if (next >= until)
        {
            return 0;
        }

        // Who reads waits for this; a long reader makes it give up and come back.
        Run(transaction, "SET LOCAL lock_timeout = '5s'");
        Run(transaction, $"ALTER TABLE {table} DETACH PARTITION {table}_later");
        Run(transaction, $"ALTER TABLE {table}_later RENAME TO {table}_dividing");
        var made = 0;
        for (; next < until; next = next.AddMonths(3), made++)
        {
            Run(transaction, Make(table, Name(next), key, next, next.AddMonths(3)));
        }

        Run(transaction, Make(table, "later", key, next, null));
        Run(transaction, $"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {table}_dividing");
        Run(transaction, $"DROP TABLE {table}_dividing");
        return made;
    }

    // Such statements are not prepared: each is run once.
    private static void Run(StepTransaction transaction, string sql)
    {
        using var command = new NpgsqlCommand(sql, (NpgsqlConnection)transaction.Connection);
        command.ExecuteNonQuery();
    }
}
