using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Primitives;

namespace KnGG.Workflow.Web.Studio.Files;

/// <summary>
/// The files of Elsa Studio as its package has them, found once at start. Compressed copies are sent as they lie there: the first open
/// of the editor is 9 MB instead of 27.
/// </summary>
internal sealed partial class StudioFiles
{
    private const string PackageFolder = "node_modules/@elsa-workflows/elsa-studio-wasm";

    private readonly FrozenDictionary<string, Entry> _entries;

    private StudioFiles(FrozenDictionary<string, Entry> entries) => _entries = entries;

    /// <summary>Whether the package is there at all.</summary>
    public bool IsRestored => _entries.Count > 0;

    /// <summary>Finds the package: beside a published program, else in the source tree that the program was built from.</summary>
    public static StudioFiles Find(string programFolder)
    {
        foreach (var folder in Places(programFolder))
        {
            if (File.Exists(Path.Combine(folder, "package.json")))
            {
                return Read(folder);
            }
        }

        return new StudioFiles(FrozenDictionary<string, Entry>.Empty);
    }

    /// <summary>Sends a file of the package; false when there is none of that name.</summary>
    public async Task<bool> TrySend(HttpContext context, string path)
    {
        if (!_entries.TryGetValue(path, out var entry))
        {
            return false;
        }

        var (file, length, encoding) = Choose(entry, context.Request.Headers.AcceptEncoding);
        var tag = encoding is null ? $"\"{entry.Tag}\"" : $"\"{entry.Tag}-{encoding}\"";
        var headers = context.Response.Headers;
        headers.Vary = "Accept-Encoding";
        headers.ETag = tag;
        headers.CacheControl = entry.IsForEver ? "public, max-age=31536000, immutable" : "no-cache";
        headers["X-Content-Type-Options"] = "nosniff";
        if (context.Request.Headers.IfNoneMatch.Any(sent => sent is not null && sent.Contains(tag, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        context.Response.ContentType = entry.ContentType;
        context.Response.ContentLength = length;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.SendFileAsync(file, context.RequestAborted);
        }

        return true;
    }

    private static IEnumerable<string> Places(string programFolder)
    {
        yield return Path.Combine(programFolder, "studio");
        for (var up = new DirectoryInfo(programFolder); up is not null; up = up.Parent)
        {
            yield return Path.Combine(up.FullName, "src/KnGG.Workflow.Web/Studio/package", PackageFolder);
        }
    }

    private static StudioFiles Read(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        // Studio's globalisation data has an extension that the framework does not know and would refuse to serve.
        types.Mappings[".dat"] = "application/octet-stream";
        types.Mappings[".wasm"] = "application/wasm";
        types.Mappings[".webmanifest"] = "application/manifest+json";
        types.Mappings[".cur"] = "image/x-icon";
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        var version = package.RootElement.GetProperty("version").GetString();
        var sizes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f.FullName).Replace('\\', '/'), f => (f.FullName, f.Length), StringComparer.Ordinal);
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (path, (file, length)) in sizes)
        {
            // The package's own page asks other hosts for fonts and names an element that does not exist: never served.
            if (path is "index.html" or "package.json" || path.EndsWith(".br", StringComparison.Ordinal) || path.EndsWith(".gz", StringComparison.Ordinal))
            {
                continue;
            }

            entries[path] = new Entry(
                file,
                length,
                types.TryGetContentType(path, out var type) ? type : "application/octet-stream",
                $"{version}-{length:x}",
                Fingerprint().IsMatch(path),
                sizes.TryGetValue(path + ".br", out var br) ? br : null,
                sizes.TryGetValue(path + ".gz", out var gz) ? gz : null);
        }

        return new StudioFiles(entries.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static (string File, long Length, string? Encoding) Choose(Entry entry, StringValues accepted)
    {
        var wants = accepted.ToString();
        return entry.Brotli is { } br && Accepts(wants, "br") ? (br.File, br.Length, "br")
            : entry.Gzip is { } gz && Accepts(wants, "gzip") ? (gz.File, gz.Length, "gzip")
            : (entry.File, entry.Length, null);
    }

    private static bool Accepts(string header, string encoding) => header.Split(',').Any(part =>
        part.Split(';') is var pieces && pieces[0].Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase)
        && !pieces.Skip(1).Any(p => p.Replace(" ", "", StringComparison.Ordinal) is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));

    [GeneratedRegex(@"\.[a-z0-9]{10}\.(wasm|js|dat|css)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fingerprint();

    private sealed record Entry(
        string File,
        long Length,
        string ContentType,
        string Tag,
        bool IsForEver,
        (string File, long Length)? Brotli,
        (string File, long Length)? Gzip);
}
