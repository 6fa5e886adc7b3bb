using System.Data.Common;
using KnGG.Workflow.Runtime.Steps;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>How a transaction stands beside others.</summary>
internal enum PostgresMode
{
    /// <summary>One view of the database that does not change.</summary>
    Reads,

    /// <summary>Nobody else writes meanwhile.</summary>
    WritesAlone,

    /// <summary>Others write meanwhile; what is read in order to write it is claimed.</summary>
    WritesBeside,
}

/// <summary>A connection with its prepared statements, used for one transaction after another.</summary>
internal sealed class PostgresStepTransaction : StepTransaction, IDisposable
{
    // More distinct statements than this means that somebody builds SQL from values.
    private const int MostStatements = 1000;

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, PostgresStatement> _statements = new(StringComparer.Ordinal);
    private bool _begun;
    private bool _broken;

    public PostgresStepTransaction(NpgsqlConnection connection) => _connection = connection;

    public override DbConnection Connection => _connection;

    /// <summary>Whether the connection can be used for another transaction.</summary>
    public bool IsUsable => _connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Where the statements of commits are copied to, for the measure against bare SQL; null outside the bench.</summary>
    public StatementTape? Tape { get; set; }

    public void Begin(PostgresMode mode)
    {
        ClearRequests();

        // One round trip: the lock of writers comes with the beginning. Each statement sees what was committed before it, so whoever had to
        // wait for a lock sees what its last holder wrote.
        Run(mode switch
        {
            PostgresMode.Reads => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            PostgresMode.WritesAlone => $"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({PostgresLocks.Writers})",
            _ => $"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock_shared({PostgresLocks.Writers})",
        });
        _begun = true;
        _broken = false;
    }

    public void Commit()
    {
        if (_broken)
        {
            // PostgreSQL would answer a commit with a rollback, and say nothing.
            throw new InvalidOperationException("A statement of this transaction failed; it cannot commit.");
        }

        Run("COMMIT");
        _begun = false;
        Tape?.Commit();
    }

    public void Rollback()
    {
        Tape?.Rollback();
        if (!_begun || !IsUsable)
        {
            return;
        }

        _begun = false;
        try
        {
            Run("ROLLBACK");
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the transaction with it.
            _connection.Close();
        }
    }

    public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        return Do(sql, parameters, statement => statement.Execute());
    }

    public override List<T> Query<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Do(sql, parameters, statement =>
        {
            var rows = new List<T>();
            statement.Read();
            while (statement.Step())
            {
                rows.Add(read(statement));
            }

            return rows;
        });
    }

    public override T? First<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : default
    {
        ArgumentNullException.ThrowIfNull(read);
        return Do(sql, parameters, statement =>
        {
            statement.Read();
            return statement.Step() ? read(statement) : default;
        });
    }

    internal override string SkipHeld(string table) => " FOR UPDATE OF " + table + " SKIP LOCKED";

    internal override IReadOnlyCollection<Guid> TryHold(IReadOnlyCollection<Guid> groups)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        Guid[] wanted = [.. groups];
        long[] keys = [.. wanted.Select(PostgresLocks.Of)];
        var held = Query(
            "SELECT k.place, pg_try_advisory_xact_lock(k.key) FROM unnest(CAST(@keys AS bigint[])) WITH ORDINALITY AS k(key, place)",
            r => (Group: wanted[r.Number(0) - 1], Mine: r.Flag(1)), ("@keys", keys));
        return [.. held.Where(h => !h.Mine).Select(h => h.Group)];
    }

    internal override void HoldEvent(string name, string? correlationId)
    {
        var all = PostgresLocks.Of("event", name);
        if (correlationId is null)
        {
            First("SELECT pg_advisory_xact_lock(@all)", _ => 0, ("@all", all));
        }
        else
        {
            First(
                "SELECT pg_advisory_xact_lock_shared(@all), pg_advisory_xact_lock(@one)", _ => 0,
                ("@all", all), ("@one", PostgresLocks.Of("event:" + name, correlationId)));
        }
    }

    internal override DateTimeOffset? DatabaseTime() =>
        First("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)", r => (DateTimeOffset?)r.Instant(0));

    /// <summary>Tells other nodes, when this commits, which loops have something to do. Only a hint.</summary>
    public void Tell(LoopKinds loops) => First(
        "SELECT pg_notify('" + PostgresHints.Channel + "', @loops)", _ => 0, ("@loops", ((int)loops).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    private T Do<T>(string sql, ReadOnlySpan<(string Name, object? Value)> parameters, Func<PostgresStatement, T> use)
    {
        PostgresStatement? statement = null;
        try
        {
            statement = Prepare(sql, parameters);
            return use(statement);
        }
        catch
        {
            _broken = true;
            throw;
        }
        finally
        {
            statement?.Reset();
        }
    }

    private PostgresStatement Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Tape?.Add(sql, parameters);
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MostStatements)
            {
                throw new InvalidOperationException("Too many different statements: SQL must be constant text with parameters.");
            }

            statement = new PostgresStatement(_connection, sql);
            _statements.Add(sql, statement);
        }

        statement.Bind(parameters);
        return statement;
    }

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
