using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>
/// Definitions and forms that lie in folders, for a check without a database: those beside the file first, then those that come with the
/// program, as if they were published already.
/// </summary>
public sealed class DefinitionFolders
{
    private readonly string[] _folders;
    private readonly Lazy<Dictionary<string, WorkflowDefinition>> _all;
    private readonly Dictionary<string, WorkflowDefinition?> _known = new(StringComparer.Ordinal);

    /// <summary>Looks in these folders, in this order; a folder that is not there has nothing.</summary>
    public DefinitionFolders(params IEnumerable<string> folders)
    {
        _folders = [.. folders.Where(Directory.Exists).Select(Path.GetFullPath).Distinct()];
        _all = new Lazy<Dictionary<string, WorkflowDefinition>>(ReadAll);
        Forms = FormCatalog.Of(_folders.SelectMany(f => FormCatalog.Load(Path.Combine(f, "forms")).All).DistinctBy(f => f.Id));
    }

    /// <summary>The forms; of two with the same id the one in the first folder.</summary>
    public FormCatalog Forms { get; }

    /// <summary>The definition with this id, or null.</summary>
    public WorkflowDefinition? Find(string id)
    {
        if (!_known.TryGetValue(id, out var found))
        {
            _known[id] = found = Named(id) ?? _all.Value.GetValueOrDefault(id);
        }

        return found;
    }

    // By name first: a folder keeps each definition in a file of its id.
    private WorkflowDefinition? Named(string id) => _folders
        .Select(f => Path.Combine(f, id + ".json"))
        .Where(f => id.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && File.Exists(f))
        .Take(1)
        .Select(Read)
        .FirstOrDefault(d => d?.DefinitionId == id);

    private Dictionary<string, WorkflowDefinition> ReadAll()
    {
        var all = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        foreach (var definition in _folders.SelectMany(f => Directory.EnumerateFiles(f, "*.json").Order(StringComparer.Ordinal)).Select(Read).OfType<WorkflowDefinition>())
        {
            all.TryAdd(definition.DefinitionId, definition);
        }

        return all;
    }

    private static WorkflowDefinition? Read(string file)
    {
        try
        {
            return DefinitionReader.Parse(File.ReadAllText(file));
        }
        catch (DefinitionFormatException)
        {
            return null;
        }
    }
}
