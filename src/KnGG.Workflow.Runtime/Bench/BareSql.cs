using System.Diagnostics;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>Runs the statements of real commits again on a copy, prepared, one transaction for each commit, waiting where they waited, and nothing else.</summary>
internal static class BareSql
{
    public static double Replay(IBareConnection connection, StatementTape tape)
    {
        // Preparing is no part of the measure, as it is none of a step.
        connection.BeginBare();
        foreach (var sql in tape.Commits.SelectMany(c => c).Select(s => s.Sql).Distinct())
        {
            connection.Prepare(sql);
        }

        connection.Rollback();
        var watch = Stopwatch.StartNew();
        foreach (var commit in tape.Commits)
        {
            connection.BeginBare();
            foreach (var statement in commit)
            {
                if (statement.Waits)
                {
                    connection.Execute(statement.Sql, statement.Parameters);
                }
                else
                {
                    connection.Send(statement.Sql, statement.Parameters);
                }
            }

            connection.Commit();
        }

        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Runs them once more and waits for each, to see where the time of a step goes. Returns the time of each statement and of the commit, a
    /// step, the longest first.
    /// </summary>
    public static IReadOnlyList<StatementTime> Profile(IBareConnection connection, StatementTape tape, int steps)
    {
        var times = new Dictionary<string, (long Ticks, int Count)>(StringComparer.Ordinal);
        void Timed(string name, Action work)
        {
            var began = Stopwatch.GetTimestamp();
            work();
            var (ticks, count) = times.GetValueOrDefault(name);
            times[name] = (ticks + Stopwatch.GetTimestamp() - began, count + 1);
        }

        foreach (var commit in tape.Commits)
        {
            connection.BeginBare();
            foreach (var statement in commit)
            {
                connection.Prepare(statement.Sql);
                Timed(statement.Sql, () => connection.Execute(statement.Sql, statement.Parameters));
            }

            Timed("COMMIT", connection.Commit);
        }

        return [.. times.Select(t => new StatementTime(OneLine(t.Key), (double)t.Value.Count / steps, t.Value.Ticks * 1000.0 / Stopwatch.Frequency / steps)).OrderByDescending(t => t.MsPerStep)];
    }

    private static string OneLine(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
