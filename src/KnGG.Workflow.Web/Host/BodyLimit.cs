using Microsoft.AspNetCore.Http.Features;

namespace KnGG.Workflow.Web.Host;

/// <summary>No request is larger than people have reason to send; whatever it asks for, a larger one does nothing.</summary>
internal static class BodyLimit
{
    /// <summary>Room for the largest definition or file that is taken, and for what an upload adds to it.</summary>
    internal const int MaxMegabytes = 16;

    internal const long MaxBytes = MaxMegabytes * 1024L * 1024L;

    // Most programs only look at an answer when they have sent everything. Beyond this the connection just closes.
    private const long MostReadAway = 8 * MaxBytes;

    internal static void UseBodyLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (request.ContentLength is not > MaxBytes)
        {
            await next(context);
            return;
        }

        var asksFirst = request.Headers.Expect.Count > 0;
        if (!asksFirst && request.ContentLength <= MostReadAway && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = request.ContentLength;
            await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });
}
