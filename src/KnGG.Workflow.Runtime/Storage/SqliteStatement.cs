using System.Text;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// One prepared statement of one connection. Uses SQLite's own calls beneath Microsoft.Data.Sqlite: a step runs about ten statements, and
/// looking up parameters by name and boxing them through ADO.NET cost more than the statements themselves.
/// </summary>
internal sealed class SqliteStatement : StepRow, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _names;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), sql);
        _names = new string[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _names.Length; i++)
        {
            _names[i] = raw.sqlite3_bind_parameter_name(_statement, i + 1).utf8_to_string();
        }
    }

    public void Bind(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var (name, value) = parameters[i];

            // Most calls give the parameters in the order of the statement.
            var place = i < _names.Length && Same(_names[i], name) ? i : Find(name);
            Bind(place + 1, value);
        }
    }

    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw Failed(result),
        };
    }

    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public override Guid Id(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);

    public override string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public override long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public override double Real(int column) => raw.sqlite3_column_double(_statement, column);

    public override DateTimeOffset Instant(int column) => StoredValues.ToInstant(raw.sqlite3_column_int64(_statement, column));

    public override DateOnly Date(int column) => StoredValues.ToDate(Text(column));

    public override byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    // SQLite stores text as UTF-8: the blob of a text column is its bytes.
    public override byte[] Utf8(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public override string Key(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_BLOB ? Convert.ToHexStringLower(raw.sqlite3_column_blob(_statement, column)) : Text(column);

    public void Dispose() => _ = raw.sqlite3_finalize(_statement);

    private static bool Same(string stored, string given) =>
        (object)stored == given || stored.AsSpan(1).SequenceEqual(given.AsSpan(given.Length > 0 && given[0] == '@' ? 1 : 0));

    private int Find(string name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (Same(_names[i], name))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The statement has no parameter {name}.");
    }

    private void Bind(int index, object? value)
    {
        switch (value)
        {
            case null:
                Check(raw.sqlite3_bind_null(_statement, index));
                break;
            case string text:
                BindText(index, text);
                break;
            case Utf8Text text:
                Check(raw.sqlite3_bind_text(_statement, index, text.Bytes.Span));
                break;
            case long number:
                Check(raw.sqlite3_bind_int64(_statement, index, number));
                break;
            case int number:
                Check(raw.sqlite3_bind_int64(_statement, index, number));
                break;
            case bool flag:
                Check(raw.sqlite3_bind_int64(_statement, index, flag ? 1 : 0));
                break;
            case Guid id:
                Span<byte> sixteen = stackalloc byte[16];
                id.TryWriteBytes(sixteen, bigEndian: true, out _);
                Check(raw.sqlite3_bind_blob(_statement, index, sixteen));
                break;
            case DateTimeOffset instant:
                Check(raw.sqlite3_bind_int64(_statement, index, StoredValues.FromInstant(instant)));
                break;
            case DateOnly date:
                BindText(index, StoredValues.FromDate(date));
                break;
            case double number:
                Check(raw.sqlite3_bind_double(_statement, index, number));
                break;
            case byte[] bytes:
                Check(bytes.Length == 0 ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, bytes));
                break;
            case Enum member:
                Check(raw.sqlite3_bind_int64(_statement, index, Convert.ToInt64(member, System.Globalization.CultureInfo.InvariantCulture)));
                break;
            default:
                throw new NotSupportedException($"A parameter cannot be a {value.GetType().Name}.");
        }
    }

    private void BindText(int index, string text)
    {
        if (text.Length <= 256)
        {
            Span<byte> small = stackalloc byte[768];
            Check(raw.sqlite3_bind_text(_statement, index, small[..Encoding.UTF8.GetBytes(text, small)]));
            return;
        }

        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            Check(raw.sqlite3_bind_text(_statement, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented))));
        }
        finally
        {
            // Texts can be answers of people: they do not stay behind in shared buffers.
            System.Buffers.ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private void Check(int result, string? sql = null)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failed(result, sql);
        }
    }

    private SqliteException Failed(int result, string? sql = null) =>
        new($"SQLite: {raw.sqlite3_errmsg(_database).utf8_to_string()}{(sql is null ? "" : " in: " + sql)}", result, raw.sqlite3_extended_errcode(_database));
}
