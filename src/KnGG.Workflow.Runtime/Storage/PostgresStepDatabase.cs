using System.Collections.Concurrent;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// PostgreSQL: as many nodes as wished. Whoever writes without saying what holds an advisory lock alone, so that all code may trust what it
/// reads, as on SQLite; steps share that lock and claim what they touch (ADR 0030). Connections stay open, with their prepared
/// statements; a connection that broke while it was idle is replaced before the work begins.
/// </summary>
internal sealed class PostgresStepDatabase : StepDatabase
{
    // Writers and readers apart: work that writes may read beside it, and must not wait for itself.
    private const int MostWriters = 8;
    private const int MostReaders = 16;
    private const int MostReads = 3;

    private static readonly TimeSpan PatienceForAPlace = TimeSpan.FromSeconds(30);

    [ThreadStatic]
    private static PostgresStepDatabase? _writing;

    private readonly string _connectionString;
    private readonly PostgresPlans _plans = new();
    private readonly ConcurrentBag<PostgresStepTransaction> _idle = [];
    private readonly SemaphoreSlim _writers = new(MostWriters, MostWriters);
    private readonly SemaphoreSlim _readers = new(MostReaders, MostReaders);
    private volatile bool _disposed;

    public PostgresStepDatabase(string connectionString, LoopSignals signals)
        : base(signals) => _connectionString = connectionString;

    /// <summary>Where statements of commits are copied to; for the bench.</summary>
    public StatementTape? Tape { get; set; }

    internal override bool IsShared => true;

    internal override int MakeRoom(DateTimeOffset now) => Write(t => PostgresPartitions.MakeAhead(t, now));

    /// <summary>EF options for a connection.</summary>
    public static DbContextOptions<PostgresWorkflowDb> EfOptions(string connectionString)
    {
        var builder = new DbContextOptionsBuilder<PostgresWorkflowDb>();
        builder.UseNpgsql(connectionString);
        return builder.Options;
    }

    /// <summary>An open connection of our own, with limits to what it waits for: a node that hangs in a transaction must not hold up the others.</summary>
    public static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Enlist = false }.ConnectionString);
        try
        {
            connection.Open();
            using var command = new NpgsqlCommand("SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'; SET jit = off", connection);
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connections that nobody uses.</summary>
    public void CloseIdle()
    {
        while (_idle.TryTake(out var transaction))
        {
            transaction.Dispose();
        }
    }

    /// <summary>Opens a connection and prepares statements on it, ahead of their first use.</summary>
    public void Warm(IEnumerable<string> statements)
    {
        var transaction = new PostgresStepTransaction(Open(_connectionString), _plans);
        foreach (var sql in statements)
        {
            transaction.Prepare(sql);
        }

        _idle.Add(transaction);
    }

    // Classes of SQLSTATE. Its own fault: data, constraints, faulty SQL, text that cannot be stored. Conflict: serialization and deadlock.
    internal override DatabaseFailure FailureOf(Exception exception) => exception switch
    {
        PostgresException server => server.SqlState[..2] switch
        {
            "40" => DatabaseFailure.Conflict,
            "0A" or "21" or "22" or "23" or "25" or "26" or "42" or "44" => DatabaseFailure.OfTheWork,
            _ => DatabaseFailure.OfTheDatabase,
        },
        NpgsqlException or DatabaseBusyException => DatabaseFailure.OfTheDatabase,
        _ => DatabaseFailure.OfTheWork,
    };

    private protected override DatabaseTroubleKind KindOf(Exception failure) => failure switch
    {
        DatabaseBusyException or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.TooManyConnections } => DatabaseTroubleKind.Busy,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => DatabaseTroubleKind.Full,
        PostgresException { SqlState: var state } when state.StartsWith("58", StringComparison.Ordinal) || state.StartsWith("XX", StringComparison.Ordinal) => DatabaseTroubleKind.CannotWrite,
        _ => DatabaseTroubleKind.Away,
    };

    private protected override (T Result, LoopKinds Wakes) InWrite<T>(Func<StepTransaction, T> work, bool beside)
    {
        if (ReferenceEquals(_writing, this))
        {
            throw new InvalidOperationException("A transaction is open already: pass it on instead of opening a second one.");
        }

        var outside = _writing;
        _writing = this;
        try
        {
            return Run(_writers, beside ? PostgresMode.WritesBeside : PostgresMode.WritesAlone, transaction =>
            {
                var result = work(transaction);

                // Telling serialises commits, so only those do that are alone anyway.
                if (!beside && transaction.Wakes != LoopKinds.None)
                {
                    transaction.Tell(transaction.Wakes);
                }

                return (result, transaction.Wakes);
            });
        }
        finally
        {
            _writing = outside;
        }
    }

    // Who reads can stand in the way of a schema that grows; the server then ends one of the two, and reading again costs nothing.
    private protected override T InRead<T>(Func<StepTransaction, T> work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Run(_readers, PostgresMode.Reads, work);
            }
            catch (PostgresException conflict) when (tries < MostReads && FailureOf(conflict) == DatabaseFailure.Conflict)
            {
                // Once more.
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        CloseIdle();
        _writers.Dispose();
        _readers.Dispose();
    }

    private T Run<T>(SemaphoreSlim places, PostgresMode mode, Func<PostgresStepTransaction, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!places.Wait(PatienceForAPlace))
        {
            throw new DatabaseBusyException();
        }

        try
        {
            while (true)
            {
                var isOld = _idle.TryTake(out var idle);
                var transaction = idle ?? new PostgresStepTransaction(Open(_connectionString), _plans);
                try
                {
                    transaction.Begin(mode);
                    transaction.Tape = mode == PostgresMode.Reads ? null : Tape;
                    var result = work(transaction);
                    transaction.Commit();
                    return result;
                }
                catch (NpgsqlException) when (isOld && !transaction.IsUsable && transaction.IsUntouched)
                {
                    // The connection broke while it was idle. The work got no answer yet, so it begins again on another one.
                    transaction.Rollback();
                }
                catch
                {
                    transaction.Rollback();
                    throw;
                }
                finally
                {
                    if (_disposed || !transaction.IsUsable)
                    {
                        transaction.Dispose();
                    }
                    else
                    {
                        _idle.Add(transaction);
                    }
                }
            }
        }
        finally
        {
            if (!_disposed)
            {
                places.Release();
            }
        }
    }
}

/// <summary>All connections of this process are in use for too long.</summary>
internal sealed class DatabaseBusyException() : Exception("De database is te druk; probeer het zo nog eens.");
