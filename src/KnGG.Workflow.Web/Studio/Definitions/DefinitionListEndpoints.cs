using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Descriptors;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>Reading definitions: lists, one definition, versions, names, consumers.</summary>
internal static class DefinitionListEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions", List);
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", (HttpContext http, string definitionId, DefinitionShelf shelf, ActivityPalette palette) =>
            One(http, shelf.Find(definitionId, http.Request.Query.Text("versionOptions") ?? "Latest"), shelf, palette));
        api.MapGet("/workflow-definitions/by-id/{id}", (HttpContext http, string id, DefinitionShelf shelf, ActivityPalette palette) =>
            One(http, shelf.FindVersion(id), shelf, palette));
        api.MapGet("/workflow-definitions/many-by-id", (HttpContext http, DefinitionShelf shelf, ActivityPalette palette) =>
        {
            var ids = http.Request.Query.Texts("ids").ToHashSet(StringComparer.Ordinal);
            return StudioJson.Items([.. shelf.Heads().Where(h => ids.Contains(h.Id)).Select(h => Full(http, h, shelf, palette))]);
        });
        api.MapGet("/workflow-definitions/query/count", (DefinitionShelf shelf) =>
            StudioJson.Ok(new { count = shelf.Heads().Count(h => h.IsLatest) }));
        api.MapGet("/workflow-definitions/validation/is-name-unique", (HttpContext http, DefinitionShelf shelf) =>
        {
            var name = http.Request.Query.Text("name");
            var own = http.Request.Query.Text("definitionId");
            return StudioJson.Ok(new { isUnique = !shelf.Heads().Any(h => h.IsLatest && h.DefinitionId != own && string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)) });
        });
        api.MapGet("/workflow-definitions/{definitionId}/consumers", (string definitionId, DefinitionShelf shelf) =>
            StudioJson.Ok(new { consumingWorkflowDefinitionIds = shelf.Consumers(definitionId) }));
    }

    /// <summary>A definition in full, as the editor takes it.</summary>
    public static object Full(HttpContext http, DefinitionHead head, DefinitionShelf shelf, ActivityPalette palette) =>
        DefinitionForStudio.Write(head, shelf.Json(head), palette.Types(), DefinitionLinks.Of(head, StudioAccess.MayDesign(http)));

    private static IResult One(HttpContext http, DefinitionHead? head, DefinitionShelf shelf, ActivityPalette palette) =>
        head is null ? throw StudioRefusal.NotFound("Deze definitie") : StudioJson.Ok(Full(http, head, shelf, palette));

    private static IResult List(HttpContext http, DefinitionShelf shelf)
    {
        var query = http.Request.Query;
        var options = query.Text("versionOptions");
        var ids = query.Texts("Ids").ToHashSet(StringComparer.Ordinal);
        var definitionIds = query.Texts("DefinitionIds").ToHashSet(StringComparer.Ordinal);
        var found = Order(
            shelf.Heads()
                .Where(h => h.Fits(options))
                .Where(h => ids.Count == 0 || ids.Contains(h.Id))
                .Where(h => definitionIds.Count == 0 || definitionIds.Contains(h.DefinitionId))
                .Where(h => Matches(h, query.Text("SearchTerm"))),
            query.Text("OrderBy"),
            string.Equals(query.Text("OrderDirection"), "Descending", StringComparison.OrdinalIgnoreCase)).ToList();
        var mayDesign = StudioAccess.MayDesign(http);
        return StudioJson.Ok(new
        {
            items = StudioBody.Page(found, query.Number("Page"), query.Number("PageSize")).Select(h => DefinitionLinks.Row(h, mayDesign)).ToList(),
            totalCount = found.Count,
            links = DefinitionLinks.OfList(mayDesign),
        });
    }

    private static bool Matches(DefinitionHead head, string? term) => term is null
        || new[] { head.Id, head.DefinitionId, head.Name, head.Description ?? "" }.Any(text => text.Contains(term, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<DefinitionHead> Order(IEnumerable<DefinitionHead> heads, string? by, bool descending) => (by?.ToUpperInvariant(), descending) switch
    {
        ("CREATED", true) => heads.OrderByDescending(h => h.CreatedAt).ThenBy(h => h.Id, StringComparer.Ordinal),
        ("CREATED", false) => heads.OrderBy(h => h.CreatedAt).ThenBy(h => h.Id, StringComparer.Ordinal),
        ("VERSION", true) => heads.OrderByDescending(h => h.Version).ThenBy(h => h.Name, Dutch),
        ("VERSION", false) => heads.OrderBy(h => h.Version).ThenBy(h => h.Name, Dutch),
        (_, true) => heads.OrderByDescending(h => h.Name, Dutch).ThenByDescending(h => h.Version),
        _ => heads.OrderBy(h => h.Name, Dutch).ThenBy(h => h.DefinitionId, StringComparer.Ordinal).ThenBy(h => h.Version),
    };

    private static readonly StringComparer Dutch = StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("nl-NL"), ignoreCase: true);
}
