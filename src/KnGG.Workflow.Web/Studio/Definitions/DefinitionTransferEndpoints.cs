using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Descriptors;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>Definitions as files, in the form in which any Elsa 3 server takes and gives them.</summary>
internal static class DefinitionTransferEndpoints
{
    private static readonly JsonSerializerOptions _readable = new(StudioJson.Options) { WriteIndented = true };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/export", (HttpContext http, string definitionId, DefinitionShelf shelf) =>
        {
            var head = shelf.Find(definitionId, http.Request.Query.Text("versionOptions") ?? "Latest") ?? throw StudioRefusal.NotFound("Deze definitie");
            var consumers = http.Request.Query.Flag("includeConsumingWorkflows") ? Latest(shelf, shelf.Consumers(definitionId)) : [];
            return consumers.Count == 0
                ? Results.File(File(shelf, head), "application/json", FileName(head))
                : Zip(shelf, [head, .. consumers]);
        });
        api.MapPost("/bulk-actions/export/workflow-definitions", async (HttpContext http, DefinitionShelf shelf) =>
        {
            var body = await StudioBody.Read(http.Request);
            var heads = body.Texts("ids").Distinct(StringComparer.Ordinal).Select(shelf.FindVersion).OfType<DefinitionHead>().ToList();
            if (body.Flag("includeConsumingWorkflows") == true)
            {
                heads = [.. heads.Concat(heads.SelectMany(h => Latest(shelf, shelf.Consumers(h.DefinitionId)))).DistinctBy(h => h.Id)];
            }

            return heads.Count == 0 ? throw StudioRefusal.NotFound("Deze definities") : Zip(shelf, heads);
        }).OnlyReads();
        api.MapPost("/workflow-definitions/import", Import);
    }

    private static async Task<IResult> Import(HttpContext http, DefinitionShelf shelf, ActivityPalette palette)
    {
        var model = await StudioBody.Read(http.Request);
        var json = DefinitionForStudio.Read(model, palette.Types());
        if (string.IsNullOrWhiteSpace(json.Text("name")))
        {
            json["name"] = model.Text("definitionId") ?? "Geïmporteerd";
        }

        // What is imported is a draft, whatever the file says: publishing is a decision of its own, behind the guard rails.
        var head = shelf.Save(model.Text("definitionId"), json, StudioAccess.ActorOf(http), _ => { });
        return StudioJson.Ok(DefinitionListEndpoints.Full(http, head, shelf, palette));
    }

    private static List<DefinitionHead> Latest(DefinitionShelf shelf, IReadOnlyList<string> definitionIds) =>
        [.. definitionIds.Select(id => shelf.Find(id, "Latest")).OfType<DefinitionHead>()];

    private static byte[] File(DefinitionShelf shelf, DefinitionHead head) =>
        Encoding.UTF8.GetBytes(DefinitionForStudio.Export(head, shelf.Json(head)).ToJsonString(_readable));

    private static IResult Zip(DefinitionShelf shelf, IReadOnlyList<DefinitionHead> heads)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var head in heads)
            {
                using var entry = zip.CreateEntry(FileName(head)).Open();
                entry.Write(File(shelf, head));
            }
        }

        return Results.File(buffer.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    private static string FileName(DefinitionHead head)
    {
        var safe = new string([.. head.DefinitionId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')]);
        return $"{safe}-v{head.Version}.json";
    }
}
