using System.Text.Json;

namespace KnGG.Workflow.Web.Studio;

/// <summary>
/// The Elsa API refuses a request, with sentences that Studio shows in its red bar. Always 400 for what a person can mend: Studio stops
/// altogether on 403, 409 and 422, and repeats a 5xx three times.
/// </summary>
internal sealed class StudioRefusal : Exception
{
    public StudioRefusal(string message, int status = StatusCodes.Status400BadRequest)
        : this([message], status)
    {
    }

    public StudioRefusal(IReadOnlyList<string> messages, int status = StatusCodes.Status400BadRequest)
        : base(string.Join(" ", messages))
    {
        Messages = messages;
        Status = status;
    }

    /// <summary>One sentence a line, in Dutch.</summary>
    public IReadOnlyList<string> Messages { get; }

    public int Status { get; }

    public static StudioRefusal NotFound(string what) => new($"{what} is er niet (meer).", StatusCodes.Status404NotFound);

    /// <summary>The shape in which Studio reads errors.</summary>
    public static IResult Answer(IReadOnlyList<string> messages, int status) => StudioJson.Ok(
        new
        {
            type = "about:blank",
            title = status == StatusCodes.Status404NotFound ? "Niet gevonden" : "Dat kan niet",
            status,
            detail = string.Join(" ", messages),
            statusCode = status,
            message = "Dat kan niet",
            errors = new Dictionary<string, IReadOnlyList<string>> { ["generalErrors"] = messages },
        },
        status);

    /// <summary>Turns refusals and unreadable requests of every endpoint below it into answers.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StudioRefusal refusal)
        {
            return Answer(refusal.Messages, refusal.Status);
        }
        catch (JsonException e)
        {
            return Answer([$"De JSON kan niet worden gelezen (regel {(e.LineNumber ?? 0) + 1}): {e.Message}"], StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException e)
        {
            return Answer([e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Het verzoek is te groot." : "Het verzoek kan niet worden gelezen."], e.StatusCode);
        }
        catch (InvalidDataException)
        {
            return Answer(["Het bestand kan niet worden gelezen."], StatusCodes.Status400BadRequest);
        }
    }
}
