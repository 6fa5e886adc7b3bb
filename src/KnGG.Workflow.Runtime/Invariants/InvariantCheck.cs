using System.Security.Cryptography;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Invariants;

/// <summary>A promise that does not hold in the rows.</summary>
/// <param name="Code">Which promise; stable.</param>
/// <param name="Subject">The instance, task, mail or other row, by its id.</param>
/// <param name="Message">What is wrong, one Dutch sentence without personal data.</param>
public sealed record InvariantViolation(string Code, string Subject, string Message);

/// <summary>Further promises that can be read from the rows, such as those of the care chain.</summary>
public interface IInvariants
{
    /// <summary>What does not hold.</summary>
    IEnumerable<InvariantViolation> Check(StepTransaction transaction);
}

/// <summary>
/// Checks every promise that can be read from the rows: that nothing waits without a row, nothing has a row without waiting, and nothing
/// was lost or doubled. Reads only, in pages, so that its memory does not grow with the number of instances.
/// </summary>
public sealed class InvariantCheck
{
    private const int PageSize = 500;

    private readonly StepReplay _replay;
    private readonly IReadOnlyList<IInvariants> _more;

    /// <summary>Made by dependency injection.</summary>
    public InvariantCheck(StepReplay replay, IEnumerable<IInvariants> more)
    {
        _replay = replay;
        _more = [.. more];
    }

    /// <summary>Runs all checks.</summary>
    /// <param name="transaction">One view of the database.</param>
    /// <param name="replay">Also decides every recorded step again; slow.</param>
    public IReadOnlyList<InvariantViolation> Run(StepTransaction transaction, bool replay = false)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var found = new List<InvariantViolation>();
        Guid? after = null;
        while (Page(transaction, after) is { Count: > 0 } page)
        {
            foreach (var instance in page)
            {
                found.AddRange(OfInstance(transaction, instance));
                if (replay)
                {
                    Replay(transaction, instance.Id, found);
                }
            }

            after = page[^1].Id;
        }

        if (replay)
        {
            ReplayArchive(transaction, found);
        }

        foreach (var (code, message, sql) in RowInvariants.All)
        {
            found.AddRange(transaction.Query(sql, r => new InvariantViolation(code, r.Key(0), message)));
        }

        foreach (var chain in transaction.Query("SELECT DISTINCT chain_id FROM audit", r => r.Id(0)))
        {
            if (AuditLog.FirstBroken(transaction, chain) is { } number)
            {
                found.Add(new InvariantViolation("audit-chain", chain.ToString(), $"De auditketen is verbroken bij regel {number}."));
            }
        }

        found.AddRange(_more.SelectMany(m => m.Check(transaction)));
        return found;
    }

    private void ReplayArchive(StepTransaction transaction, List<InvariantViolation> found)
    {
        var after = Guid.Empty;
        while (transaction.Query(
            "SELECT id FROM archived_instance WHERE id > @after ORDER BY id LIMIT @take", r => r.Id(0), ("@after", after), ("@take", PageSize)) is { Count: > 0 } page)
        {
            page.ForEach(id => Replay(transaction, id, found));
            after = page[^1];
        }
    }

    private void Replay(StepTransaction transaction, Guid instance, List<InvariantViolation> found)
    {
        if (_replay.Replay(transaction, instance) is { } difference)
        {
            found.Add(new InvariantViolation("replay", instance.ToString(), $"Stap {difference.Number} wordt nu anders beslist: {difference.Why}."));
        }
    }

    private static List<CheckedInstance> Page(StepTransaction transaction, Guid? after) => transaction.Query(
        """
        SELECT id, state, status, sub_status, version, incident_count, created_at FROM instance
        WHERE id > @after OR @after IS NULL ORDER BY id LIMIT @take
        """,
        r => new CheckedInstance(r.Id(0), r.Utf8(1), (WorkflowStatus)r.Number(2), (WorkflowSubStatus)r.Number(3), r.Number(4), (int)r.Number(5), r.Instant(6)),
        ("@after", after), ("@take", PageSize));

    private static IEnumerable<InvariantViolation> OfInstance(StepTransaction transaction, CheckedInstance row)
    {
        InstanceState state;
        InvariantViolation? unreadable = null;
        try
        {
            state = EngineDoor.ReadState(row.State);
        }
        catch (InstanceStateException)
        {
            unreadable = new InvariantViolation("state-unreadable", row.Id.ToString(), "De opgeslagen toestand is niet leesbaar.");
            state = null!;
        }

        return unreadable is not null ? [unreadable] : OfState(transaction, row, state);
    }

    private static IEnumerable<InvariantViolation> OfState(StepTransaction transaction, CheckedInstance row, InstanceState state)
    {
        var id = row.Id.ToString();
        if (state.Status != row.Status || state.SubStatus != row.SubStatus || state.Incidents.Count != row.IncidentCount)
        {
            yield return new InvariantViolation("row-differs-from-state", id, "De status of het aantal incidenten in de rij is anders dan in de toestand.");
        }

        var hash = transaction.First(
            "SELECT state_hash FROM step WHERE instance_id = @id AND number = @number AND started = @started", r => r.Bytes(0),
            ("@id", row.Id), ("@number", row.Version), ("@started", row.CreatedAt));
        if (row.Version > 0 && (hash is null || !hash.AsSpan().SequenceEqual(SHA256.HashData(row.State))))
        {
            yield return new InvariantViolation("state-differs-from-record", id, "De toestand is niet die van de laatste vastgelegde stap.");
        }

        foreach (var violation in InstanceWaits.Compare(transaction, row.Id, state))
        {
            yield return violation;
        }
    }

    private sealed record CheckedInstance(Guid Id, byte[] State, WorkflowStatus Status, WorkflowSubStatus SubStatus, long Version, int IncidentCount, DateTimeOffset CreatedAt);
}
