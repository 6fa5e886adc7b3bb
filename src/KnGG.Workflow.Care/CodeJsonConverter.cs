using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnGG.Workflow.Care;

/// <summary>An enumeration in JSON as its code; a number or an unknown word is refused.</summary>
internal sealed class CodeJsonConverter<T>(CodeTable<T> table) : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return table.TryParse(text, out var value) ? value : throw new JsonException($"'{text}' is not one of: {string.Join(", ", table.Codes)}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(table.CodeOf(value));
}
