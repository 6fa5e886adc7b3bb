using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Web.Studio.Access;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>Ending, removing and exporting instances.</summary>
internal static class InstanceCommandEndpoints
{
    private static readonly JsonSerializerOptions _readable = new(StudioJson.Options) { WriteIndented = true };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/cancel/workflow-instances/{id}", (HttpContext http, string id, InstanceShelf shelf) =>
            shelf.Cancel(id, StudioAccess.ActorOf(http)) ? Results.Ok() : throw StudioRefusal.NotFound("Deze uitvoering"));
        api.MapPost("/bulk-actions/cancel/workflow-instances", async (HttpContext http, InstanceShelf shelf) =>
        {
            var body = await StudioBody.Read(http.Request);
            var filter = new InstanceFilter
            {
                Ids = body.Texts("ids"),
                DefinitionIds = body.Text("definitionId") is { } definition ? [definition] : [],
                DefinitionVersionIds = body.Text("definitionVersionId") is { } version ? [version] : [],
            };
            return StudioJson.Ok(new { cancelledCount = IsEmpty(filter) ? 0 : Each(shelf, filter, id => shelf.Cancel(id, StudioAccess.ActorOf(http))) });
        });
        api.MapDelete("/workflow-instances/{id}", (HttpContext http, string id, InstanceShelf shelf) =>
            shelf.Delete(id, StudioAccess.ActorOf(http)) ? Results.NoContent() : throw StudioRefusal.NotFound("Deze uitvoering"));
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", async (HttpContext http, InstanceShelf shelf) =>
        {
            var ids = (await StudioBody.Read(http.Request)).Texts("ids");
            return StudioJson.Ok(new { deleted = ids.Count == 0 ? 0 : Each(shelf, new InstanceFilter { Ids = ids }, id => shelf.Delete(id, StudioAccess.ActorOf(http))) });
        });
        api.MapPost("/alterations/submit", Alter);
        api.MapGet("/workflow-instances/{id}/export", (string id, InstanceShelf shelf) =>
            Results.File(File(shelf.Get(id)), "application/json", $"workflow-instance-{id}.json"));
        api.MapPost("/bulk-actions/export/workflow-instances", Export).OnlyReads();
        api.MapPost("/bulk-actions/import/workflow-instances", IResult () => throw new StudioRefusal(
            "Uitvoeringen kunnen niet worden geïmporteerd: elke uitvoering hoort bij een kind en begint bij een signaal. Definities kunt u wel importeren."));
    }

    // Studio submits an alteration for one thing only: cancelling everything that fits the filter of the list.
    private static async Task<IResult> Alter(HttpContext http, InstanceShelf shelf)
    {
        var body = await StudioBody.Read(http.Request);
        var kinds = (body.Array("alterations") ?? []).Select(a => (a as JsonObject)?.Text("type")).ToList();
        if (kinds.Count == 0 || kinds.Any(kind => kind != "Cancel"))
        {
            throw new StudioRefusal("Alleen annuleren kan op deze manier. Herstellen van een traject gaat via de pagina Vastgelopen.");
        }

        var json = body.Object("filter") ?? [];
        var filter = InstanceEndpoints.Filter(json) with { Ids = json.Texts("workflowInstanceIds") };
        if (IsEmpty(filter) && json.Flag("emptyFilterSelectsAll") != true)
        {
            return StudioJson.Ok(new { planId = (string?)null });
        }

        Each(shelf, filter, id => shelf.Cancel(id, StudioAccess.ActorOf(http)));
        return StudioJson.Ok(new { planId = http.TraceIdentifier });
    }

    private static async Task<IResult> Export(HttpContext http, InstanceShelf shelf)
    {
        var ids = (await StudioBody.Read(http.Request)).Texts("ids");
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids.Distinct(StringComparer.Ordinal))
            {
                var bytes = File(shelf.Get(id));
                using var entry = zip.CreateEntry($"{id}.json").Open();
                entry.Write(bytes);
            }
        }

        return Results.File(buffer.ToArray(), "application/zip", "workflow-instances.zip");
    }

    private static byte[] File(InstanceView view) => JsonSerializer.SerializeToUtf8Bytes(InstanceJson.Full(view), _readable);

    private static bool IsEmpty(InstanceFilter filter) =>
        filter.Ids.Count == 0 && filter.DefinitionIds.Count == 0 && filter.DefinitionVersionIds.Count == 0 && filter.SearchTerm is null
        && filter.Statuses.Count == 0 && filter.SubStatuses.Count == 0 && filter.HasIncidents is null && filter.Moments.Count == 0;

    // Those of a child's trajectory are left alone and not counted: they are ended and repaired on the trajectory's own page.
    private static int Each(InstanceShelf shelf, InstanceFilter filter, Func<string, bool> act)
    {
        var done = 0;
        foreach (var head in shelf.List(filter, 0, int.MaxValue).Items)
        {
            try
            {
                done += act(head.Id) ? 1 : 0;
            }
            catch (StudioRefusal)
            {
                // Named when done one by one; a bulk action skips it.
            }
        }

        return done;
    }
}
