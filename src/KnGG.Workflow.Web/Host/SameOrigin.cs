using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Host;

/// <summary>
/// A browser sends the cookie along with whatever page asks for it. The HTTP interface therefore takes a change by cookie only when the
/// browser says that the request comes from our own pages; programs use a bearer token, which no other page can send.
/// </summary>
internal static class SameOrigin
{
    internal static void UseSameOriginForCookies(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var isInterface = request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/elsa") || request.Path.StartsWithSegments("/dev");
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (isInterface && !isSafe && !BearerHandler.IsUsedBy(request) && context.User.Identity?.IsAuthenticated == true && !ComesFromUs(request))
        {
            await Results.Problem(statusCode: 403, title: "Niet toegestaan", detail: "Deze aanvraag komt niet van een pagina van deze dienst.").ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    private static bool ComesFromUs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site == "same-origin";
        }

        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
