using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>All instances, from every source: the practice runs of the moment first, then those of the database.</summary>
internal sealed class InstanceShelf(IEnumerable<IInstanceSource> sources)
{
    private readonly IReadOnlyList<IInstanceSource> _sources = [.. sources];

    public (IReadOnlyList<InstanceHead> Items, int Total) List(InstanceFilter filter, int skip, int take)
    {
        var items = new List<InstanceHead>();
        var total = 0;
        foreach (var source in _sources)
        {
            var count = source.Count(filter);
            var from = Math.Max(skip - total, 0);
            if (items.Count < take && from < count)
            {
                items.AddRange(source.List(filter, from, take - items.Count));
            }

            total += count;
        }

        return (items, total);
    }

    public InstanceView Get(string id) => _sources.Select(s => s.Find(id)).FirstOrDefault(v => v is not null) ?? throw StudioRefusal.NotFound("Deze uitvoering");

    public IReadOnlyList<JournalLine> Journal(string id) => _sources.Select(s => s.Journal(id)).FirstOrDefault(lines => lines.Count > 0) ?? [];

    public long? Progress(string id) => _sources.Select(s => s.Progress(id)).FirstOrDefault(p => p is not null);

    public bool Cancel(string id, Actor actor) => _sources.Any(s => s.Cancel(id, actor));

    public bool Delete(string id, Actor actor) => _sources.Any(s => s.Delete(id, actor));
}
