using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Runtime.Bench.Growth;

/// <summary>Writes rows to any table, many in one transaction.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _inserts = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    public RowWriter(SqliteConnection connection) => _connection = connection;

    /// <summary>Rows written.</summary>
    public long Written { get; private set; }

    public void Insert(CopyTable table, object?[] values)
    {
        _transaction ??= _connection.BeginTransaction();
        if (!_inserts.TryGetValue(table.Name, out var insert))
        {
            insert = _connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => "@p" + i))})";
            for (var i = 0; i < table.Columns.Count; i++)
            {
                insert.Parameters.Add(new SqliteParameter("@p" + i, null));
            }

            _inserts.Add(table.Name, insert);
        }

        insert.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        insert.ExecuteNonQuery();
        Written++;
    }

    /// <summary>Ends the transaction.</summary>
    public void Commit()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }
    }
}
