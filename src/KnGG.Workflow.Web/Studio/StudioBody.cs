using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace KnGG.Workflow.Web.Studio;

/// <summary>Reads what Studio sends: bodies member by member with a clear refusal, queries without regard to case, empty meaning absent.</summary>
internal static class StudioBody
{
    /// <summary>Larger than any definition that a person can draw.</summary>
    public const int MaxBytes = 12 * 1024 * 1024;

    /// <summary>The body as an object; no body at all is an empty object.</summary>
    public static async Task<JsonObject> Read(HttpRequest request)
    {
        var bytes = await ReadBytes(request.Body, request.ContentLength, request.HttpContext.RequestAborted);
        if (bytes.Length == 0)
        {
            return [];
        }

        return StudioJson.Parse(bytes) switch
        {
            null => [],
            JsonObject found => found,
            _ => throw new StudioRefusal("Het verzoek moet een JSON-object zijn."),
        };
    }

    /// <summary>All bytes of a stream, refused with 413 when there are too many.</summary>
    public static async Task<byte[]> ReadBytes(Stream stream, long? length, CancellationToken stop)
    {
        if (length > MaxBytes)
        {
            throw TooLarge();
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, stop)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                throw TooLarge();
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    public static string? Text(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>() is { Length: > 0 } text ? text : null,
        _ => throw new StudioRefusal($"'{name}' moet tekst zijn."),
    };

    public static bool? Flag(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() is JsonValueKind.True or JsonValueKind.False => v.GetValue<bool>(),
        _ => throw new StudioRefusal($"'{name}' moet true of false zijn."),
    };

    public static int? Number(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() == JsonValueKind.Number && v.TryGetValue<int>(out var number) => number,
        _ => throw new StudioRefusal($"'{name}' moet een geheel getal zijn."),
    };

    public static JsonObject? Object(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw new StudioRefusal($"'{name}' moet een object zijn."),
    };

    public static JsonArray? Array(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonArray found => found,
        _ => throw new StudioRefusal($"'{name}' moet een lijst zijn."),
    };

    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        [.. (body.Array(name) ?? []).Select(item => item is JsonValue v && v.GetValueKind() == JsonValueKind.String
            ? v.GetValue<string>()
            : throw new StudioRefusal($"'{name}' moet een lijst van teksten zijn.")).Where(text => text.Length > 0)];

    public static string? Text(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) ? values.FirstOrDefault(v => !string.IsNullOrEmpty(v)) : null;

    public static IReadOnlyList<string> Texts(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out StringValues values) ? [.. values.Where(v => !string.IsNullOrEmpty(v)).Select(v => v!)] : [];

    public static int? Number(this IQueryCollection query, string name)
    {
        var text = query.Text(name);
        return text is null ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new StudioRefusal($"'{name}' moet een geheel getal zijn.");
    }

    public static bool Flag(this IQueryCollection query, string name) =>
        query.Text(name) is { } text && (bool.TryParse(text, out var flag) ? flag : throw new StudioRefusal($"'{name}' moet true of false zijn."));

    /// <summary>Page (from zero) and size of a list; null size means everything.</summary>
    public static IEnumerable<T> Page<T>(IEnumerable<T> all, int? page, int? size)
    {
        if (size is null)
        {
            return all;
        }

        var take = Math.Clamp(size.Value, 0, 1000);
        return all.Skip((int)Math.Min((long)Math.Max(page ?? 0, 0) * take, int.MaxValue)).Take(take);
    }

    private static StudioRefusal TooLarge() => new("Het verzoek is te groot.", StatusCodes.Status413PayloadTooLarge);
}
