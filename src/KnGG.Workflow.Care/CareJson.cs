using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnGG.Workflow.Care;

/// <summary>
/// The one JSON form of decisions, inputs and settings of this room: camelCase names as in the contract, codes for enumerations, dates as yyyy-MM-dd, terms as 10wd.
/// Whoever stores a whole decision stores it like this, so that it can be read and explained after the rule has changed.
/// </summary>
public static class CareJson
{
    /// <summary>Ready, read-only options.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Writes a value, compact and with Dutch letters as they are.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value. Throws <see cref="JsonException"/> when the text does not fit.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The JSON text holds no value.");

    /// <summary>Adds the converters of this room to options of somebody else.</summary>
    public static void AddConverters(JsonSerializerOptions options)
    {
        foreach (var table in CareCodes.AllTables)
        {
            options.Converters.Add(table.Json);
        }

        options.Converters.Add(new TermJsonConverter());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            // The text goes into JSON documents, never into HTML unescaped; Dutch letters stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        AddConverters(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
