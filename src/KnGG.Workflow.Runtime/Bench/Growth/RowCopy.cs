using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Runtime.Bench.Growth;

/// <summary>
/// Every row of one trajectory (or of one instance alone), to be written again as another one: the same course of another child, in another organisation of
/// the same kind. Ids of its own rows are new ones each time, wherever they stand: in columns, in stored states, in the record of steps.
/// </summary>
internal sealed class RowCopy
{
    private readonly List<(CopyTable Table, List<object?[]> Rows)> _rows = [];
    private readonly List<Guid> _ids = [];
    private readonly Dictionary<Guid, int> _places = [];
    private readonly IReadOnlySet<Guid> _shared;
    private readonly Dictionary<Guid, int> _houses;
    private readonly int _own;

    /// <summary>Reads the rows.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="tables">What to read of it.</param>
    /// <param name="id">Which trajectory, or which instance.</param>
    /// <param name="shared">Ids that stay as they are: of accounts and whatever else is of no trajectory.</param>
    /// <param name="houses">Organisations, of which each copy is given another one.</param>
    public RowCopy(SqliteConnection connection, IReadOnlyList<CopyTable> tables, Guid id, IReadOnlySet<Guid> shared, IReadOnlyList<Guid> houses)
    {
        _shared = shared;
        _ids.AddRange(houses);
        _houses = houses.Select((id, i) => (id, i)).ToDictionary(h => h.id, h => h.i);
        _own = houses.Count;
        foreach (var table in tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} WHERE {table.Owner} ORDER BY rowid";
            command.Parameters.AddWithValue("@id", StoredValues.FromId(id));
            using var reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Stored(reader.GetValue(i)))]);
            }

            _rows.Add((table, rows));
            Timers += table.Name == "stimulus" ? rows.Count(r => Equals(r[At(table, "kind")], StoredStimulus.Timer)) : 0;
        }
    }

    /// <summary>How many timers wait in a copy.</summary>
    public int Timers { get; }

    /// <summary>Writes it once more.</summary>
    /// <param name="insert">Writes a row to a table.</param>
    /// <param name="number">Number of the copy; makes keys of it.</param>
    /// <param name="houses">The organisations of this copy, in the order of those that were read.</param>
    /// <param name="delay">Shifts what is due, in milliseconds, so that not everything is due at the same moments.</param>
    /// <param name="newId">Makes an id.</param>
    public void Write(Action<CopyTable, object?[]> insert, int number, IReadOnlyList<Guid> houses, long delay, Func<Guid> newId)
    {
        List<Guid> ids = [.. houses];
        while (ids.Count < _ids.Count)
        {
            ids.Add(newId());
        }

        // The last step of an instance vouches for its state, ids and all.
        var states = new Dictionary<Guid, (long Version, byte[] Hash)>();
        foreach (var (table, rows) in _rows.OrderBy(r => r.Table.Name == "step"))
        {
            foreach (var row in rows)
            {
                var values = row.Select(v => v switch
                {
                    Place place => StoredValues.FromId(ids[place.Number]),
                    TextWithIds text => text.Write(ids),
                    _ => v,
                }).ToArray();
                Adjust(table, values, number, delay, states);
                insert(table, values);
            }
        }
    }

    private static void Adjust(CopyTable table, object?[] values, int number, long delay, Dictionary<Guid, (long Version, byte[] Hash)> states)
    {
        object? Get(string column) => values[At(table, column)];
        void Set(string column, object value) => values[At(table, column)] = value;
        switch (table.Name)
        {
            case "child":
                var reference = $"{Get("ref")}-{number}";
                Set("ref", reference);
                Set("ref_hash", SignalIntake.Hash(reference));
                break;
            case "instance":
                states[StoredValues.ToId((byte[])Get("id")!)] = ((long)Get("version")!, SHA256.HashData(Encoding.UTF8.GetBytes((string)Get("state")!)));
                break;
            case "step" when states.TryGetValue(StoredValues.ToId((byte[])Get("instance_id")!), out var state) && state.Version == (long)Get("number")!:
                Set("state_hash", state.Hash);
                break;
            case "stimulus" or "task" when Get("due_at") is long due:
                Set("due_at", due + delay);
                break;
            case "mail":
                Set("unique_key", string.Create(CultureInfo.InvariantCulture, $"{Get("unique_key")}:{number}"));
                break;
        }
    }

    private static int At(CopyTable table, string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i] == column)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"There is no column {column} in {table.Name}.");
    }

    private object? Stored(object value) => value switch
    {
        DBNull => null,
        byte[] { Length: 16 } bytes when PlaceOf(StoredValues.ToId(bytes)) is { } place => new Place(place),
        string text => TextWithIds.Read(text, PlaceOf) is { IsPlain: false } cut ? cut : text,
        _ => value,
    };

    private int? PlaceOf(Guid id)
    {
        if (_shared.Contains(id))
        {
            return null;
        }

        if (_houses.TryGetValue(id, out var house))
        {
            return house;
        }

        if (!_places.TryGetValue(id, out var place))
        {
            _places.Add(id, place = _own + _places.Count);
            _ids.Add(id);
        }

        return place;
    }

    private sealed record Place(int Number);
}
