using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Rows that were copied of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows.</param>
public sealed record CopiedTable(string Table, long Rows);

/// <summary>The target holds rows already, or what arrived differs from what was sent; nothing was written.</summary>
public sealed class CopyRefusedException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public CopyRefusedException()
        : this("De database kan niet worden overgezet.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public CopyRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public CopyRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>
/// Copies everything between a SQLite database and PostgreSQL, in one transaction on either side: it arrives whole or not at all. Which tables and
/// columns there are is read from the schema itself, so a new table is never forgotten. Nodes stay behind: they are of the old place.
/// </summary>
public static class DatabaseCopy
{
    private const string Nodes = "node";
    private const string Keys = "service_key";

    // SQLite gives each row its place in the order of writing; PostgreSQL has it as a column where that order is read.
    private const string RowId = "rowid";

    /// <summary>Copies to an empty PostgreSQL database. Both are prepared with the same version of the program, and no service runs on either.</summary>
    /// <param name="file">The SQLite database.</param>
    /// <param name="postgres">Connection to the target.</param>
    /// <param name="keys">Whether keys of cookies, tokens and pseudonyms go along, so that people stay signed in.</param>
    /// <param name="stop">Gives up; nothing is written then.</param>
    /// <exception cref="CopyRefusedException">The target is not empty, or a count differs.</exception>
    public static async Task<IReadOnlyList<CopiedTable>> ToPostgres(string file, string postgres, bool keys = false, CancellationToken stop = default)
    {
        var connectionString = PostgresConnection.Parse(postgres);
        await using var source = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(file, pooling: false));
        await using var target = PostgresStepDatabase.Open(connectionString);
        await using var reading = await source.BeginTransactionAsync(stop);
        await using var writing = await target.BeginTransactionAsync(stop);
        await Execute(target, $"SELECT pg_advisory_xact_lock({PostgresLocks.Writers})", stop);
        var tables = Tables(connectionString, keys);
        foreach (var table in tables)
        {
            if (await Count(target, table.Name, stop) > 0)
            {
                throw new CopyRefusedException($"De database {PostgresConnection.Name(connectionString)} is niet leeg: er staan al rijen in '{table.Name}'. Kies een lege database; er is niets gewijzigd.");
            }
        }

        var copied = new List<CopiedTable>();
        foreach (var table in tables)
        {
            await Copy(source, target, table, stop);
            copied.Add(await Compared(source, target, table, stop));
        }

        await writing.CommitAsync(stop);
        await Execute(target, "ANALYZE", stop);
        return copied;
    }

    /// <summary>
    /// Copies from PostgreSQL to a new SQLite file, which was prepared with the same version of the program. The nodes go on meanwhile: what is
    /// read is one view of the database, of the moment at which this began.
    /// </summary>
    /// <param name="postgres">Connection to the source.</param>
    /// <param name="file">The SQLite database.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="CopyRefusedException">A count differs.</exception>
    public static async Task<IReadOnlyList<CopiedTable>> FromPostgres(string postgres, string file, CancellationToken stop = default)
    {
        var connectionString = PostgresConnection.Parse(postgres);
        await using var source = PostgresStepDatabase.Open(connectionString);
        await using var target = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(file, pooling: false));
        await Execute(source, "SET idle_in_transaction_session_timeout = 0", stop);
        await using var reading = await source.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);
        await Execute(source, "SET TRANSACTION READ ONLY", stop);
        await using var writing = await target.BeginTransactionAsync(stop);
        var copied = new List<CopiedTable>();
        foreach (var table in Tables(connectionString, keys: true))
        {
            await Copy(source, target, table, stop);
            copied.Add(await Compared(source, target, table, stop));
        }

        await writing.CommitAsync(stop);
        return copied;
    }

    private static async Task<CopiedTable> Compared(DbConnection source, DbConnection target, Table table, CancellationToken stop)
    {
        var (sent, arrived) = (await Count(source, table.Name, stop), await Count(target, table.Name, stop));
        return sent == arrived
            ? new CopiedTable(table.Name, sent)
            : throw new CopyRefusedException($"Van '{table.Name}' zijn {arrived} van {sent} rijen aangekomen. Er is niets gewijzigd.");
    }

    // Tables that others refer to come first.
    private static List<Table> Tables(string connectionString, bool keys)
    {
        using var db = new PostgresWorkflowDb(PostgresStepDatabase.EfOptions(connectionString));
        var relational = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        var left = relational.Tables.Where(t => t.Name != Nodes && (keys || t.Name != Keys)).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (left.Count > 0)
        {
            var next = left.First(t => t.ForeignKeyConstraints.All(f => f.PrincipalTable == t || ordered.Contains(f.PrincipalTable)));
            ordered.Add(next);
            left.Remove(next);
        }

        return
        [
            .. ordered.Select(t => new Table(
                t.Name, [.. t.Columns.Where(c => c.Name != RowId).Select(c => new Column(c.Name, TypeOf(c.StoreType), IsNumbered(c)))],
                t.Columns.Any(c => c.Name == RowId) ? RowId : string.Join(", ", t.PrimaryKey!.Columns.Select(c => '"' + c.Name + '"')))),
        ];
    }

    private static bool IsNumbered(IColumn column) => column.PropertyMappings.Any(p => p.Property.ValueGenerated == ValueGenerated.OnAdd && p.Property.ClrType is { } type && (type == typeof(long) || type == typeof(int)));

    private static NpgsqlDbType TypeOf(string storeType) => storeType switch
    {
        "uuid" => NpgsqlDbType.Uuid,
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "bytea" => NpgsqlDbType.Bytea,
        "double precision" => NpgsqlDbType.Double,
        "text" => NpgsqlDbType.Text,
        _ when storeType.StartsWith("character varying", StringComparison.Ordinal) => NpgsqlDbType.Varchar,
        _ => throw new NotSupportedException($"Nothing copies a column of type {storeType}."),
    };

    private static async Task Copy(SqliteConnection source, NpgsqlConnection target, Table table, CancellationToken stop)
    {
        var columns = string.Join(", ", table.Columns.Select(c => '"' + c.Name + '"'));
        await using var command = source.CreateCommand();

        // In the order in which they were written: the journal of a trajectory is read in it.
        command.CommandText = $"SELECT {columns} FROM \"{table.Name}\" ORDER BY rowid";
        await using (var reader = await command.ExecuteReaderAsync(stop))
        await using (var import = await target.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({columns}) FROM STDIN (FORMAT BINARY)", stop))
        {
            while (await reader.ReadAsync(stop))
            {
                await import.StartRowAsync(stop);
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    if (await reader.IsDBNullAsync(i, stop))
                    {
                        await import.WriteNullAsync(stop);
                    }
                    else
                    {
                        await import.WriteAsync(Value(reader, i, table.Columns[i].Type), table.Columns[i].Type, stop);
                    }
                }
            }

            await import.CompleteAsync(stop);
        }

        foreach (var numbered in table.Columns.Where(c => c.IsNumbered))
        {
            await Execute(
                target, $"SELECT setval(pg_get_serial_sequence('{table.Name}', '{numbered.Name}'), coalesce(max(\"{numbered.Name}\"), 0) + 1, false) FROM \"{table.Name}\"", stop);
        }
    }

    private static async Task Copy(NpgsqlConnection source, SqliteConnection target, Table table, CancellationToken stop)
    {
        var columns = string.Join(", ", table.Columns.Select(c => '"' + c.Name + '"'));
        await using var command = new NpgsqlCommand($"SELECT {columns} FROM \"{table.Name}\" ORDER BY {table.Order}", source);
        await using var reader = await command.ExecuteReaderAsync(stop);
        await using var insert = target.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{table.Name}\" ({columns}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => "@p" + i.ToString(CultureInfo.InvariantCulture)))})";
        for (var i = 0; i < table.Columns.Count; i++)
        {
            insert.Parameters.Add(new SqliteParameter("@p" + i.ToString(CultureInfo.InvariantCulture), null));
        }

        while (await reader.ReadAsync(stop))
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                insert.Parameters[i].Value = reader.GetValue(i) is Guid id ? StoredValues.FromId(id) : reader.GetValue(i);
            }

            await insert.ExecuteNonQueryAsync(stop);
        }
    }

    private static object Value(DbDataReader reader, int column, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Uuid => StoredValues.ToId(reader.GetFieldValue<byte[]>(column)),
        NpgsqlDbType.Bigint => reader.GetInt64(column),
        NpgsqlDbType.Integer => reader.GetInt32(column),
        NpgsqlDbType.Bytea => reader.GetFieldValue<byte[]>(column),
        NpgsqlDbType.Double => reader.GetDouble(column),
        _ => reader.GetString(column),
    };

    private static async Task<long> Count(DbConnection connection, string table, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{table}\"";
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private sealed record Table(string Name, IReadOnlyList<Column> Columns, string Order);

    private sealed record Column(string Name, NpgsqlDbType Type, bool IsNumbered);
}
