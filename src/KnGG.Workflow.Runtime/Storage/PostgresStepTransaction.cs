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

/// <summary>
/// A connection with its prepared statements, used for one transaction after another. What needs no answer is kept and goes to the server
/// with the next statement that does, or with the commit: the server is waited for once, not once for each (ADR 0052).
/// </summary>
internal sealed class PostgresStepTransaction : StepTransaction, IBareConnection, IDisposable
{
    // Whoever waits for nothing for long still sends now and then: what is kept takes memory.
    private const int MostKept = 500;

    private readonly NpgsqlConnection _connection;
    private readonly PostgresPlans _plans;
    private readonly Dictionary<PostgresPlan, Stack<NpgsqlBatchCommand>> _free = [];
    private readonly List<Kept> _kept = [];
    private bool _begun;
    private bool _broken;

    public PostgresStepTransaction(NpgsqlConnection connection, PostgresPlans plans)
    {
        _connection = connection;
        _plans = plans;
    }

    public override DbConnection Connection
    {
        get
        {
            Flush();
            return _connection;
        }
    }

    /// <summary>Whether the connection can be used for another transaction.</summary>
    public bool IsUsable => _connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Whether nothing of this transaction can have come about: the server answered nothing yet and was not asked to commit.</summary>
    public bool IsUntouched { get; private set; }

    /// <summary>Where the statements of commits are copied to, for the measure against bare SQL; null outside the bench.</summary>
    public StatementTape? Tape { get; set; }

    // The beginning goes with the first statement. Each statement sees what was committed before it, so whoever had to wait for a lock sees
    // what its last holder wrote.
    public void Begin(PostgresMode mode)
    {
        if (mode == PostgresMode.Reads)
        {
            Begin("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return;
        }

        Begin("BEGIN ISOLATION LEVEL READ COMMITTED");
        Keep(
            mode == PostgresMode.WritesAlone ? $"SELECT pg_advisory_xact_lock({PostgresLocks.Writers})" : $"SELECT pg_advisory_xact_lock_shared({PostgresLocks.Writers})",
            []);
    }

    public void BeginBare() => Begin("BEGIN ISOLATION LEVEL READ COMMITTED");

    public void Commit()
    {
        if (_broken)
        {
            // PostgreSQL would answer a commit with a rollback, and say nothing.
            throw new InvalidOperationException("A statement of this transaction failed; it cannot commit.");
        }

        Keep("COMMIT", []);
        IsUntouched = false;
        Flush();
        _begun = false;
        Tape?.Commit();
    }

    public void Rollback()
    {
        Tape?.Rollback();
        Forget();
        if (!_begun || !IsUsable)
        {
            return;
        }

        _begun = false;
        try
        {
            using var command = new NpgsqlCommand("ROLLBACK", _connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the transaction with it.
            _connection.Close();
        }
    }

    public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Tape?.Add(sql, parameters, waits: true);
        var changed = 0;
        Keep(sql, parameters, done: count => changed = count);
        Flush();
        return changed;
    }

    public override List<T> Query<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        Tape?.Add(sql, parameters, waits: true);
        var rows = new List<T>();
        Keep(sql, parameters, (row, reader) =>
        {
            while (reader.Read())
            {
                rows.Add(read(row));
            }
        });
        Flush();
        return rows;
    }

    public override T? First<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : default
    {
        ArgumentNullException.ThrowIfNull(read);
        Tape?.Add(sql, parameters, waits: true);
        T? first = default;
        Keep(sql, parameters, (row, reader) => first = reader.Read() ? read(row) : default);
        Flush();
        return first;
    }

    internal override Asked<List<T>> Ask<T>(string sql, Func<StepRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Tape?.Add(sql, parameters, waits: false);
        var rows = new List<T>();
        var answered = false;
        Keep(sql, parameters, (row, reader) =>
        {
            while (reader.Read())
            {
                rows.Add(read(row));
            }

            answered = true;
        });
        return new(() =>
        {
            if (!answered)
            {
                Flush();
            }

            return rows;
        });
    }

    public override void Send(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Tape?.Add(sql, parameters, waits: false);
        Keep(sql, parameters);
    }

    // The server itself refuses to go on when no row was changed, so that the commit need not wait for the count.
    internal override void SendFenced(Func<Exception> stale, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Tape?.Add(sql, parameters, waits: false);
        Keep("WITH changed AS (" + sql + " RETURNING 1) SELECT 1 / count(*) FROM changed", parameters, stale: stale);
    }

    internal override string SkipHeld(string table) => " FOR UPDATE OF " + table + " SKIP LOCKED";

