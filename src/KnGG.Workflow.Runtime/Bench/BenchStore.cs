using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>The database that is measured: made for the bench, copied for the bare statements, removed afterwards.</summary>
internal abstract class BenchStore : IDisposable
{
    /// <summary>Where it is.</summary>
    public abstract RuntimeOptions Options { get; }

    /// <summary>Where the statements of the commits of a runtime go from now on; null for nowhere.</summary>
    public abstract void Record(StepDatabase database, StatementTape? tape);

    /// <summary>A copy of the database as it is now, on which the statements that follow can be run bare.</summary>
    public abstract string Copy(StepDatabase database);

    /// <summary>Runs statements on a copy, which is used up by it. Returns the seconds that it took.</summary>
    public abstract double Replay(string copy, StatementTape tape);

    /// <summary>Runs statements on a copy, each by itself, to see where the time goes. The copy is used up by it.</summary>
    public abstract IReadOnlyList<StatementTime> Profile(string copy, StatementTape tape, int steps);

    /// <summary>Bytes of the current rows of one instance, and of the record of one fact, indexes included.</summary>
    public abstract (double IdleBytes, double JournalBytesPerFact) Sizes(StepDatabase database, int instances);

    /// <summary>Removes the database; nobody uses it any more.</summary>
    public abstract void Dispose();
}
