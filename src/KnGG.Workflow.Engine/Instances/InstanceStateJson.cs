using System.Text;
using System.Text.Json;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// The stored form of an instance's state: compact JSON with a schema number and names of our own. A text that cannot be read
/// is refused and never replaced.
/// </summary>
public static class InstanceStateJson
{
    /// <summary>The schema that is written. Older ones stay readable for ever; a golden file for each proves it.</summary>
    public const int Schema = 1;

    /// <summary>The state as JSON.</summary>
    public static string Write(InstanceState state) => Encoding.UTF8.GetString(WriteUtf8(state));

    /// <summary>The state as JSON in UTF-8.</summary>
    public static byte[] WriteUtf8(InstanceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var stream = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(stream, EngineJson.WriterOptions))
        {
            StateWriter.Write(writer, state);
        }

        return stream.ToArray();
    }

    /// <summary>Reads a stored state.</summary>
    /// <exception cref="InstanceStateException">The text is no state, or of a schema that this version does not know.</exception>
    public static InstanceState Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a stored state from UTF-8.</summary>
    /// <exception cref="InstanceStateException">The text is no state, or of a schema that this version does not know.</exception>
    public static InstanceState Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 256 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out var number) || !number.TryGetInt32(out var schema))
            {
                throw new InstanceStateException("De opgeslagen toestand heeft geen schemanummer.");
            }

            return schema == Schema
                ? StateReader.Read(root)
                : throw new InstanceStateException($"De opgeslagen toestand heeft schema {schema}; deze versie leest tot en met {Schema}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new InstanceStateException("De opgeslagen toestand is niet leesbaar.", exception);
        }
    }
}
