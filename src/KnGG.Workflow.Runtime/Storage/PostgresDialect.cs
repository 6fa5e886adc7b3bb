using System.Text.RegularExpressions;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// Statements are written once, in SQL that both databases read. What is left are two hints to SQLite's planner, which PostgreSQL does not know
/// and does not need: it keeps figures about its rows.
/// </summary>
internal static partial class PostgresDialect
{
    /// <summary>A statement as PostgreSQL reads it.</summary>
    public static string Of(string sql) => OrderOfJoin().Replace(NoIndex().Replace(sql, "$1"), "JOIN $1 ON");

    // "+x.column": not by the index of this column.
    [GeneratedRegex(@"(?<=[\s(])\+([a-z]+\.[a-z_]+)")]
    private static partial Regex NoIndex();

    // "CROSS JOIN t x ON": in this order.
    [GeneratedRegex(@"CROSS JOIN (\w+ \w+) ON")]
    private static partial Regex OrderOfJoin();
}
