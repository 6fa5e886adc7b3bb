using CsvHelper;
using KnGG.Workflow.Care;

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

/// <summary>
/// Streams the rows of a CSV file: comma or semicolon, columns in any order, found by name. A row is always one line: a quote that somebody forgot
/// to close spoils its own row and not the rest of the file.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private CsvMalformedReason? _malformed;

    /// <summary>Reads the header. Throws <see cref="CsvHeaderException"/> when a column is missing or there twice.</summary>
    public CsvTable(TextReader text, params IReadOnlyList<string> required)
    {
        _reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                TrimWhitespace = true,
                AllowLineBreaksInQuotes = false,
                TrackLineNumbers = true,
                OnMalformedRecord = record => _malformed = record.Reason,
            },
            leaveOpen: true);
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

    /// <summary>Line of the current row in the file, from 1; the header and empty lines count, as an editor shows them.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>
    /// What is wrong with the row as a whole, or null. More values than columns is refused: a number with a comma in a file with commas moves every
    /// value after it to another column, and a weight of 5 would look like a weight. Empty values at the end are left over from a spreadsheet.
    /// </summary>
    public FieldError? Problem => _malformed is not null
        ? new FieldError("row", "", "In deze rij staat een aanhalingsteken te veel of te weinig.")
        : SurplusValue() is { } value
            ? new FieldError(
                "row", value, $"Deze rij heeft {_reader.FieldCount} waarden en de kop {_reader.Headers.Count}. Staat er een komma in een getal? Zet dan puntkomma's tussen de waarden.")
            : null;

    /// <summary>Whether the file has a column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        _malformed = null;
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

    private string? SurplusValue()
    {
        for (var i = _reader.Headers.Count; i < _reader.FieldCount; i++)
        {
            if (!_reader[i].IsEmpty)
            {
                return _reader[i].ToString();
            }
        }

        return null;
    }
}
