using System.Globalization;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>Looking at instances: the list, one instance, its journal, variables and state.</summary>
internal static class InstanceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-instances", List).OnlyReads();
        api.MapGet("/workflow-instances/{id}", (string id, InstanceShelf shelf) => StudioJson.Ok(InstanceJson.Full(shelf.Get(id))));
        api.MapGet("/workflow-instances/{id}/execution-state", (string id, InstanceShelf shelf) =>
        {
            var head = shelf.Get(id).Head;
            return StudioJson.Ok(new { status = head.Status.ToString(), subStatus = head.SubStatus.ToString(), updatedAt = head.UpdatedAt });
        });
        api.MapGet("/workflow-instances/{id}/variables", Variables);
        api.MapPost("/workflow-instances/{id}/journal", async (HttpContext http, string id, InstanceShelf shelf, DefinitionNames names) =>
            Journal(http, id, (await StudioBody.Read(http.Request)).Object("filter"), shelf, names)).OnlyReads();
        api.MapGet("/workflow-instances/{id}/journal", (HttpContext http, string id, InstanceShelf shelf, DefinitionNames names) =>
            Journal(http, id, null, shelf, names));
    }

    /// <summary>Reads the filter of the list; anything that is no filter is refused by name.</summary>
    public static InstanceFilter Filter(JsonObject body) => new()
    {
        Ids = body.Texts("ids"),
        DefinitionIds = [.. body.Texts("definitionIds"), .. body.Text("definitionId") is { } one ? new[] { one } : []],
        SearchTerm = body.Text("searchTerm"),
        CorrelationId = body.Text("correlationId"),
        Version = body.Number("version"),
        HasIncidents = body.Flag("hasIncidents"),
        Statuses = [.. Enums<WorkflowStatus>(body, "status", "statuses")],
        SubStatuses = [.. Enums<WorkflowSubStatus>(body, "subStatus", "subStatuses")],
        Moments = [.. (body.Array("timestampFilters") ?? []).Select(Moment).OfType<InstanceMoment>()],
    };

    private static async Task<IResult> List(HttpContext http, InstanceShelf shelf)
    {
        var body = await StudioBody.Read(http.Request);
        var size = Math.Clamp(body.Number("pageSize") ?? 100, 0, 1000);
        var skip = (int)Math.Min((long)Math.Max(body.Number("page") ?? 0, 0) * size, int.MaxValue);
        var (items, total) = shelf.List(Filter(body), skip, size);
        return StudioJson.Ok(new { items = items.Select(InstanceJson.Row).ToList(), totalCount = total });
    }

    private static IResult Variables(string id, InstanceShelf shelf, DefinitionShelf definitions)
    {
        var view = shelf.Get(id);
        var declared = definitions.FindVersion(view.Head.DefinitionVersionId) is { } head ? definitions.Json(head)["variables"] as JsonArray : null;
        var items = (declared ?? []).OfType<JsonObject>().Select(variable => (Id: variable.TextOf("id"), Name: variable.TextOf("name")))
            .Where(v => v.Name is not null && view.Variables.ContainsKey(v.Name))
            .Select(v => new { id = v.Id ?? v.Name, name = v.Name, value = JsonNode.Parse(view.Variables[v.Name!].ToJson()) })
            .ToList();
        return StudioJson.Items(items);
    }

    private static IResult Journal(HttpContext http, string id, JsonObject? filter, InstanceShelf shelf, DefinitionNames names)
    {
        var head = shelf.Get(id).Head;
        var nodes = Set(filter, "activityNodeIds");
        var activities = Set(filter, "activityIds");
        var excluded = Set(filter, "excludedActivityTypes");
        var events = Set(filter, "eventNames");
        var journal = shelf.Journal(id);
        var parents = ActivityRun.Of(journal).ToDictionary(r => r.Id, r => r.ParentId);
        var found = journal
            .Where(l => nodes.Count == 0 || nodes.Contains(l.NodeId))
            .Where(l => activities.Count == 0 || activities.Contains(l.ActivityId))
            .Where(l => !excluded.Contains(l.Type))
            .Where(l => events.Count == 0 || events.Contains(l.Event))
            .OrderBy(l => l.Number)
            .ToList();
        var skip = Math.Max(http.Request.Query.Number("skip") ?? 0, 0);
        var take = Math.Clamp(http.Request.Query.Number("take") ?? 100, 0, 1000);
        var named = names.Of(head.DefinitionVersionId);
        return StudioJson.Ok(new
        {
            items = found.Skip(skip).Take(take)
                .Select(l => InstanceJson.Line(l, id, parents.GetValueOrDefault(l.ActivityInstanceId), named(l.NodeId)))
                .ToList(),
            totalCount = found.Count,
        });
    }

    private static HashSet<string> Set(JsonObject? filter, string name) => (filter?.Texts(name) ?? []).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<T> Enums<T>(JsonObject body, string one, string many)
        where T : struct, Enum
    {
        var texts = body.Texts(many).Concat(body.Text(one) is { } single ? [single] : []);
        foreach (var text in texts)
        {
            // Studio also filters on Elsa's "Interrupted", which does not exist here: it fits nothing, but is no mistake.
            yield return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
                : text.Equals("Interrupted", StringComparison.OrdinalIgnoreCase) ? (T)(object)int.MinValue
                : throw new StudioRefusal($"'{text}' is geen geldige status.");
        }
    }

    private static InstanceMoment? Moment(JsonNode? node)
    {
        var json = node as JsonObject ?? throw new StudioRefusal("'timestampFilters' moet een lijst van objecten zijn.");
        if (json.Text("timestamp") is not { } text)
        {
            return null;
        }

        var column = json.Text("column");
        var how = json.Text("operator");
        return column is "CreatedAt" or "UpdatedAt" or "FinishedAt"
            && how is "Is" or "IsNot" or "LessThan" or "GreaterThan" or "LessThanOrEqual" or "GreaterThanOrEqual"
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? new InstanceMoment(column, how, at)
                : throw new StudioRefusal("Een datumfilter heeft een kolom, een vergelijking en een datum.");
    }
}
