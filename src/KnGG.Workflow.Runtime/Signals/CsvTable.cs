using CsvHelper;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>The header of a CSV file is not what was asked for; the Dutch message names the columns.</summary>
public sealed class CsvHeaderException : Exception
{
    /// <summary>Makes the error without a message.</summary>
    public CsvHeaderException()
    {
    }

    /// <summary>Makes the error.</summary>
    public CsvHeaderException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public CsvHeaderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Streams the rows of a CSV file: comma or semicolon, columns in any order, found by name.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the header. Throws <see cref="CsvHeaderException"/> when a column is missing or there twice.</summary>
    public CsvTable(TextReader text, params IReadOnlyList<string> required)
    {
        _reader = CsvReader.Create(text, new CsvReaderOptions { TrimWhitespace = true }, leaveOpen: true);
        _reader.ReadHeader();
        for (var i = 0; i < _reader.Headers.Count; i++)
        {
            var name = _reader.Headers[i].Trim().TrimStart('\uFEFF');
            if (!_columns.TryAdd(name, i))
            {
                throw new CsvHeaderException($"De kolom '{name}' staat twee keer in de kop.");
            }
        }

        var missing = required.Where(r => !_columns.ContainsKey(r)).ToArray();
        if (missing.Length > 0)
        {
            throw new CsvHeaderException(
                $"In de kop ontbreekt: {string.Join(", ", missing)}. Gevonden: {(_columns.Count == 0 ? "niets" : string.Join(", ", _columns.Keys))}. Verwacht: {string.Join(", ", required)}.");
        }
    }

    /// <summary>Number of the current row, from 1; the header does not count.</summary>
    public int Row { get; private set; }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        if (!_reader.Read())
        {
            return false;
        }

        Row++;
        return true;
    }

    /// <summary>A field of the current row; empty when the column or the field is not there.</summary>
    public string this[string column] => _columns.TryGetValue(column, out var index) && index < _reader.FieldCount ? _reader[index].ToString() : "";

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
