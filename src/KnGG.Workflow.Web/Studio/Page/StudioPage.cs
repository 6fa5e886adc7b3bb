using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Studio.Page;

/// <summary>The page around Studio's elements, and the small files that belong to it.</summary>
internal static class StudioPage
{
    /// <summary>Where the app signs people in; the way back is added.</summary>
    public const string SignIn = "/inloggen?terug=";

    /// <summary>
    /// No other host, no inline script. Studio needs inline styles, WebAssembly, and workers of its code editor from memory.
    /// </summary>
    private const string Policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, Part> _parts = new[] { "shell.js", "entrance.js", "frame.css" }
        .ToFrozenDictionary(name => name, Part.Of, StringComparer.Ordinal);

    private static readonly string _index = Read("index.html");
    private static readonly string _entrance = Read("entrance.html");
    private static readonly string _refused = Read("refused.html");

    /// <summary>Sends one of the page's own files.</summary>
    public static async Task<bool> TrySendPart(HttpContext context, string name)
    {
        if (!_parts.TryGetValue(name, out var part))
        {
            return false;
        }

        context.Response.Headers.ETag = part.Tag;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Content-Type-Options"] = "nosniff";
        if (context.Request.Headers.IfNoneMatch.Contains(part.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        context.Response.ContentType = part.Type;
        await context.Response.BodyWriter.WriteAsync(part.Bytes, context.RequestAborted);
        return true;
    }

    /// <summary>The page itself, for somebody who may see Studio.</summary>
    public static Task Send(HttpContext context, Viewer viewer) => Write(
        context,
        StatusCodes.Status200OK,
        _index
            .Replace("%RIGHTS%", viewer.IsCoordinator ? "design" : "read", StringComparison.Ordinal)
            .Replace("%USER%", WebUtility.HtmlEncode(viewer.DisplayName), StringComparison.Ordinal)
            .Replace("%NOTE%", viewer.IsCoordinator ? "" : "U kijkt mee: wijzigen kan alleen een ketenontwerper.", StringComparison.Ordinal));

    /// <summary>The page for somebody who has not signed in.</summary>
    public static Task SendEntrance(HttpContext context) => Write(
        context,
        StatusCodes.Status200OK,
        _entrance.Replace("%SIGNIN%", SignIn + Uri.EscapeDataString(context.Request.Path), StringComparison.Ordinal));

    /// <summary>The page for somebody whose role does not allow Studio.</summary>
    public static Task SendRefused(HttpContext context) => Write(context, StatusCodes.Status403Forbidden, _refused);

    private static Task Write(HttpContext context, int status, string html)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers["X-Content-Type-Options"] = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.Vary = "Cookie, Authorization";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static string Read(string name)
    {
        using var stream = typeof(StudioPage).Assembly.GetManifestResourceStream($"Studio/{name}")
            ?? throw new InvalidOperationException($"The page file '{name}' is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record Part(byte[] Bytes, string Type, string Tag)
    {
        public static Part Of(string name)
        {
            var bytes = Encoding.UTF8.GetBytes(Read(name));
            return new Part(
                bytes,
                name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
                $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
        }
    }
}
