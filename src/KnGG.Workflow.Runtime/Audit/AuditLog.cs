using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Audit;

/// <summary>One thing that was done to a file.</summary>
/// <param name="Action">read, write, list, export, ...</param>
/// <param name="What">To which part; never a value of it.</param>
/// <param name="Purpose">For which purpose.</param>
public sealed record AuditEntry(string Action, string What, string Purpose);

/// <summary>
/// The audit log: who did what to which file, for which purpose. One hash chain per file, so that two files never wait for each other;
/// a line that was changed or removed afterwards breaks its chain.
/// </summary>
public static class AuditLog
{
    /// <summary>Adds a line to the chain of a file, in the transaction of what was done.</summary>
    public static void Write(StepTransaction transaction, Guid fileId, Actor actor, DateTimeOffset now, AuditEntry entry) =>
        Append(transaction, fileId, actor, now, entry);

    /// <summary>Adds one line for a list that was read, naming every file that stood in it. It goes into the reader's own chain.</summary>
    public static void WriteList(StepTransaction transaction, Guid readerId, Actor actor, DateTimeOffset now, AuditEntry entry, IReadOnlyCollection<Guid> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var named = entry with { What = entry.What + " (" + files.Count.ToString(CultureInfo.InvariantCulture) + ": " + HashOf(files) + ")" };
        var (number, at) = Append(transaction, readerId, actor, now, named);
        foreach (var file in files)
        {
            transaction.Send(
                "INSERT INTO audit_named_file (file_id, chain_id, number, at) VALUES (@file_id, @chain_id, @number, @at) ON CONFLICT DO NOTHING",
                ("@file_id", file), ("@chain_id", readerId), ("@number", number), ("@at", at));
        }
    }

    /// <summary>Everybody who read or changed a file, newest first, reads of lists included.</summary>
    public static IReadOnlyList<AuditRow> WhoSaw(StepTransaction transaction, Guid fileId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            $"""
            SELECT {Columns} FROM audit WHERE chain_id = @id
            UNION ALL SELECT {Named} FROM audit_named_file f JOIN audit a ON a.chain_id = f.chain_id AND a.number = f.number AND a.at = f.at
                      WHERE f.file_id = @id AND f.chain_id <> @id
            ORDER BY at DESC, number DESC
            """,
            ReadRow,
            ("@id", fileId));
    }

    /// <summary>Number of the first line of a chain that does not follow from the one before it, or null when the chain is whole.</summary>
    public static long? FirstBroken(StepTransaction transaction, Guid chainId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        byte[] previous = [];
        var expected = 1L;
        foreach (var row in transaction.Query($"SELECT {Columns} FROM audit WHERE chain_id = @id ORDER BY number", ReadRow, ("@id", chainId)))
        {
            var hash = HashOf(previous, row.ChainId, row.Number, row.At, row.Actor, row.Role, row.Organisation, row.Action, row.What, row.Purpose);
            if (row.Number != expected || !hash.AsSpan().SequenceEqual(row.Hash))
            {
                return row.Number;
            }

            previous = row.Hash;
            expected++;
        }

        return null;
    }

    private const string Columns = "chain_id, number, at, actor, role, organisation, action, what, purpose, hash";
    private const string Named = "a.chain_id, a.number, a.at, a.actor, a.role, a.organisation, a.action, a.what, a.purpose, a.hash";

    // Where the log is divided by time, the end of a chain in use is found without opening what is older.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(92);

    private static (long Number, DateTimeOffset At) Append(StepTransaction transaction, Guid chainId, Actor actor, DateTimeOffset now, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(entry);
        var (last, previous, before) = transaction.First(
                "SELECT number, hash, at FROM audit WHERE chain_id = @chain_id AND at >= @since ORDER BY number DESC LIMIT 1", Last, ("@chain_id", chainId), ("@since", now - Recent))
            ?? transaction.First("SELECT number, hash, at FROM audit WHERE chain_id = @chain_id ORDER BY number DESC LIMIT 1", Last, ("@chain_id", chainId))
            ?? (0, [], DateTimeOffset.MinValue);
        var number = last + 1;

        // A clock that was set back must not hide the end of the chain from who looks at what is recent.
        var at = before > now ? before : now;
        var hash = HashOf(previous, chainId, number, at, actor.Id, actor.Role, actor.Organisation, entry.Action, entry.What, entry.Purpose);
        transaction.Send(
            """
            INSERT INTO audit (chain_id, number, at, actor, role, organisation, action, what, purpose, hash)
            VALUES (@chain_id, @number, @at, @actor, @role, @organisation, @action, @what, @purpose, @hash)
            """,
            ("@chain_id", chainId), ("@number", number), ("@at", at), ("@actor", actor.Id), ("@role", actor.Role), ("@organisation", actor.Organisation),
            ("@action", entry.Action), ("@what", entry.What), ("@purpose", entry.Purpose), ("@hash", hash));
        return (number, at);
    }

    private static (long Number, byte[] Hash, DateTimeOffset At)? Last(StepRow row) => (row.Number(0), row.Bytes(1), row.Instant(2));

    private static AuditRow ReadRow(StepRow row) => new()
    {
        ChainId = row.Id(0),
        Number = row.Number(1),
        At = row.Instant(2),
        Actor = row.Text(3),
        Role = row.TextOrNull(4),
        Organisation = row.TextOrNull(5),
        Action = row.Text(6),
        What = row.Text(7),
        Purpose = row.Text(8),
        Hash = row.Bytes(9),
    };

    // A unit separator between the fields, so that moving text from one field to the next changes the hash.
    private static byte[] HashOf(byte[] previous, Guid chainId, long number, DateTimeOffset at, params ReadOnlySpan<string?> texts)
    {
        var line = new StringBuilder();
        line.Append(chainId).Append('\u001f').Append(number).Append('\u001f').Append(at.ToUnixTimeMilliseconds());
        foreach (var text in texts)
        {
            line.Append('\u001f').Append(text ?? "\u0000");
        }

        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(line.ToString())]);
    }

    private static string HashOf(IReadOnlyCollection<Guid> files) =>
        Convert.ToHexStringLower(SHA256.HashData([.. files.Order().SelectMany(f => f.ToByteArray(bigEndian: true))]).AsSpan(0, 8));
}
