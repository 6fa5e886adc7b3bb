using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Studio.Access;

/// <summary>
/// Who may do what in Studio: a coordinator designs, an administrator looks, nobody else gets in. A request that changes something must
/// come from a page of ours, because Studio sends no antiforgery token; a request with a bearer token needs no such check.
/// </summary>
internal static class StudioAccess
{
    public static bool MayDesign(HttpContext http) => ViewerOf(http).IsCoordinator;

    public static bool MaySee(HttpContext http) => MayDesign(http) || ViewerOf(http).IsAdministrator;

    public static bool IsSignedIn(HttpContext http) => ViewerOf(http).IsSignedIn;

    /// <summary>Whose hand it was, for the version history and the audit log.</summary>
    public static Actor ActorOf(HttpContext http) => ViewerOf(http).Actor;

    /// <summary>Who looks, with the roles of this moment: a role that ended is gone at once.</summary>
    public static Viewer ViewerOf(HttpContext http) => http.RequestServices.GetRequiredService<Viewer>();

    /// <summary>
    /// Which page this is, to tell two editors of one definition apart: the page's own mark, else the browser's session, else the person.
    /// </summary>
    public static string PageOf(HttpContext http) =>
        http.Request.Headers["X-Studio-Page"].ToString() is { Length: > 0 and <= 64 } page ? page : "persoon:" + ActorOf(http).Id;

    /// <summary>Marks an endpoint that changes nothing although it is a POST: a person who only looks may call it.</summary>
    public static TBuilder OnlyReads<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(ReadsOnly.Instance);

    /// <summary>Lets a request through, or answers 401 or 403.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Refusal(http) is not { } refusal)
        {
            return await next(context);
        }

        return StudioRefusal.Answer([refusal.Message], refusal.Status);
    }

    /// <summary>Why this request is refused, or null.</summary>
    public static (int Status, string Message)? Refusal(HttpContext http, bool isSocket = false)
    {
        if (!IsSignedIn(http))
        {
            return (StatusCodes.Status401Unauthorized, "U moet eerst inloggen.");
        }

        if (!MaySee(http))
        {
            return (StatusCodes.Status403Forbidden, "Alleen een ketenontwerper of beheerder mag hier komen.");
        }

        if ((isSocket || !IsSafe(http)) && !ComesFromOurPage(http.Request))
        {
            return (StatusCodes.Status403Forbidden, "Dit verzoek komt niet van een pagina van deze service.");
        }

        return isSocket || IsSafe(http) || MayDesign(http) || http.GetEndpoint()?.Metadata.GetMetadata<ReadsOnly>() is not null
            ? null
            : (StatusCodes.Status403Forbidden, "Alleen een ketenontwerper mag dit wijzigen.");
    }

    /// <summary>
    /// Every browser names the origin of a page on requests that change something, and on sockets. A caller that is no browser names none,
    /// and cannot be made to carry somebody's cookie.
    /// </summary>
    public static bool ComesFromOurPage(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0 || request.Query.ContainsKey("access_token"))
        {
            return true;
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase);
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    private static bool IsSafe(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);

    private sealed class ReadsOnly
    {
        public static ReadsOnly Instance { get; } = new();
    }
}
