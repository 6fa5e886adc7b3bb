using KnGG.Workflow.Web.Studio.Access;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>The same for many definitions at once. One that is refused does not hold up the others, but is named in the answer.</summary>
internal static class DefinitionBulkEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", Publish);
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", Retract);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", async (HttpContext http, DefinitionShelf shelf) =>
        {
            var ids = (await StudioBody.Read(http.Request)).Texts("definitionIds");
            return StudioJson.Ok(new { deleted = ids.Distinct(StringComparer.Ordinal).Count(shelf.Delete) });
        });
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", async (HttpContext http, DefinitionShelf shelf) =>
        {
            var ids = (await StudioBody.Read(http.Request)).Texts("ids");
            return StudioJson.Ok(new { deleted = ids.Distinct(StringComparer.Ordinal).Count(shelf.DeleteVersion) });
        });
    }

    private static async Task<IResult> Publish(HttpContext http, DefinitionShelf shelf)
    {
        var ids = (await StudioBody.Read(http.Request)).Texts("definitionIds");
        List<string> published = [], already = [], missing = [], refused = [];
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (shelf.Find(id, "Latest") is not { } latest)
            {
                missing.Add(id);
                continue;
            }

            try
            {
                (shelf.Publish(id, StudioAccess.ActorOf(http)).Already ? already : published).Add(id);
            }
            catch (StudioRefusal refusal)
            {
                refused.AddRange(refusal.Messages.Select(message => $"{latest.Name}: {message}"));
            }
        }

        // Studio shows nothing of a bulk answer but its number, so a refusal must be an error to be seen; what could be published, is.
        return refused.Count > 0
            ? StudioRefusal.Answer(refused, StatusCodes.Status400BadRequest)
            : StudioJson.Ok(new { published, alreadyPublished = already, notFound = missing, updatedConsumers = Array.Empty<string>() });
    }

    private static async Task<IResult> Retract(HttpContext http, DefinitionShelf shelf)
    {
        var ids = (await StudioBody.Read(http.Request)).Texts("definitionIds");
        List<string> retracted = [], already = [], missing = [];
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (shelf.Find(id, "Latest") is null)
            {
                missing.Add(id);
            }
            else if (shelf.Find(id, "Published") is null)
            {
                already.Add(id);
            }
            else
            {
                shelf.Retract(id, StudioAccess.ActorOf(http));
                retracted.Add(id);
            }
        }

        return StudioJson.Ok(new { retracted, alreadyRetracted = already, notFound = missing });
    }
}
