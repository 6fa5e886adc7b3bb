using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>
/// Everything that Studio may meet in a definition or offer in its toolbox: the activities that run, the definitions used as activities,
/// and the stand-in for what is not known. Studio asks for it again after every save, so it is kept as bytes until something changes.
/// </summary>
internal sealed class ActivityPalette(ActivityCatalog catalog, DefinitionShelf shelf, PaletteChoices choices)
{
    private readonly Lock _gate = new();
    private Snapshot? _snapshot;

    public ActivityDescriptor? Find(string type) => catalog.Find(type)?.Descriptor;

    /// <summary>The types as they are now, looked up once for a whole definition.</summary>
    public IStudioTypes Types() => new TypesNow(catalog, Current());

    /// <summary>The choices of a list that the host fills.</summary>
    public IReadOnlyList<(string Text, string Value)> Choices(string source) => choices.Of(source, shelf);

    /// <summary>The catalogue as it is sent, in the encoding that the browser takes.</summary>
    public async Task Send(HttpContext http)
    {
        var snapshot = Current();
        var accepts = http.Request.Headers.AcceptEncoding.ToString();
        var (bytes, encoding) = accepts.Contains("br", StringComparison.Ordinal) ? (snapshot.Brotli, "br")
            : accepts.Contains("gzip", StringComparison.Ordinal) ? (snapshot.Gzip, "gzip")
            : (snapshot.Plain, null);
        var tag = encoding is null ? $"\"{snapshot.Tag}\"" : $"\"{snapshot.Tag}-{encoding}\"";
        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch.Any(sent => sent is not null && sent.Contains(tag, StringComparison.Ordinal)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private Snapshot Current()
    {
        var heads = shelf.Heads();
        var stamp = Stamp(heads);
        lock (_gate)
        {
            if (_snapshot?.Stamp != stamp)
            {
                _snapshot = Build(heads, stamp);
            }

            return _snapshot;
        }
    }

    // Drafts change with every stroke of a pen; only what stands in the catalogue counts: names, and definitions used as activities.
    private static string Stamp(IReadOnlyList<DefinitionHead> heads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var head in heads.Where(h => h.IsLatest || h.IsPublished))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{head.Id}|{head.Name}|{head.IsPublished}|{(head.UsableAsActivity ? head.Revision : "")}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private Snapshot Build(IReadOnlyList<DefinitionHead> heads, string stamp)
    {
        var items = new List<JsonObject>();
        var keys = new HashSet<(string, int)>();
        foreach (var activity in catalog.All)
        {
            Add(DescriptorJson.Of(activity.Descriptor, Choices));
        }

        // The workflow itself appears in journals and call stacks; the stand-in takes the place of types that are not installed.
        Add(DescriptorJson.Activity("Elsa.Workflow", "Elsa", "Workflow", 1, "Workflows", "Workflow", "De workflow zelf.", "Action", [], [], [DescriptorJson.Port("Root", "Embedded")], [], false, isContainer: true));
        Add(NotFound());
        var used = new Dictionary<string, DefinitionAsActivity>(StringComparer.Ordinal);
        var names = new HashSet<string>(catalog.All.Select(a => a.Descriptor.Type), StringComparer.Ordinal);
        foreach (var versions in heads.Where(h => h.UsableAsActivity).GroupBy(h => h.DefinitionId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var head = versions.FirstOrDefault(h => h.IsPublished) ?? versions.MaxBy(h => h.Version)!;
            var activity = DefinitionAsActivity.Of(head, shelf.Json(head), names);
            names.Add(activity.TypeName);
            used[head.DefinitionId] = activity;
            Add(activity.Descriptor);
        }

        var plain = JsonSerializer.SerializeToUtf8Bytes(new { items, count = items.Count }, StudioJson.Options);
        return new Snapshot(
            stamp,
            Convert.ToHexStringLower(SHA256.HashData(plain))[..20],
            plain,
            Compress(plain, s => new BrotliStream(s, CompressionLevel.Optimal)),
            Compress(plain, s => new GZipStream(s, CompressionLevel.Optimal)),
            keys.ToFrozenSet(),
            used.ToFrozenDictionary(StringComparer.Ordinal));

        // A second descriptor of the same type and version stops Studio altogether.
        void Add(JsonObject item)
        {
            if (keys.Add(((string)item["typeName"]!, (int)item["version"]!)))
            {
                items.Add(item);
            }
        }
    }

    private static JsonObject NotFound() => DescriptorJson.Activity(
        DefinitionForStudio.NotFoundType,
        "Elsa",
        "NotFoundActivity",
        1,
        "Systeem",
        "Onbekende activiteit",
        "Deze activiteit kan hier niet worden uitgevoerd. Vervang of verwijder haar; publiceren kan niet zolang zij er staat.",
        "Action",
        [
            DescriptorJson.Input(new InputDescriptor { Name = "MissingTypeName", DisplayName = "Ontbrekend type", IsWrapped = false, Default = Value.Undefined }, 0, _ => []),
            DescriptorJson.Input(new InputDescriptor { Name = "MissingTypeVersion", DisplayName = "Versie", TypeName = "Int32", IsWrapped = false }, 1, _ => []),
        ],
        [],
        [],
        [],
        false);

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> how)
    {
        using var buffer = new MemoryStream();
        using (var stream = how(buffer))
        {
            stream.Write(plain);
        }

        return buffer.ToArray();
    }

    private sealed class TypesNow(ActivityCatalog catalog, Snapshot now) : IStudioTypes
    {
        public ActivityDescriptor? Find(string type) => catalog.Find(type)?.Descriptor;

        public bool Knows(string type, JsonNode? version) =>
            ActivityJson.IsNumber(version) && now.Keys.Contains((type, version!.GetValue<int>()));

        public DefinitionAsActivity? Used(string definitionId) => now.Used.GetValueOrDefault(definitionId);
    }

    private sealed record Snapshot(
        string Stamp,
        string Tag,
        byte[] Plain,
        byte[] Brotli,
        byte[] Gzip,
        FrozenSet<(string Type, int Version)> Keys,
        FrozenDictionary<string, DefinitionAsActivity> Used);
}
