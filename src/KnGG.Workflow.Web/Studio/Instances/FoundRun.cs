namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>An execution with where it stands. Studio names it by one text, so the instance is part of that text.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="VersionId">The version that the instance runs.</param>
/// <param name="Run">The execution.</param>
/// <param name="Path">From the outermost execution to this one.</param>
internal sealed record FoundRun(string InstanceId, string VersionId, ActivityRun Run, IReadOnlyList<ActivityRun> Path)
{
    public ActivityRun? Parent => Path.Count > 1 ? Path[^2] : null;

    public static string IdOf(string instanceId, Guid execution) => $"{instanceId}~{execution:N}";

    public static FoundRun Find(string? id, InstanceShelf shelf)
    {
        if (id?.Split('~') is not [var instanceId, var text] || !Guid.TryParseExact(text, "N", out var execution))
        {
            throw StudioRefusal.NotFound("Deze stap");
        }

        var runs = ActivityRun.Of(shelf.Journal(instanceId)).ToDictionary(r => r.Id);
        if (!runs.TryGetValue(execution, out var run))
        {
            throw StudioRefusal.NotFound("Deze stap");
        }

        var path = new List<ActivityRun>();
        for (var at = run; at is not null; at = at.ParentId is { } parent ? runs[parent] : null)
        {
            path.Insert(0, at);
        }

        return new FoundRun(instanceId, shelf.Get(instanceId).Head.DefinitionVersionId, run, path);
    }
}
