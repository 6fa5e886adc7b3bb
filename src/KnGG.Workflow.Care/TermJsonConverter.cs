using System.Text.Json;
using System.Text.Json.Serialization;
using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care;

/// <summary>A term in JSON in its short notation, for example <c>"10wd"</c>.</summary>
internal sealed class TermJsonConverter : JsonConverter<Term>
{
    public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Term.TryParse(text, out var term) ? term : throw new JsonException($"'{text}' is not a term; expected for example 10wd, 6wk, 3mo or 3.5y.");
    }

    public override void Write(Utf8JsonWriter writer, Term value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
