using System.Data.Common;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>
/// The one database transaction of a step (or of a request that accepts a stimulus). Everything that must be true together is written
/// through it, with prepared SQL that both databases understand: parameters are named @x, instants are stored as UTC milliseconds
/// since 1970 (bigint), ids as the database's own compact form, truth values as 0 or 1.
/// </summary>
public abstract class StepTransaction
{
    /// <summary>The connection, for the rare statement that does not fit below.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>Runs a statement, prepared once per connection. Returns the number of rows changed.</summary>
    /// <param name="sql">The statement; a constant, so that it is prepared once.</param>
    /// <param name="parameters">Values: Guid, DateTimeOffset, DateOnly, bool, string, Utf8Text, int, long, double, byte[] or null.</param>
    public abstract int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Runs a statement whose number of rows nobody needs. Where the database is a server it goes together with what comes next.</summary>
    /// <param name="sql">The statement; a constant, so that it is prepared once.</param>
    /// <param name="parameters">Values, as for <see cref="Execute"/>.</param>
    public virtual void Send(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Execute(sql, parameters);

    /// <summary>Runs a statement that must change a row, or the transaction fails; at the latest when it commits.</summary>
    /// <param name="stale">What is thrown when no row was changed.</param>
    /// <param name="sql">The statement, without RETURNING; a constant, so that it is prepared once.</param>
    /// <param name="parameters">Values, as for <see cref="Execute"/>.</param>
    internal virtual void SendFenced(Func<Exception> stale, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (Execute(sql, parameters) == 0)
        {
            throw stale();
        }
    }

    /// <summary>Reads all rows of a query.</summary>
    public abstract List<T> Query<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Reads the first row of a query, or the default.</summary>
    public abstract T? First<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>A query whose rows are wanted a little later. Where the database is a server it goes together with what comes next.</summary>
    internal virtual Asked<List<T>> Ask<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = Query(sql, read, parameters);
        return new(() => rows);
    }

    /// <summary>
    /// Ends a SELECT whose rows this transaction wants for itself: rows that another node holds are left out. Empty where nobody else
    /// can write meanwhile.
    /// </summary>
    internal virtual string SkipHeld(string table) => "";

    /// <summary>
    /// Keeps trajectories (or instances without one) to this transaction until it ends, without waiting. Returns those that another node
    /// holds; they are to be left alone.
    /// </summary>
    internal virtual Asked<IReadOnlyCollection<Guid>> TryHold(IReadOnlyCollection<Guid> groups) => new(() => []);

    /// <summary>
    /// Keeps everything about an event of one correlation to this transaction until it ends, and waits for who has it: a wait that opens and
    /// an event that comes at the same moment must not miss each other. A null correlation concerns all.
    /// </summary>
    internal virtual void HoldEvent(string name, string? correlationId)
    {
    }

    /// <summary>Instances that were read ahead of their step; see <see cref="InstanceStore.Expect"/>.</summary>
    internal Dictionary<Guid, StoredInstance> Expected { get; } = [];

    /// <summary>Real time by the database's own clock, where it has one.</summary>
    internal virtual DateTimeOffset? DatabaseTime() => null;

    /// <summary>Loops to wake when this transaction has committed.</summary>
    public LoopKinds Wakes { get; private set; }

    /// <summary>Asks for loops to look at once after the commit, instead of at their next poll. Only a hint: polling alone is enough.</summary>
    public void Wake(LoopKinds loops) => Wakes |= loops;

    /// <summary>
    /// Ends an instance in the commit of the step that is being written, with its waits and children. For intent writers: closing a
    /// trajectory ends all its instances at once.
    /// </summary>
    public void CancelInStep(Guid instanceId, string reason) => (_cancels ??= []).Enqueue((instanceId, reason));

    /// <summary>Takes the next instance to end, once the step that asked for it is written.</summary>
    internal (Guid InstanceId, string Reason)? NextCancel() => _cancels is not null && _cancels.TryDequeue(out var next) ? next : null;

    private Queue<(Guid InstanceId, string Reason)>? _cancels;

    /// <summary>Forgets what was asked for, when a transaction object is used again.</summary>
    private protected void ClearRequests()
    {
        Wakes = LoopKinds.None;
        _cancels?.Clear();
        Expected.Clear();
    }
}

/// <summary>An answer that the database may still have to give; asking for it waits.</summary>
/// <param name="answer">Gives it, or waits for it.</param>
internal sealed class Asked<T>(Func<T> answer)
{
    /// <summary>The answer.</summary>
    public T Value => answer();
}

/// <summary>Text that is UTF-8 already, as a parameter.</summary>
/// <param name="Bytes">The text.</param>
public sealed record Utf8Text(ReadOnlyMemory<byte> Bytes);

/// <summary>Loops that can be woken.</summary>
[Flags]
public enum LoopKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The loop that takes steps.</summary>
    Steps = 1,

    /// <summary>The loop that sends mail.</summary>
    Mail = 2,

    /// <summary>The loop that moves instances to another version.</summary>
    Migrations = 4,

    /// <summary>The loop that repairs stuck trajectories.</summary>
    Repairs = 8,

    /// <summary>The loop that throws old drafts away; nobody needs to wake it.</summary>
    Drafts = 16,
}

/// <summary>One row that is being read; columns by position.</summary>
public abstract class StepRow
{
    /// <summary>Whether the column is null.</summary>
    public abstract bool IsNull(int column);

    /// <summary>An id.</summary>
    public abstract Guid Id(int column);

    /// <summary>Text.</summary>
    public abstract string Text(int column);

    /// <summary>A whole number.</summary>
    public abstract long Number(int column);

    /// <summary>A number with a fraction.</summary>
    public abstract double Real(int column);

    /// <summary>An instant.</summary>
    public abstract DateTimeOffset Instant(int column);

    /// <summary>A date without time.</summary>
    public abstract DateOnly Date(int column);

    /// <summary>Bytes.</summary>
    public abstract byte[] Bytes(int column);

    /// <summary>Text as UTF-8.</summary>
    public abstract byte[] Utf8(int column);

    /// <summary>An id without dashes, or text: whatever names the row.</summary>
    public abstract string Key(int column);

    /// <summary>Text, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>An id, or null.</summary>
    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    /// <summary>An instant, or null.</summary>
    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    /// <summary>A whole number, or null.</summary>
    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A truth value.</summary>
    public bool Flag(int column) => Number(column) != 0;
}
