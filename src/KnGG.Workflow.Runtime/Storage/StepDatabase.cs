using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// Hands out the transactions in which everything is written. One subclass per database kind; all SQL that differs between them
/// is behind it.
/// </summary>
public abstract class StepDatabase : IDisposable
{
    private readonly LoopSignals _signals;
    private volatile DatabaseTrouble? _trouble;

    /// <summary>Made by the subclass.</summary>
    protected StepDatabase(LoopSignals signals) => _signals = signals;

    /// <summary>
    /// Runs work in one writing transaction: it commits when the work returns and rolls back when it throws. Nobody else writes meanwhile,
    /// on any node: what was read stays true until it is written.
    /// </summary>
    /// <param name="work">Reads and writes through the transaction. Keep it short.</param>
    public T Write<T>(Func<StepTransaction, T> work) => Write(work, beside: false);

    /// <summary>Runs work in one writing transaction.</summary>
    public void Write(Action<StepTransaction> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Write(transaction =>
        {
            work(transaction);
            return 0;
        });
    }

    /// <summary>
    /// Runs work in one writing transaction beside that of other nodes, where the database can do so. The work itself claims what it
    /// reads in order to write it (<see cref="StepTransaction.TryHold"/>), or writes with a fence.
    /// </summary>
    internal T WriteBeside<T>(Func<StepTransaction, T> work) => Write(work, beside: true);

    /// <summary>Runs work in one writing transaction beside that of other nodes.</summary>
    internal void WriteBeside(Action<StepTransaction> work) => WriteBeside(transaction =>
    {
        work(transaction);
        return 0;
    });

    /// <summary>Makes room ahead of time for what will be written, where the tables that grow are divided by time. Returns what was made.</summary>
    internal virtual int MakeRoom(DateTimeOffset now) => 0;

    /// <summary>Whether other processes can write to this database while this one does.</summary>
    internal abstract bool IsShared { get; }

    /// <summary>What an exception out of a transaction says.</summary>
    internal abstract DatabaseFailure FailureOf(Exception exception);

    /// <summary>What keeps the database from its work, as the last transaction found; null when it did what it was asked.</summary>
    public DatabaseTrouble? Trouble => _trouble;

    /// <summary>What keeps the database from its work, by an exception out of it or out of EF; null when something else is wrong.</summary>
    public DatabaseTrouble? TroubleOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (FailureOf(cause) == DatabaseFailure.OfTheDatabase)
            {
                return new DatabaseTrouble(KindOf(cause));
            }
        }

        return null;
    }

    /// <summary>Runs queries on one consistent view of the database, without holding up writers.</summary>
    public T Read<T>(Func<StepTransaction, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            var result = InRead(work);

            // Reading says nothing about writing.
            if (_trouble is { Kind: DatabaseTroubleKind.Away })
            {
                _trouble = null;
            }

            return result;
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the work between begin and commit, and says which loops it wants woken.</summary>
    private protected abstract (T Result, LoopKinds Wakes) InWrite<T>(Func<StepTransaction, T> work, bool beside);

    /// <summary>Runs the work on a view that does not change.</summary>
    private protected abstract T InRead<T>(Func<StepTransaction, T> work);

    /// <summary>What kind of trouble a failure of the database is.</summary>
    private protected abstract DatabaseTroubleKind KindOf(Exception failure);

    /// <summary>Closes the connections.</summary>
    protected abstract void Dispose(bool disposing);

    private T Write<T>(Func<StepTransaction, T> work, bool beside)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            var (result, wakes) = InWrite(work, beside);
            _trouble = null;
            _signals.Tell(wakes);
            return result;
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    // Looks on and catches nothing.
    private bool Note(Exception exception)
    {
        _trouble = TroubleOf(exception) ?? _trouble;
        return false;
    }
}

/// <summary>Whose fault a failed transaction is.</summary>
internal enum DatabaseFailure
{
    /// <summary>The work's own: it would fail again.</summary>
    OfTheWork,

    /// <summary>Nobody's: two pieces of work wanted the same; the one that lost can try again at once.</summary>
    Conflict,

    /// <summary>The database's: full, locked or gone. Nobody's work failed; wait and try again.</summary>
    OfTheDatabase,
}
