using KnGG.Workflow.Web.Studio.Access;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>What happened at each activity of an instance: the badges on the canvas, and the details of one execution.</summary>
internal static class ActivityRunEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/activity-executions/report", async (HttpContext http, InstanceShelf shelf) =>
        {
            var body = await StudioBody.Read(http.Request);
            var nodes = body.Texts("activityNodeIds").ToHashSet(StringComparer.Ordinal);
            var id = body.Text("workflowInstanceId") ?? throw new StudioRefusal("'workflowInstanceId' ontbreekt.");
            return StudioJson.Ok(new { stats = Report(ActivityRun.Of(shelf.Journal(id)), nodes) });
        }).OnlyReads();
        api.MapGet("/activity-executions/list", (HttpContext http, InstanceShelf shelf, DefinitionNames names) => List(http, shelf, names, full: true));
        api.MapGet("/activity-execution-summaries/list", (HttpContext http, InstanceShelf shelf, DefinitionNames names) => List(http, shelf, names, full: false));
        api.MapGet("/activity-executions/by-id", (HttpContext http, InstanceShelf shelf, DefinitionNames names) =>
        {
            var found = FoundRun.Find(http.Request.Query.Text("id"), shelf);
            return StudioJson.Ok(found.Run.Record(found.InstanceId, found.Parent, names.Of(found.VersionId)(found.Run.NodeId)));
        });
        api.MapGet("/activity-executions/{id}/call-stack", (string id, InstanceShelf shelf, DefinitionNames names) =>
        {
            var found = FoundRun.Find(id, shelf);
            var named = names.Of(found.VersionId);
            var items = found.Path.Select((run, i) => run.Record(found.InstanceId, i > 0 ? found.Path[i - 1] : null, named(run.NodeId))).ToList();
            return StudioJson.Ok(new { activityExecutionId = id, items, totalCount = items.Count });
        });
    }

    /// <summary>At most one line per node, and none for what never ran: a second one stops Studio.</summary>
    public static IReadOnlyList<object> Report(IReadOnlyList<ActivityRun> runs, HashSet<string> nodes) =>
    [
        .. runs.Where(r => nodes.Count == 0 || nodes.Contains(r.NodeId)).GroupBy(r => r.NodeId, StringComparer.Ordinal).Select(group =>
        {
            var completed = group.Count(r => r.EndedAt is not null && r.Status == "Completed");
            return (object)new
            {
                activityId = group.First().ActivityId,
                activityNodeId = group.Key,
                startedCount = group.Count(),
                completedCount = completed,
                uncompletedCount = group.Count(r => r.EndedAt is null),
                isBlocked = group.Any(r => r.Waits),
                isFaulted = group.Last().Status == "Faulted",
                metadata = new Dictionary<string, object>(),
            };
        }),
    ];

    private static IResult List(HttpContext http, InstanceShelf shelf, DefinitionNames names, bool full)
    {
        var instanceId = http.Request.Query.Text("WorkflowInstanceId") ?? throw new StudioRefusal("'WorkflowInstanceId' ontbreekt.");
        var nodeId = http.Request.Query.Text("ActivityNodeId");
        var runs = ActivityRun.Of(shelf.Journal(instanceId));
        var byId = runs.ToDictionary(r => r.Id);
        var named = names.Of(shelf.Get(instanceId).Head.DefinitionVersionId);
        return StudioJson.Items(runs.Where(r => nodeId is null || r.NodeId == nodeId).Select(r =>
        {
            var parent = r.ParentId is { } id ? byId[id] : null;
            return full ? r.Record(instanceId, parent, named(r.NodeId)) : r.Summary(instanceId, parent, named(r.NodeId));
        }).ToList());
    }
}
