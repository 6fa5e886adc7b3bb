using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Sandbox;

internal static class PracticeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", async (HttpContext http, string definitionId, DefinitionShelf shelf, PracticeRuns runs) =>
        {
            var body = await StudioBody.Read(http.Request);
            var head = shelf.Find(definitionId, body.Text("versionOptions") ?? "Latest") ?? throw StudioRefusal.NotFound("Deze definitie");
            http.Response.Headers["x-elsa-workflow-instance-id"] = runs.Start(head);
            http.Response.Headers["x-elsa-workflow-cannot-start"] = "False";
            return StudioJson.Ok(new { workflowState = new { } });
        });
    }
}
