using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace KnGG.Workflow.Web.Studio;

/// <summary>How the Elsa API writes and reads JSON: names in camelCase, dictionary keys exactly as they are, letters outside ASCII readable.</summary>
internal static class StudioJson
{
    /// <summary>Studio matches names exactly and looks keys such as "Outcomes" up exactly, so dictionary keys keep their case.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>Definitions nest deeper than the default of 64, but never this deep.</summary>
    public const int MaxDepth = 200;

    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>An answer of 200 (or another status) with a JSON body.</summary>
    public static IResult Ok(object? value, int status = StatusCodes.Status200OK) => new Answer(value, status);

    /// <summary>Studio's ListResponse.</summary>
    public static IResult Items<T>(IReadOnlyList<T> items) => Ok(new { items, count = items.Count });

    /// <summary>A value as JSON text.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Parses text or bytes; refuses what would only fail later: doubled names, broken surrogates, NUL.</summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, _reading);
        Inspect(document.RootElement);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(document.RootElement.Clone()),
            JsonValueKind.Array => JsonArray.Create(document.RootElement.Clone()),
            JsonValueKind.Null => null,
            _ => JsonValue.Create(document.RootElement.Clone()),
        };
    }

    private static void Inspect(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                Inspect(Text(element.GetString));
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Inspect(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Inspect(Text(() => member.Name));
                    Inspect(member.Value);
                }

                break;
            default:
                break;
        }
    }

    private static string? Text(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("The text is not valid Unicode.", e);
        }
    }

    private static void Inspect(string? text)
    {
        if (text is not null && text.Contains('\0', StringComparison.Ordinal))
        {
            throw new JsonException("A text holds the character NUL, which cannot be stored.");
        }
    }

    private sealed class Answer(object? value, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.Headers.CacheControl = "no-store";
            return JsonSerializer.SerializeAsync(httpContext.Response.Body, value, value?.GetType() ?? typeof(object), Options, httpContext.RequestAborted);
        }
    }
}
