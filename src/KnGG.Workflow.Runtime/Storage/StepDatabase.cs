using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// Hands out the transactions in which everything is written. One subclass per database kind; all SQL that differs between them
/// is behind it.
/// </summary>
public abstract class StepDatabase : IDisposable
{
    private readonly LoopSignals _signals;

    /// <summary>Made by the subclass.</summary>
    protected StepDatabase(LoopSignals signals) => _signals = signals;

    /// <summary>Runs work in one writing transaction: it commits when the work returns and rolls back when it throws.</summary>
    /// <param name="work">Reads and writes through the transaction. Keep it short: on SQLite nobody else writes meanwhile.</param>
    public T Write<T>(Func<StepTransaction, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var (result, wakes) = InWrite(work);
        _signals.Tell(wakes);
        return result;
    }

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

    /// <summary>Runs queries on one consistent view of the database, without holding up writers.</summary>
    public T Read<T>(Func<StepTransaction, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return InRead(work);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the work between begin and commit, and says which loops it wants woken.</summary>
    private protected abstract (T Result, LoopKinds Wakes) InWrite<T>(Func<StepTransaction, T> work);

    /// <summary>Runs the work on a view that does not change.</summary>
    private protected abstract T InRead<T>(Func<StepTransaction, T> work);

    /// <summary>Closes the connections.</summary>
    protected abstract void Dispose(bool disposing);
}
