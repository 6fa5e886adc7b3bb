using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Runtime.Tests.Chain;

/// <summary>The definitions and forms of the folder <c>workflows/</c>, or of a changed copy of them.</summary>
internal sealed class ChainFolder
{
    private readonly Dictionary<string, WorkflowDefinition> _definitions;

    private ChainFolder(IEnumerable<WorkflowDefinition> definitions, FormCatalog forms)
    {
        _definitions = definitions.ToDictionary(d => d.DefinitionId, StringComparer.Ordinal);
        Forms = forms;
    }

    /// <summary>As committed.</summary>
    public static ChainFolder Committed { get; } = new(Files.Values.Select(DefinitionReader.Parse), FormCatalog.Load(Path.Combine(Folder, "forms")));

    /// <summary>The folder itself.</summary>
    public static string Folder => Path.Combine(Repository, "workflows");

    /// <summary>The text of every definition by file name.</summary>
    public static SortedDictionary<string, string> Files => new(
        Directory.EnumerateFiles(Folder, "*.json").ToDictionary(f => Path.GetFileName(f), File.ReadAllText), StringComparer.Ordinal);

    /// <summary>The folder with the solution.</summary>
    public static string Repository
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "KnGG.Workflow.sln")))
            {
                at = at.Parent;
            }

            return at?.FullName ?? throw new InvalidOperationException("The solution was not found above the tests.");
        }
    }

    /// <summary>Every definition.</summary>
    public IEnumerable<WorkflowDefinition> All => _definitions.Values.OrderBy(d => d.DefinitionId, StringComparer.Ordinal);

    /// <summary>Every form.</summary>
    public FormCatalog Forms { get; }

    /// <summary>The definition of one trajectory.</summary>
    public WorkflowDefinition Root => All.First(d => d.Name == "Traject Kind naar Gezonder Gewicht");

    /// <summary>These definitions instead of the committed ones, with the committed forms.</summary>
    public static ChainFolder Of(IEnumerable<string> definitions) => new(definitions.Select(DefinitionReader.Parse), Committed.Forms);

    /// <summary>The definition with this id, or null.</summary>
    public WorkflowDefinition? Find(string id) => _definitions.GetValueOrDefault(id);
}
