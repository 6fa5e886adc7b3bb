using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// Keys of PostgreSQL's advisory locks. Two names that share a key by chance wait for each other needlessly, nothing more.
/// </summary>
internal static class PostgresLocks
{
    /// <summary>Held while the schema changes.</summary>
    public const long Migration = 0x6b6e67675f6d6967;

    /// <summary>Held while a database gets what it begins with.</summary>
    public const long Start = 0x6b6e67675f737461;

    /// <summary>Held alone by who writes anything, shared by who writes beside others.</summary>
    public const long Writers = 0x6b6e67675f777269;

    /// <summary>A trajectory, or an instance without one.</summary>
    public static long Of(Guid group)
    {
        Span<byte> bytes = stackalloc byte[16];
        group.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }

    /// <summary>Something with a name.</summary>
    public static long Of(string kind, string name) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(kind + '\u001f' + name)));

    /// <summary>Waits for a lock and keeps it with a connection of its own; the lock ends when the result is given back, or with the process.</summary>
    public static async Task<NpgsqlConnection> Hold(string connectionString, long key, TimeProvider real, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);

            // Asked again and again: a connection that waits inside the server would hold up a migration that wants to lock a table.
            await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({key})", connection);
            while (await command.ExecuteScalarAsync(stop) is not true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), real, stop);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
