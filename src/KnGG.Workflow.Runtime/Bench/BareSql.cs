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
}
