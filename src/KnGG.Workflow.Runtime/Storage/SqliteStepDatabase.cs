using System.Collections.Concurrent;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// SQLite: one writing connection per process behind a lock, since SQLite has one writer anyway and a lock hands over faster than
/// retrying BEGIN; reading connections beside it see the last commit (WAL). Other processes wait on SQLite's own lock, 5 s at most.
/// </summary>
internal sealed class SqliteStepDatabase : StepDatabase
{
    /// <summary>SQLite's result code of a full disk.</summary>
    public const int Full = 13;

    private readonly string _connectionString;
    private readonly Lock _writing = new();
    private readonly ConcurrentBag<SqliteStepTransaction> _readers = [];
    private SqliteStepTransaction? _writer;
    private bool _disposed;

    public SqliteStepDatabase(string file, LoopSignals signals)
        : base(signals) => _connectionString = ConnectionString(file, pooling: false);

    /// <summary>Where statements of commits are copied to; for the bench.</summary>
    public StatementTape? Tape { get; set; }

    /// <summary>Every statement that was run so far, once; for the test of plans.</summary>
    public IReadOnlySet<string> Statements
    {
        get
        {
            lock (_writing)
            {
                return _readers.Append(_writer).OfType<SqliteStepTransaction>().SelectMany(t => t.Statements).ToHashSet(StringComparer.Ordinal);
            }
        }
    }

    public static string ConnectionString(string file, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5, Pooling = pooling }.ToString();

    /// <summary>EF options for a database file.</summary>
    public static DbContextOptions<SqliteWorkflowDb> EfOptions(string file)
    {
        var builder = new DbContextOptionsBuilder<SqliteWorkflowDb>();
        builder.UseSqlite(ConnectionString(file, pooling: true));
        return builder.Options;
    }

    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle!, 5000);
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA journal_mode=WAL;
                PRAGMA synchronous=FULL;
                PRAGMA foreign_keys=ON;
                PRAGMA wal_autocheckpoint=2000;
                PRAGMA cache_size=-8000;
                PRAGMA temp_store=MEMORY;
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override bool IsShared => false;

    // A broken constraint or a faulty statement is the work's own fault.
    internal override DatabaseFailure FailureOf(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not (19 or 1 or 18 or 20 or 25) } ? DatabaseFailure.OfTheDatabase : DatabaseFailure.OfTheWork;

    // Result codes of SQLite: busy and locked, full, and what is no longer there to be opened.
    private protected override DatabaseTroubleKind KindOf(Exception failure) => ((SqliteException)failure).SqliteErrorCode switch
    {
        5 or 6 => DatabaseTroubleKind.Busy,
        Full => DatabaseTroubleKind.Full,
        14 or 26 => DatabaseTroubleKind.Away,
        _ => DatabaseTroubleKind.CannotWrite,
    };

    private protected override (T Result, LoopKinds Wakes) InWrite<T>(Func<StepTransaction, T> work, bool beside)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var transaction = _writer ??= new SqliteStepTransaction(Open(_connectionString));
            transaction.Tape = Tape;
            transaction.Begin(writes: true);
            try
            {
                var result = work(transaction);
                transaction.Commit();
                return (result, transaction.Wakes);
            }
            catch
            {
                transaction.Rollback();
                throw;
            }
        }
    }

    private protected override T InRead<T>(Func<StepTransaction, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_readers.TryTake(out var transaction))
        {
            transaction = new SqliteStepTransaction(Open(_connectionString));
        }

        try
        {
            transaction.Begin(writes: false);
            var result = work(transaction);
            transaction.Commit();
            return result;
        }
        catch
        {
            transaction.Rollback();
            throw;
        }
        finally
        {
            if (_disposed)
            {
                transaction.Dispose();
            }
            else
            {
                _readers.Add(transaction);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_writing)
        {
            _disposed = true;
            _writer?.Dispose();
            _writer = null;
            while (_readers.TryTake(out var reader))
            {
                reader.Dispose();
            }
        }
    }
}
