using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Clock;

/// <summary>
/// The service's clock: real time, or the simulated instant of the database. Due dates, facts and tasks go by it.
/// Leases, back-off and sign-in tokens go by <see cref="Real"/>, since the simulated clock stands still.
/// </summary>
public sealed class ServiceClock : TimeProvider
{
    private readonly StepDatabase _database;
    private readonly Lazy<bool> _isSimulated;

    /// <summary>The clock of a database; whether it is simulated is asked once, after the database was prepared.</summary>
    /// <param name="database">Holds the simulated instant.</param>
    /// <param name="real">Real time.</param>
    public ServiceClock(StepDatabase database, TimeProvider real)
    {
        _database = database;
        Real = real;

        // Asked again when the database was away at the first time: an error that is kept would stop this node for good.
        _isSimulated = new(() => Stored() is not null, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Real time, whatever the service believes.</summary>
    public TimeProvider Real { get; }

    /// <summary>Whether the database lives by a simulated clock.</summary>
    public bool IsSimulated => _isSimulated.Value;

    /// <summary>Now, in whole milliseconds: what is stored reads back as the same instant.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Real time now, in whole milliseconds.</summary>
    public DateTimeOffset RealNow => Whole(Real.GetUtcNow());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => IsSimulated ? Stored()!.Value : RealNow;

    private DateTimeOffset? Stored() =>
        _database.Read(t => t.First("SELECT now FROM clock WHERE id = 1", r => (DateTimeOffset?)r.Instant(0)));

    private static DateTimeOffset Whole(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
