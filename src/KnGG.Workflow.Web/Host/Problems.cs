using System.Text.Json;
using System.Text.Json.Serialization;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Host;

/// <summary>Problem details of the HTTP interface, in Dutch. Pages show their own page instead.</summary>
internal static class Problems
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal static bool IsInterface(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/elsa") || request.Path.StartsWithSegments("/dev")
        || request.Path.StartsWithSegments("/openapi") || request.Path.StartsWithSegments("/metrics") || request.Path.StartsWithSegments("/health");

    internal static Task Write(HttpContext context, int status) => Of(status).ExecuteAsync(context);

    internal static ProblemHttpResult Of(int status, string? detail = null) =>
        TypedResults.Problem(statusCode: status, title: Title(status), detail: detail ?? Detail(status));

    /// <summary>Wrong input, with one Dutch sentence by field.</summary>
    internal static ProblemHttpResult Invalid(IEnumerable<KeyValuePair<string, string>> errors) => Invalid(
        errors.GroupBy(e => e.Key.Length == 0 ? "body" : e.Key).ToDictionary(g => g.Key, g => g.Select(e => e.Value).ToArray()));

    internal static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => TypedResults.Problem(
        statusCode: 400, title: "Niet goed ingevuld", detail: errors.Values.SelectMany(v => v).FirstOrDefault() ?? "Controleer de velden.",
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>Exceptions and empty error answers become a problem or an error page; an exception's own text never leaves the service.</summary>
    internal static void UseDutchProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = async context =>
            {
                var thrown = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                var trouble = thrown is null ? null : context.RequestServices.GetRequiredService<StepDatabase>().TroubleOf(thrown);
                var status = thrown switch
                {
                    BadHttpRequestException bad => bad.StatusCode,
                    JsonException => 400,
                    _ when trouble is not null => trouble.Kind == DatabaseTroubleKind.Full ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable,
                    _ => 500,
                };
                context.Response.StatusCode = status;
                if (trouble is not null)
                {
                    context.Response.Headers.RetryAfter = "5";
                }

                await Answer(context, status, thrown is BadHttpRequestException { InnerException: JsonException json } ? JsonDetail(json) : trouble?.Message);
            },
            SuppressDiagnosticsCallback = thrown => thrown.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(status => Answer(status.HttpContext, status.HttpContext.Response.StatusCode, null));
    }

    private static async Task Answer(HttpContext context, int status, string? detail)
    {
        if (IsInterface(context.Request))
        {
            context.Response.ContentType = "application/problem+json";
            await Of(status, detail).ExecuteAsync(context);
            return;
        }

        await Layout.ErrorPage.Write(context, status, detail);
    }

    private static string JsonDetail(JsonException json) =>
        string.IsNullOrEmpty(json.Path) || json.Path == "$"
            ? $"De inhoud is geen geldige JSON (regel {json.LineNumber + 1})."
            : $"De waarde van '{json.Path.TrimStart('$', '.')}' past niet: verwacht wordt een ander soort waarde.";

    private static string Title(int status) => status switch
    {
        400 => "Niet goed ingevuld",
        401 => "Niet ingelogd",
        403 => "Geen toegang",
        404 => "Niet gevonden",
        405 => "Niet toegestaan",
        409 => "Al gebeurd",
        413 => "Te groot",
        415 => "Verkeerd soort inhoud",
        429 => "Te veel aanvragen",
        503 => "Nu niet beschikbaar",
        507 => "Geen ruimte meer",
        < 500 => "Kan niet",
        _ => "Er ging iets mis",
    };

    private static string Detail(int status) => status switch
    {
        400 => "De aanvraag is niet goed ingevuld.",
        401 => "Log eerst in.",
        403 => "U mag dit niet zien of doen.",
        404 => "Dit bestaat niet, of u mag het niet zien.",
        405 => "Dit kan niet op deze manier worden aangevraagd.",
        409 => "Iemand anders was eerder.",
        413 => $"De inhoud is te groot: hooguit {BodyLimit.MaxMegabytes} MB.",
        415 => "Stuur JSON, met de kop Content-Type: application/json.",
        503 => "De dienst kan dit nu niet doen. Probeer het over een minuut opnieuw.",
        507 => "Er kan nu niets worden opgeslagen. Probeer het later opnieuw.",
        < 500 => "Deze aanvraag kan niet worden uitgevoerd.",
        _ => "Er ging iets mis aan onze kant. Probeer het later opnieuw.",
    };

    internal static JsonSerializerOptions Options => Json;
}
