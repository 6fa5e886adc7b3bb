using System.Globalization;
using System.Reflection;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Nodes;

/// <summary>
/// This process as a node of its database: it says every few seconds that it lives. Nothing depends on that but what people see and what a
/// load balancer is told: work belongs to no node, so a node that is gone leaves nothing to take over.
/// </summary>
public sealed class Node
{
    /// <summary>Between two signs of life.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    /// <summary>Without a sign for so long, a node counts as gone.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(15);

    /// <summary>The most that a clock may differ from the database's.</summary>
    public static readonly TimeSpan MostClockDifference = TimeSpan.FromSeconds(10);

    // What is gone for so long is no longer shown.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly Guid _id;
    private readonly DateTimeOffset _startedAt;
    private long _steps;
    private long _clockAheadMs;
    private volatile bool _isDraining;
    private volatile bool _isClockOff;

    /// <summary>Made by dependency injection.</summary>
    public Node(StepDatabase database, ServiceClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (_database, _clock) = (database, clock);
        _startedAt = clock.RealNow;
        _id = Ids.New(_startedAt);
    }

    /// <summary>What it does.</summary>
    public NodeState State => _isDraining ? NodeState.Draining : _isClockOff ? NodeState.ClockOff : NodeState.Running;

    /// <summary>Whether the loops may take work: also while draining, until they are stopped.</summary>
    public bool TakesWork => !_isClockOff;

    /// <summary>The name under which people see it: machine and process.</summary>
    public static string Name { get; } = Environment.MachineName + "/" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Version of the program.</summary>
    public static string Version { get; } = typeof(Node).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>From now on it is not ready for visitors; what it is doing goes on.</summary>
    public void Drain()
    {
        _isDraining = true;
        SignOfLife();
    }

    /// <summary>Counts work that was done.</summary>
    internal void Did(int stimuli) => Interlocked.Add(ref _steps, stimuli);

    /// <summary>Compares the clocks and says that it lives.</summary>
    public void SignOfLife() => _database.WriteBeside(transaction =>
    {
        var now = _clock.RealNow;
        _clockAheadMs = transaction.DatabaseTime() is { } theirs ? (long)(now - theirs).TotalMilliseconds : 0;
        _isClockOff = Math.Abs(_clockAheadMs) > MostClockDifference.TotalMilliseconds;
        transaction.Execute(
            """
            INSERT INTO node (id, name, version, started_at, seen_at, state, steps, clock_ahead_ms) VALUES (@id, @name, @version, @started_at, @seen_at, @state, @steps, @ahead)
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, state = excluded.state, steps = excluded.steps, clock_ahead_ms = excluded.clock_ahead_ms
            """,
            ("@id", _id), ("@name", Name), ("@version", Version), ("@started_at", _startedAt), ("@seen_at", now), ("@state", (int)State),
            ("@steps", Interlocked.Read(ref _steps)), ("@ahead", _clockAheadMs));
        transaction.Execute("DELETE FROM node WHERE seen_at < @old", ("@old", now - Forgotten));
    });

    /// <summary>Takes itself off the list, at an orderly end.</summary>
    public void SignOff() => _database.WriteBeside(transaction => transaction.Execute("DELETE FROM node WHERE id = @id", ("@id", _id)));

    /// <summary>All nodes that gave a sign in the last day, the longest running first.</summary>
    public static IReadOnlyList<NodeRow> All(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT id, name, version, started_at, seen_at, state, steps, clock_ahead_ms FROM node ORDER BY started_at, id",
            r => new NodeRow
            {
                Id = r.Id(0),
                Name = r.Text(1),
                Version = r.Text(2),
                StartedAt = r.Instant(3),
                SeenAt = r.Instant(4),
                State = (NodeState)r.Number(5),
                Steps = r.Number(6),
                ClockAheadMs = r.Number(7),
            });
    }
}
