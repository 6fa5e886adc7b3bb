using KnGG.Workflow.Runtime.Storage;
using Npgsql;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>A database of its own on a PostgreSQL server, made and dropped by an account that may do so.</summary>
internal sealed class PostgresBenchStore : BenchStore
{
    private readonly string _server;
    private readonly string _name = $"kngg_bench_{Environment.ProcessId}";
    private HashSet<string> _known = [];
    private int _copies;

    public PostgresBenchStore(string server, string folder, int stepsPerCommit)
    {
        _server = PostgresConnection.Parse(server);
        Execute(_server, $"CREATE DATABASE {_name}");
        Options = new RuntimeOptions { DataDirectory = folder, Postgres = ConnectionTo(_name), RunLoops = false, StepsPerCommit = stepsPerCommit };
    }

    public override RuntimeOptions Options { get; }

    public override void Record(StepDatabase database, StatementTape? tape) => ((PostgresStepDatabase)database).Tape = tape;

    public override string Copy(StepDatabase database)
    {
        // A database is only copied while nobody is connected to it; afterwards its statements are prepared again, which is no part of a step.
        var connections = (PostgresStepDatabase)database;
        connections.CloseIdle();
        NpgsqlConnection.ClearAllPools();
        var copy = _name + "_" + (++_copies);
        Execute(_server, $"CREATE DATABASE {copy} TEMPLATE {_name}");
        connections.Warm(_known);
        return copy;
    }

    public override double Replay(string copy, StatementTape tape) => On(copy, tape, connection => BareSql.Replay(connection, tape));

    public override IReadOnlyList<StatementTime> Profile(string copy, StatementTape tape, int steps) => On(copy, tape, connection => BareSql.Profile(connection, tape, steps));

    public override (double IdleBytes, double JournalBytesPerFact) Sizes(StepDatabase database, int instances)
    {
        foreach (var table in (string[])["instance", "stimulus", "step"])
        {
            Execute(ConnectionTo(_name), "VACUUM FULL " + table);
        }

        return database.Read(t => (
            t.First("SELECT CAST(pg_total_relation_size('instance') + pg_total_relation_size('stimulus') AS bigint)", r => r.Number(0)) / (double)instances,
            t.First("SELECT CAST(sum(pg_total_relation_size(relid)) AS bigint) FROM pg_partition_tree('step')", r => r.Number(0)) / (double)t.First("SELECT sum(fact_count) FROM step", r => r.Number(0))));
    }

    public override void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Execute(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private T On<T>(string copy, StatementTape tape, Func<PostgresStepTransaction, T> run)
    {
        T result;
        using (var connection = new PostgresStepTransaction(PostgresStepDatabase.Open(ConnectionTo(copy)), new PostgresPlans()))
        {
            result = run(connection);
        }

        _known = [.. tape.Commits.SelectMany(c => c).Select(s => s.Sql)];
        Execute(_server, $"DROP DATABASE {copy} WITH (FORCE)");
        return result;
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(_server) { Database = database }.ConnectionString;

    private static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 600 }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
