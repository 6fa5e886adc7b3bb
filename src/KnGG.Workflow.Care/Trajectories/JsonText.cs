using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>JSON that passes through unread: answers to a form whose fields a region designs. Equal when the text is equal.</summary>
/// <param name="Text">Compact JSON.</param>
[JsonConverter(typeof(JsonTextConverter))]
public readonly record struct JsonText(string Text)
{
    /// <summary>An empty object.</summary>
    public static JsonText EmptyObject { get; } = new("{}");
}

/// <summary>Writes the JSON in place, not as quoted text.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new JsonText(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text);
}
