using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>The JSON of a definition version: what is its content, and what only says which version it is.</summary>
internal static class DefinitionContent
{
    // Deeply nested activities are ordinary in Elsa's JSON.
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 256 };

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    private static readonly JsonSerializerOptions Indented = new(Writing) { WriteIndented = true };

    private static readonly string[] Identity = ["$schema", "id", "version", "createdAt", "isLatest", "isPublished", "links", "toolVersion"];

    /// <summary>Reads JSON that must be an object.</summary>
    public static JsonObject Read(string json) =>
        JsonNode.Parse(json, documentOptions: Reading) as JsonObject ?? throw new JsonException("A definition is a JSON object.");

    /// <summary>The JSON as it is stored: with the identity that this service gave, without what only holds for a moment.</summary>
    public static string Stored(JsonObject json, string definitionId, string versionId, int version, string name)
    {
        var copy = json.DeepClone().AsObject();
        foreach (var passing in (ReadOnlySpan<string>)["isLatest", "isPublished", "links"])
        {
            copy.Remove(passing);
        }

        copy["id"] = versionId;
        copy["definitionId"] = definitionId;
        copy["version"] = version;
        copy["name"] = name;
        return copy.ToJsonString(Writing);
    }

    /// <summary>The JSON as it goes out to people and other servers.</summary>
    public static string Exported(DefinitionRow row)
    {
        var json = Read(row.Json);
        json["createdAt"] = row.CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        json["isLatest"] = row.IsLatest;
        json["isPublished"] = row.IsPublished;
        return json.ToJsonString(Indented);
    }

    /// <summary>Hash of the content. Two versions with the same hash do the same.</summary>
    public static string HashOf(JsonObject json)
    {
        var copy = json.DeepClone().AsObject();
        foreach (var field in Identity)
        {
            copy.Remove(field);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(copy)!.ToJsonString(Writing))));
    }

    // The order of members says nothing, and designers write it as they please.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
