using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Host;

/// <summary>
/// A browser sends the cookie along with whatever page asks for it. The HTTP interface therefore takes a change by cookie only when no page
/// of another site can have asked for it; programs use a bearer token, which no other page can send.
/// </summary>
internal static class SameOrigin
{
    internal static void UseSameOriginForCookies(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var isInterface = request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/elsa") || request.Path.StartsWithSegments("/dev");
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (isInterface && !isSafe && !BearerHandler.IsUsedBy(request) && context.User.Identity?.IsAuthenticated == true
            && !(IsOurs(request) ?? (request.Path.StartsWithSegments("/elsa") && NoPageSends(request))))
        {
            await Results.Problem(statusCode: 403, title: "Niet toegestaan", detail: "Deze aanvraag komt niet van een pagina van deze dienst.").ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    /// <summary>
    /// Whether the browser says that a page of ours asks; null when nothing is said, which no browser of today does for a change or a socket.
    /// The scheme is not compared: before the service there may be one that ends TLS.
    /// </summary>
    internal static bool? IsOurs(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin";
        }

        return request.Headers.Origin.ToString() is not { Length: > 0 } origin ? null
            : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    // A form of another site posts, and only as a form; its script must ask us first, and we allow nothing.
    private static bool NoPageSends(HttpRequest request) => !HttpMethods.IsPost(request.Method) || request.HasJsonContentType();
}
