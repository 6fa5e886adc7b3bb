using System.Data.Common;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>A connection with its prepared statements, used for one transaction after another.</summary>
internal sealed class SqliteStepTransaction : StepTransaction, IBareConnection, IDisposable
{
    // More distinct statements than this means that somebody builds SQL from values.
    private const int MostStatements = 1000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public SqliteStepTransaction(SqliteConnection connection)
    {
        _connection = connection;
        Begun = false;
    }

    public override DbConnection Connection => _connection;

    public bool Begun { get; private set; }

    /// <summary>Where the statements of commits are copied to, for the measure against bare SQL; null outside the bench.</summary>
    public StatementTape? Tape { get; set; }

    public void Begin(bool writes)
    {
        if (Begun)
        {
            throw new InvalidOperationException("A transaction is open already: pass it on instead of opening a second one.");
        }

        ClearRequests();
        Run(writes ? "BEGIN IMMEDIATE" : "BEGIN");
        Begun = true;
    }

    public void BeginBare() => Begin(writes: true);

    public void Commit()
    {
        Run("COMMIT");
        Begun = false;
        Tape?.Commit();
    }

    public void Rollback()
    {
        if (Begun)
        {
            Begun = false;
            Tape?.Rollback();

            // A failed statement may have ended the transaction by itself (disk full); then there is nothing to roll back.
            if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
            {
                Run("ROLLBACK");
            }
        }
    }

    public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statement = Prepare(sql, parameters);
        try
        {
            while (statement.Step())
            {
                // A RETURNING clause whose rows nobody wants.
            }

            return raw.sqlite3_changes(_connection.Handle!);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override List<T> Query<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        var statement = Prepare(sql, parameters);
        try
        {
            var rows = new List<T>();
            while (statement.Step())
            {
                rows.Add(read(statement));
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    public override T? First<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : default
    {
        ArgumentNullException.ThrowIfNull(read);
        var statement = Prepare(sql, parameters);
        try
        {
            return statement.Step() ? read(statement) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    /// <summary>Prepares a statement ahead of its first use.</summary>
    public void Prepare(string sql) => Find(sql);

    private SqliteStatement Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Tape?.Add(sql, parameters, waits: true);
        var statement = Find(sql);
        statement.Bind(parameters);
        return statement;
    }

    private void Run(string sql)
    {
        var statement = Find(sql);
        try
        {
            statement.Step();
        }
        finally
        {
            statement.Reset();
        }
    }

    private SqliteStatement Find(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MostStatements)
            {
                throw new InvalidOperationException("Too many different statements: SQL must be constant text with parameters.");
            }

            statement = new SqliteStatement(_connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }
}