    internal override Asked<IReadOnlyCollection<Guid>> TryHold(IReadOnlyCollection<Guid> groups)
    {
        if (groups.Count == 0)
        {
            return new(() => []);
        }

        Guid[] wanted = [.. groups];
        long[] keys = [.. wanted.Select(PostgresLocks.Of)];
        var held = Ask(
            "SELECT k.place, pg_try_advisory_xact_lock(k.key) FROM unnest(CAST(@keys AS bigint[])) WITH ORDINALITY AS k(key, place)",
            r => (Group: wanted[r.Number(0) - 1], Mine: r.Flag(1)), ("@keys", keys));
        return new(() => [.. held.Value.Where(h => !h.Mine).Select(h => h.Group)]);
    }

    internal override void HoldEvent(string name, string? correlationId)
    {
        var all = PostgresLocks.Of("event", name);
        if (correlationId is null)
        {
            Send("SELECT pg_advisory_xact_lock(@all)", ("@all", all));
        }
        else
        {
            Send(
                "SELECT pg_advisory_xact_lock_shared(@all), pg_advisory_xact_lock(@one)",
                ("@all", all), ("@one", PostgresLocks.Of("event:" + name, correlationId)));
        }
    }

    internal override DateTimeOffset? DatabaseTime() =>
        First("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)", r => (DateTimeOffset?)r.Instant(0));

    /// <summary>Tells other nodes, when this commits, which loops have something to do. Only a hint.</summary>
    public void Tell(LoopKinds loops) => Send(
        "SELECT pg_notify('" + PostgresHints.Channel + "', @loops)", ("@loops", ((int)loops).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public void Dispose()
    {
        _kept.Clear();
        _free.Clear();
        _connection.Dispose();
    }

    /// <summary>Prepares a statement ahead of its first use.</summary>
    public void Prepare(string sql)
    {
        var plan = _plans.Of(_connection, sql);
        using var batch = new NpgsqlBatch(_connection);
        var command = Take(plan);
        batch.BatchCommands.Add(command);
        batch.Prepare();
        Give(plan, command);
    }

    private void Begin(string sql)
    {
        ClearRequests();
        Forget();
        _begun = true;
        _broken = false;
        IsUntouched = true;
        Keep(sql, []);
    }

    private void Keep(
        string sql, ReadOnlySpan<(string Name, object? Value)> parameters, Action<PostgresRow, NpgsqlDataReader>? read = null, Action<int>? done = null,
        Func<Exception>? stale = null)
    {
        if (_kept.Count >= MostKept)
        {
            Flush();
        }

        try
        {
            var plan = _plans.Of(_connection, sql);
            var command = Take(plan);
            plan.Bind(command, parameters);
            _kept.Add(new(plan, command, read, done, stale));
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    /// <summary>Sends what was kept, waits for the answers and hands them out.</summary>
    private void Flush()
    {
        if (_kept.Count == 0)
        {
            return;
        }

        Kept? awaited = null;
        try
        {
            using var batch = new NpgsqlBatch(_connection);
            foreach (var kept in _kept)
            {
                batch.BatchCommands.Add(kept.Command);
            }

            batch.Prepare();
            List<Kept> answering = _kept.FindAll(k => k.Plan.Answers);
            awaited = answering.FirstOrDefault();
            using (var reader = batch.ExecuteReader())
            {
                var row = new PostgresRow(reader);
                for (var i = 0; i < answering.Count; i++)
                {
                    answering[i].Read?.Invoke(row, reader);
                    awaited = i + 1 < answering.Count ? answering[i + 1] : null;
                    reader.NextResult();
                }

                // Without answers the reader has reached the end already; what failed has thrown by now.
            }

            IsUntouched = false;
            foreach (var kept in _kept)
            {
                kept.Done?.Invoke(kept.Command.RecordsAffected);
            }
        }
        catch (PostgresException nothing) when (nothing.SqlState == PostgresErrorCodes.DivisionByZero && awaited?.Stale is { } stale)
        {
            _broken = true;
            throw stale();
        }
        catch
        {
            _broken = true;
            throw;
        }
        finally
        {
            Forget();
        }
    }

    private void Forget()
    {
        foreach (var kept in _kept)
        {
            Give(kept.Plan, kept.Command);
        }

        _kept.Clear();
    }

    private NpgsqlBatchCommand Take(PostgresPlan plan) => _free.TryGetValue(plan, out var free) && free.TryPop(out var command) ? command : plan.Command();

    private void Give(PostgresPlan plan, NpgsqlBatchCommand command)
    {
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            parameter.Value = DBNull.Value;
        }

        if (!_free.TryGetValue(plan, out var free))
        {
            _free.Add(plan, free = []);
        }

        free.Push(command);
    }

    /// <summary>A statement that waits to be sent.</summary>
    private sealed record Kept(
        PostgresPlan Plan, NpgsqlBatchCommand Command, Action<PostgresRow, NpgsqlDataReader>? Read, Action<int>? Done, Func<Exception>? Stale);
}
