using System.Text.Json;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;

namespace KnGG.Workflow.Web.Api;

/// <summary>Signals: somebody noticed something about a child.</summary>
internal static class SignalEndpoints
{
    internal static void MapSignals(this RouteGroupBuilder api) =>
        api.MapPost("/signals", Receive).WithTags("Signalen").WithSummary("Een signaal geven; hetzelfde Idempotency-Key geeft hetzelfde antwoord").Produces(201, contentType: "application/json");

    private static IResult Receive(JsonElement body, HttpRequest request, Viewer viewer, PostSignal signals)
    {
        if (!viewer.IsProfessional)
        {
            return Problems.Of(403, "Uw rol geeft geen signalen.");
        }

        var key = request.Headers["Idempotency-Key"].ToString();
        return signals.Receive(body, key.Length == 0 ? null : key, viewer.Actor) switch
        {
            SignalResult.Received received => Created(received),
            SignalResult.Invalid invalid => Problems.Invalid(invalid.Errors.Select(e => new KeyValuePair<string, string>(e.Field, e.Message))),
            SignalResult.KeyUsed => Problems.Of(409, "Deze Idempotency-Key is al gebruikt voor een ander signaal."),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
    }

    private static CreatedJson Created(SignalResult.Received received) =>
        new CreatedJson(received.Json, received.TrajectoryId is { } id ? "/api/v1/trajectories/" + id : null);

    /// <summary>The answer as the runtime keeps it, so that a repeated request gets the same bytes.</summary>
    private sealed class CreatedJson(string json, string? location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            if (location is not null)
            {
                httpContext.Response.Headers.Location = location;
            }

            return httpContext.Response.WriteAsync(json);
        }
    }
}
