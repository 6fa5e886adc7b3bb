using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>A database file in a folder of its own.</summary>
internal sealed class SqliteBenchStore(string folder, int stepsPerCommit) : BenchStore
{
    private int _copies;

    public override RuntimeOptions Options { get; } = new() { DataDirectory = folder, RunLoops = false, StepsPerCommit = stepsPerCommit };

    public override void Record(StepDatabase database, StatementTape? tape) => ((SqliteStepDatabase)database).Tape = tape;

    public override string Copy(StepDatabase database)
    {
        var copy = Path.Combine(folder, "bare-" + (++_copies) + ".db");
        using var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(Options.DatabaseFile, pooling: false));
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
        File.Copy(Options.DatabaseFile, copy, overwrite: true);
        return copy;
    }

    public override double Replay(string copy, StatementTape tape)
    {
        using var connection = new SqliteStepTransaction(SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(copy, pooling: false)));
        return BareSql.Replay(connection, tape);
    }

    public override IReadOnlyList<StatementTime> Profile(string copy, StatementTape tape, int steps)
    {
        using var connection = new SqliteStepTransaction(SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(copy, pooling: false)));
        return BareSql.Profile(connection, tape, steps);
    }

    public override (double IdleBytes, double JournalBytesPerFact) Sizes(StepDatabase database, int instances)
    {
        var copy = Copy(database);
        try
        {
            var all = Vacuumed(copy, "SELECT 1");
            var facts = database.Read(t => t.First("SELECT sum(fact_count) FROM step", r => r.Number(0)));
            var current = Vacuumed(copy, "DELETE FROM step");
            var empty = Vacuumed(copy, "DELETE FROM instance; DELETE FROM stimulus");
            return ((double)(current - empty) / instances, (double)(all - current) / facts);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    public override void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static long Vacuumed(string file, string sql)
    {
        using var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(file, pooling: false));
        using var command = connection.CreateCommand();
        command.CommandText = sql + "; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
        return new FileInfo(file).Length;
    }
}
