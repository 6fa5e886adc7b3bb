using System.Collections.Concurrent;
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

    // Most texts are the same in every test.
    private static readonly ConcurrentDictionary<string, WorkflowDefinition> Parsed = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Committed = Chain.ChainFolder.Files.Values.Select(t => JsonNode.Parse(t)!.AsObject())
        .ToDictionary(d => (string)d["definitionId"]!, d => d.ToJsonString(Indented), StringComparer.Ordinal);

    private readonly Dictionary<string, JsonObject> _definitions;

    public GuardedFolder()
    {
        _definitions = Committed.ToDictionary(d => d.Key, d => JsonNode.Parse(d.Value)!.AsObject(), StringComparer.Ordinal);
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

    /// <summary>A form of the region itself, beside those of the chain.</summary>
    public GuardedFolder WithForm(string json)
    {
        var form = FormCatalog.Read(json, "eigen.json");
        Forms = FormCatalog.Of(Forms.All.Where(f => f.Id != form.Id).Append(form));
        return this;
    }

    /// <summary>Every definition, changed; its id too, if need be.</summary>
    public void Rewrite(Action<JsonObject> change)
    {
        var definitions = _definitions.Values.ToArray();
        _definitions.Clear();
        foreach (var definition in definitions)
        {
            change(definition);
            Add(definition);
        }
    }

    public IReadOnlyList<DefinitionProblem> Check(string id)
    {
        var parsed = _definitions.ToDictionary(d => d.Key, d => Parsed.GetOrAdd(TextOf(d.Key), DefinitionReader.Parse), StringComparer.Ordinal);
        return GuardRailCheck.Run(parsed[id], new GuardRailContext { Catalog = Catalog, Forms = Forms, RootDefinition = Root, Resolve = parsed.GetValueOrDefault });
    }

    /// <summary>What refuses any of the definitions.</summary>
    public IEnumerable<(string Id, DefinitionProblem Problem)> Errors() => Ids.SelectMany(id => Check(id).Where(p => p.IsError).Select(p => (id, p)));

    /// <summary>The definitions that are not as committed, and the one of a trajectory.</summary>
    public IEnumerable<string> Changed() => Ids.Where(id => id == Root || Committed.GetValueOrDefault(id) != TextOf(id));
}
