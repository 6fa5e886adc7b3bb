using System.IO.Compression;
using System.Text;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>
/// Rows of one table as compressed bytes. Written column by column, because the values of a column resemble each other; with the names of the
/// columns, so that rows of years ago are still read after the table has got new ones.
/// </summary>
internal sealed class PackedRows
{
    private const byte Format = 1;
    private const byte Null = 0;
    private const byte Number = 1;
    private const byte Text = 2;
    private const byte Id = 3;
    private const byte Bytes = 4;
    private const byte Real = 5;

    private readonly Dictionary<string, object?[]> _columns;

    private PackedRows(Dictionary<string, object?[]> columns, int count) => (_columns, Count) = (columns, count);

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>Packs rows.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">Values per row: null, long, string, Guid, byte[] or double.</param>
    public static byte[] Pack(IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(brotli, Encoding.UTF8))
        {
            writer.Write(Format);
            writer.Write7BitEncodedInt(columns.Count);
            writer.Write7BitEncodedInt(rows.Count);
            for (var column = 0; column < columns.Count; column++)
            {
                writer.Write(columns[column]);
                foreach (var row in rows)
                {
                    Write(writer, row[column]);
                }
            }
        }

        return packed.ToArray();
    }

    /// <summary>Unpacks rows.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what was packed.</exception>
    public static PackedRows Unpack(byte[] content)
    {
        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(content), CompressionMode.Decompress), Encoding.UTF8);
        if (reader.ReadByte() is not Format and var format)
        {
            throw new InvalidDataException($"Nothing reads archived rows of format {format}.");
        }

        var (width, count) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        var columns = new Dictionary<string, object?[]>(width, StringComparer.Ordinal);
        for (var column = 0; column < width; column++)
        {
            var name = reader.ReadString();
            var values = new object?[count];
            for (var row = 0; row < count; row++)
            {
                values[row] = Read(reader);
            }

            columns.Add(name, values);
        }

        return new PackedRows(columns, count);
    }

    /// <summary>Reads every row as a query would, in the order in which they were packed. A column that the table did not have yet is null.</summary>
    /// <param name="columns">The columns, as between SELECT and FROM.</param>
    /// <param name="read">Reads one row.</param>
    public List<T> Select<T>(string columns, Func<StepRow, T> read)
    {
        var wanted = columns.Split(',', StringSplitOptions.TrimEntries).Select(c => _columns.GetValueOrDefault(c)).ToArray();
        var rows = new List<T>(Count);
        for (var i = 0; i < Count; i++)
        {
            rows.Add(read(new PackedRow(wanted, i)));
        }

        return rows;
    }

    private static void Write(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Write(Null);
                break;
            case long number:
                writer.Write(Number);
                writer.Write7BitEncodedInt64(number);
                break;
            case string text:
                writer.Write(Text);
                writer.Write(text);
                break;
            case Guid id:
                writer.Write(Id);
                writer.Write(id.ToByteArray(bigEndian: true));
                break;
            case byte[] bytes:
                writer.Write(Bytes);
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            case double real:
                writer.Write(Real);
                writer.Write(real);
                break;
            default:
                throw new NotSupportedException($"Nothing packs a value of type {value.GetType().Name}.");
        }
    }

    private static object? Read(BinaryReader reader) => reader.ReadByte() switch
    {
        Null => null,
        Number => reader.Read7BitEncodedInt64(),
        Text => reader.ReadString(),
        Id => new Guid(reader.ReadBytes(16), bigEndian: true),
        Bytes => reader.ReadBytes(reader.Read7BitEncodedInt()),
        Real => reader.ReadDouble(),
        var tag => throw new InvalidDataException($"Archived rows hold no value of kind {tag}."),
    };
}
