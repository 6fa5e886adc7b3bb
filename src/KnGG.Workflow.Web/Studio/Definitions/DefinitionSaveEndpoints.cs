using System.Text.Json.Nodes;
using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Descriptors;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>Saving, publishing, retracting, going back to a version, deleting.</summary>
internal static class DefinitionSaveEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions", Save);
        api.MapPost("/workflow-definitions/{definitionId}/publish", (HttpContext http, string definitionId, DefinitionShelf shelf, ActivityPalette palette) =>
        {
            var (head, already, consumers) = shelf.Publish(definitionId, StudioAccess.ActorOf(http));
            return Saved(http, head, already, consumers.Count, shelf, palette);
        });
        api.MapPost("/workflow-definitions/{definitionId}/retract", (HttpContext http, string definitionId, DefinitionShelf shelf, ActivityPalette palette) =>
            StudioJson.Ok(DefinitionListEndpoints.Full(http, shelf.Retract(definitionId, StudioAccess.ActorOf(http)), shelf, palette)));
        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", (HttpContext http, string definitionId, int version, DefinitionShelf shelf) =>
            StudioJson.Ok(DefinitionLinks.Row(shelf.Revert(definitionId, version, StudioAccess.ActorOf(http)), StudioAccess.MayDesign(http))));
        api.MapDelete("/workflow-definitions/{definitionId}", (string definitionId, DefinitionShelf shelf) =>
            shelf.Delete(definitionId) ? Results.NoContent() : throw StudioRefusal.NotFound("Deze definitie"));
        api.MapDelete("/workflow-definition-versions/{id}", (string id, DefinitionShelf shelf) =>
            shelf.DeleteVersion(id) ? Results.NoContent() : throw StudioRefusal.NotFound("Deze versie"));
    }

    private static async Task<IResult> Save(HttpContext http, DefinitionShelf shelf, SaveChain chain, ActivityPalette palette)
    {
        var body = await StudioBody.Read(http.Request);
        var model = body.Object("model") ?? throw new StudioRefusal("Het verzoek heeft geen 'model'.");
        var publish = body.Flag("publish") ?? false;
        var json = DefinitionForStudio.Read(model, palette.Types());
        var definitionId = model.Text("definitionId");
        if (string.IsNullOrWhiteSpace(json.Text("name")))
        {
            throw new StudioRefusal("Geef de definitie een naam.");
        }

        var page = StudioAccess.PageOf(http);
        var actor = StudioAccess.ActorOf(http);
        var loaded = DefinitionForStudio.LoadedRevision(model);
        DefinitionHead saved;
        try
        {
            saved = shelf.Save(definitionId, json, actor, latest =>
            {
                if (loaded is not null && !chain.MayReplace(latest.DefinitionId, latest.Revision, loaded, page))
                {
                    throw new StaleSave();
                }
            });
        }
        catch (StaleSave)
        {
            http.Response.Headers["X-Studio-Stale"] = "true";
            return StudioRefusal.Answer(
                ["Iemand anders heeft deze definitie intussen gewijzigd. Uw wijziging is niet opgeslagen, maar staat nog op uw scherm. Bewaar uw versie (Opslaan als), of laad de nieuwste versie."],
                StatusCodes.Status400BadRequest);
        }

        if (loaded is not null)
        {
            chain.Add(saved.DefinitionId, loaded, saved.Revision, page);
        }

        if (!publish)
        {
            return Saved(http, saved, false, 0, shelf, palette);
        }

        // The draft is kept also when publishing is refused: what was drawn is not lost, and the page goes on from here.
        var (head, already, consumers) = shelf.Publish(saved.DefinitionId, actor);
        return Saved(http, head, already, consumers.Count, shelf, palette);
    }

    private static IResult Saved(HttpContext http, DefinitionHead head, bool already, int consumers, DefinitionShelf shelf, ActivityPalette palette) => StudioJson.Ok(new
    {
        workflowDefinition = DefinitionListEndpoints.Full(http, head, shelf, palette),
        alreadyPublished = already,
        consumingWorkflowCount = consumers,
        validationErrors = Array.Empty<object>(),
    });

    private sealed class StaleSave : Exception;
}
