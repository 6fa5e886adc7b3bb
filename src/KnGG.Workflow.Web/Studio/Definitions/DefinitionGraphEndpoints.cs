using System.Text.Json.Nodes;
using KnGG.Workflow.Web.Studio.Descriptors;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>Parts of a definition's graph: for a journal entry inside an embedded flowchart, and for opening a definition used as an activity.</summary>
internal static class DefinitionGraphEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions/subgraph/segments/{id}", (HttpContext http, string id, DefinitionShelf shelf, ActivityPalette palette) =>
            StudioJson.Ok(Segments(Root(id, shelf, palette), http.Request.Query.Text("childNodeId"))));
        api.MapGet("/workflow-definitions/subgraph/{id}", (HttpContext http, string id, DefinitionShelf shelf, ActivityPalette palette) =>
            StudioJson.Ok(Subgraph(Root(id, shelf, palette), http.Request.Query.Text("parentNodeId"), shelf, palette)));
    }

    private static JsonObject Root(string id, DefinitionShelf shelf, ActivityPalette palette)
    {
        var head = shelf.FindVersion(id) ?? throw StudioRefusal.NotFound("Deze definitie");
        return DefinitionForStudio.Write(head, shelf.Json(head), palette.Types(), new JsonArray())["root"]!.AsObject();
    }

    private static JsonObject Subgraph(JsonObject root, string? nodeId, DefinitionShelf shelf, ActivityPalette palette)
    {
        var found = Find(root, nodeId, shelf, palette) ?? throw StudioRefusal.NotFound("Deze activiteit");
        return Node(found.Activity, found.Port);
    }

    private static object Segments(JsonObject root, string? nodeId)
    {
        var path = Path(root, "", nodeId) ?? throw StudioRefusal.NotFound("Deze activiteit");
        var child = path[^1];
        var container = path.Count > 1 ? path[^2] : child;
        // Only steps through a port that Studio draws inside an activity are segments; the list of a flowchart is the canvas itself.
        var segments = path.Zip(path.Skip(1))
            .Where(pair => pair.Second.Port != "activities")
            .Select(pair => new
            {
                activityNodeId = pair.First.Activity.TextOf("nodeId"),
                activityId = pair.First.Activity.TextOf("id"),
                activityType = pair.First.Activity.TextOf("type"),
                portName = ActivityJson.PascalCase(pair.Second.Port),
            });
        return new { childNode = Node(child.Activity, child.Port), container = Node(container.Activity, container.Port), pathSegments = segments.ToList() };
    }

    // A node id may lead into a definition used as an activity: the engine runs its root below the node that uses it.
    private static (JsonObject Activity, string Port)? Find(JsonObject activity, string? nodeId, DefinitionShelf shelf, ActivityPalette palette, string port = "")
    {
        var own = activity.TextOf("nodeId");
        if (own == nodeId)
        {
            return (Filled(activity, shelf, palette), port);
        }

        if (own is null || nodeId is null || !nodeId.StartsWith(own + ":", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var inner in ActivityJson.Inside(Filled(activity, shelf, palette)))
        {
            if (Find(inner.Activity, nodeId, shelf, palette, inner.Port) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static JsonObject Filled(JsonObject activity, DefinitionShelf shelf, ActivityPalette palette)
    {
        if (activity.TextOf("workflowDefinitionId") is not { } definitionId
            || (shelf.Find(definitionId, "Published") ?? shelf.Find(definitionId, "Latest")) is not { } head)
        {
            return activity;
        }

        var root = DefinitionForStudio.Write(head, shelf.Json(head), palette.Types(), new JsonArray())["root"]!.DeepClone().AsObject();
        ActivityJson.SetNodeIds(root, activity.TextOf("nodeId")!);
        var filled = activity.DeepClone().AsObject();
        filled["root"] = root;
        return filled;
    }

    private static List<(JsonObject Activity, string Port)>? Path(JsonObject activity, string port, string? nodeId)
    {
        if (activity.TextOf("nodeId") == nodeId)
        {
            return [(activity, port)];
        }

        foreach (var inner in ActivityJson.Inside(activity))
        {
            if (Path(inner.Activity, inner.Port, nodeId) is { } path)
            {
                return [(activity, port), .. path];
            }
        }

        return null;
    }

    private static JsonObject Node(JsonObject activity, string port) => new()
    {
        ["activity"] = activity.DeepClone(),
        ["port"] = ActivityJson.PascalCase(port),
        ["nodeId"] = activity.TextOf("nodeId"),
        ["parents"] = new JsonArray(),
        ["children"] = new JsonArray(),
    };
}
