using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Writes a definition as the JSON it was read from.</summary>
public static class DefinitionWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DefinitionReader.MaxDepth,
    };

    /// <summary>The definition's JSON, indented, with everything that was in the text that was read.</summary>
    public static string Write(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Json.ToJsonString(Indented);
    }

    /// <summary>
    /// The definition's JSON with the node id on every activity, as the designer needs it: journal and reports use the same ids.
    /// </summary>
    public static string WriteWithNodeIds(WorkflowDefinition definition)
    {
        var copy = DefinitionReader.Parse(Write(definition));
        var open = new Stack<ActivityNode>();
        open.Push(copy.Root);
        while (open.TryPop(out var node))
        {
            node.Json["nodeId"] = node.NodeId;
            foreach (var child in node.Children)
            {
                open.Push(child.Node);
            }
        }

        return Write(copy);
    }
}
