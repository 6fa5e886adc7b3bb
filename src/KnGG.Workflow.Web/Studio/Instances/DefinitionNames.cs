using System.Collections.Concurrent;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>What activities are called in a version of a definition, for journals. Remembered per content.</summary>
internal sealed class DefinitionNames(DefinitionShelf shelf)
{
    private const int Remembered = 200;

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _byRevision = new(StringComparer.Ordinal);

    /// <summary>Gives the name of a node, or null when the node lies in another definition.</summary>
    public Func<string, string?> Of(string versionId)
    {
        if (shelf.FindVersion(versionId) is not { } head)
        {
            return _ => null;
        }

        if (_byRevision.Count > Remembered)
        {
            _byRevision.Clear();
        }

        var names = _byRevision.GetOrAdd($"{head.Id}|{head.Revision}", _ => Read(head));
        return nodeId => names.GetValueOrDefault(nodeId);
    }

    private Dictionary<string, string> Read(DefinitionHead head)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (shelf.Json(head)["root"] is System.Text.Json.Nodes.JsonObject root)
        {
            ActivityJson.SetNodeIds(root);
            foreach (var activity in ActivityJson.All(root))
            {
                var shown = (activity["metadata"] as System.Text.Json.Nodes.JsonObject)?.TextOf("displayText") ?? activity.TextOf("name");
                if (shown is { Length: > 0 })
                {
                    names[activity.TextOf("nodeId")!] = shown;
                }
            }
        }

        return names;
    }
}
