using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Web.Studio.Definitions;
using KnGG.Workflow.Web.Studio.Instances;

namespace KnGG.Workflow.Web.Studio.Sandbox;

/// <summary>TEMPORARY: walks through.</summary>
internal sealed class PracticeRuns(TimeProvider time, DefinitionShelf shelf) : IInstanceSource
{
    private readonly ConcurrentDictionary<string, (InstanceView View, List<JournalLine> Lines)> _runs = new();

    public string Start(DefinitionHead head)
    {
        var id = $"oefen-{Ids.New(time.GetUtcNow()):N}";
        var lines = new List<JournalLine>();
        var root = shelf.Json(head)["root"]!.AsObject();
        ActivityJson.SetNodeIds(root);
        foreach (var a in ActivityJson.All(root))
        {
            var exec = Ids.New(time.GetUtcNow());
            foreach (var e in new[] { "Started", "Completed" })
            {
                lines.Add(new JournalLine(lines.Count + 1, 1, time.GetUtcNow(), "x", a.TextOf("id")!, a.TextOf("nodeId")!, a.TextOf("type")!, exec, e, e == "Completed" ? Value.Parse("""{"Outcomes":["Done"]}""") : default));
            }
        }

        var now = time.GetUtcNow();
        _runs[id] = (new InstanceView(new InstanceHead(id, head.DefinitionId, head.Id, head.Version, WorkflowStatus.Running, WorkflowSubStatus.Suspended, "c", "Oefening", 0, now, now, null), [], [], ValueMap.Empty, ValueMap.Empty, ValueMap.Empty), lines);
        return id;
    }

    public int Count(InstanceFilter filter) => _runs.Values.Count(r => filter.Fits(r.View.Head));

    public IReadOnlyList<InstanceHead> List(InstanceFilter filter, int skip, int take) =>
        [.. _runs.Values.Select(r => r.View.Head).Where(filter.Fits).OrderByDescending(h => h.CreatedAt).Skip(skip).Take(take)];

    public InstanceView? Find(string id) => _runs.TryGetValue(id, out var run) ? run.View : null;

    public IReadOnlyList<JournalLine> Journal(string id) => _runs.TryGetValue(id, out var run) ? run.Lines : [];

    public (long Mark, bool Runs)? Progress(string id) => _runs.TryGetValue(id, out var run) ? (run.Lines.Count, true) : null;

    public bool Cancel(string id, string actor) => _runs.ContainsKey(id);

    public bool Delete(string id, string actor) => _runs.TryRemove(id, out _);
}
