using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;

namespace KnGG.Workflow.Web.Studio.Access;

/// <summary>
/// Who may do what in Studio: a coordinator designs, an administrator looks, nobody else gets in. Studio sends no antiforgery token: that a
/// change by cookie comes from a page of ours is seen to by <see cref="SameOrigin"/>.
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

        // Where a change comes from has been looked at before; a socket is asked for with GET.
        if (isSocket && !IsBearer(http.Request) && SameOrigin.IsOurs(http.Request) == false)
        {
            return (StatusCodes.Status403Forbidden, "Dit verzoek komt niet van een pagina van deze service.");
        }

        return isSocket || IsSafe(http) || MayDesign(http) || http.GetEndpoint()?.Metadata.GetMetadata<ReadsOnly>() is not null
            ? null
            : (StatusCodes.Status403Forbidden, "Alleen een ketenontwerper mag dit wijzigen.");
    }

    private static bool IsBearer(HttpRequest request) => request.Headers.Authorization.Count > 0 || request.Query.ContainsKey("access_token");

    private static bool IsSafe(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);

    private sealed class ReadsOnly
    {
        public static ReadsOnly Instance { get; } = new();
    }
}
