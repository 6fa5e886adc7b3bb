using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Publishing.GuardRails;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

/// <summary>The definitions of the chain as texts that a test may change, held against the guard rails.</summary>
internal sealed class GuardedFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, JsonObject> _definitions;

    public GuardedFolder()
    {
        _definitions = Chain.ChainFolder.Files.Values.Select(t => JsonNode.Parse(t)!.AsObject()).ToDictionary(d => (string)d["definitionId"]!, StringComparer.Ordinal);
        Root = "kngg-traject";
    }

    public static ActivityCatalog Catalog { get; } = PrimitiveActivities.Catalog.With(CareActivityCatalog.All);

    public FormCatalog Forms { get; set; } = Chain.ChainFolder.Committed.Forms;

    /// <summary>Id of the definition of a trajectory.</summary>
    public string Root { get; set; }

    public IEnumerable<string> Ids => _definitions.Keys.Order(StringComparer.Ordinal);

    public Drawing this[string id] => new(_definitions[id]);

    public Drawing Add(JsonObject definition) => new(_definitions[(string)definition["definitionId"]!] = definition);

    public string TextOf(string id) => _definitions[id].ToJsonString(Indented);

    /// <summary>Every definition with every text in it changed.</summary>
    public void Rewrite(Func<string, string> change)
    {
        var texts = _definitions.Values.Select(d => change(d.ToJsonString(Indented))).ToArray();
        _definitions.Clear();
        foreach (var text in texts)
        {
            Add(JsonNode.Parse(text)!.AsObject());
        }
    }

    public IReadOnlyList<DefinitionProblem> Check(string id)
    {
        var parsed = _definitions.ToDictionary(d => d.Key, d => DefinitionReader.Parse(TextOf(d.Key)), StringComparer.Ordinal);
        return GuardRailCheck.Run(parsed[id], new GuardRailContext { Catalog = Catalog, Forms = Forms, RootDefinition = Root, Resolve = parsed.GetValueOrDefault });
    }

    /// <summary>What refuses any of the definitions.</summary>
    public IEnumerable<(string Id, DefinitionProblem Problem)> Errors() => Ids.SelectMany(id => Check(id).Where(p => p.IsError).Select(p => (id, p)));
}
