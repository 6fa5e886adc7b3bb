namespace KnGG.Workflow.Web.Studio.Live;

/// <summary>
/// A browser cannot add a header to a web socket, so Studio sends the access token of a hub in the address. It is moved to where every
/// other request has it, before sign-in looks.
/// </summary>
internal sealed class HubTokens : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            var request = http.Request;
            if (request.Path.StartsWithSegments("/elsa/hubs", StringComparison.Ordinal) && request.Headers.Authorization.Count == 0
                && request.Query.Text("access_token") is { } token)
            {
                request.Headers.Authorization = $"Bearer {token}";
            }

            return rest(http);
        });
        next(app);
    };
}
