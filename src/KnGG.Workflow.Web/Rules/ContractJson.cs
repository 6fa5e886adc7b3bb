using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnGG.Workflow.Web.Rules;

/// <summary>JSON of the contract, with the reading and writing code made at build time: a verb must answer at once.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ClassifyAnswer))]
[JsonSerializable(typeof(RouteAnswer))]
internal sealed partial class ContractJson : JsonSerializerContext
{
    private static readonly ContractJson Readable = new(new JsonSerializerOptions(Default.Options)
    {
        // Dutch texts go out as they are read; this JSON is never put inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Readable);
}
