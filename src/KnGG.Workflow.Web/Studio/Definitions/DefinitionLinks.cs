using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>Links are the permissions: without "publish" Studio shows a definition read-only, without "bulk-publish" the whole list.</summary>
internal static class DefinitionLinks
{
    public static JsonArray OfList(bool mayDesign)
    {
        JsonArray links =
        [
            Link("/workflow-definitions", "self", "GET"),
            Link("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
            Link("/workflow-definitions/query/count", "count", "GET"),
            Link("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        ];
        if (mayDesign)
        {
            links.Add(Link("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"));
            links.Add(Link("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"));
            links.Add(Link("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"));
            links.Add(Link("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"));
            links.Add(Link("/workflow-definitions/import", "import", "POST"));
            links.Add(Link("/workflow-definitions", "create", "POST"));
        }

        return links;
    }

    public static JsonArray Of(DefinitionHead head, bool mayDesign)
    {
        var path = $"/workflow-definitions/{Uri.EscapeDataString(head.DefinitionId)}";
        JsonArray links =
        [
            Link($"/workflow-definitions/by-id/{Uri.EscapeDataString(head.Id)}", "self", "GET"),
            Link($"/workflow-definitions?versionOptions=AllVersions&DefinitionIds={Uri.EscapeDataString(head.DefinitionId)}", "versions", "GET"),
            Link($"{path}/export", "export", "GET"),
        ];
        if (mayDesign)
        {
            links.Add(Link($"{path}/execute", "execute", "POST"));
            links.Add(Link($"{path}/publish", "publish", "POST"));
            links.Add(Link($"{path}/retract", "retract", "POST"));
            links.Add(Link(path, "delete", "DELETE"));
            links.Add(Link("/workflow-definitions/import", "import", "POST"));
        }

        return links;
    }

    /// <summary>A row of the lists.</summary>
    public static object Row(DefinitionHead head, bool mayDesign) => new
    {
        id = head.Id,
        definitionId = head.DefinitionId,
        name = head.Name,
        description = head.Description,
        version = head.Version,
        toolVersion = "3.8.2.0",
        isLatest = head.IsLatest,
        isPublished = head.IsPublished,
        providerName = (string?)null,
        materializerName = "Json",
        isMaterializerAvailable = true,
        createdAt = head.CreatedAt,
        isReadonly = false,
        links = Of(head, mayDesign),
    };

    private static JsonObject Link(string href, string rel, string method) => new() { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
