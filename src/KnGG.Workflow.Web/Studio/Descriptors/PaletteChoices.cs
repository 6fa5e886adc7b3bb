using System.Text.Json;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>Fills the lists that activities only name: definitions, forms, roles.</summary>
internal sealed class PaletteChoices(string workflowsFolder)
{
    private readonly Lazy<List<(string, string)>> _forms = new(() => Forms(Path.Combine(workflowsFolder, "forms")));

    public IReadOnlyList<(string Text, string Value)> Of(string source, DefinitionShelf shelf) => source switch
    {
        "definitions" => [.. shelf.Heads().Where(h => h.IsLatest).OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => (h.Name, h.DefinitionId))],
        "forms" => _forms.Value,
        _ => [],
    };

    private static List<(string, string)> Forms(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var forms = new List<(string, string)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var form = JsonDocument.Parse(File.ReadAllBytes(file));
            var id = form.RootElement.TryGetProperty("id", out var named) ? named.GetString() : null;
            var title = form.RootElement.TryGetProperty("title", out var shown) ? shown.GetString() : null;
            id ??= Path.GetFileNameWithoutExtension(file);
            forms.Add((title ?? id, id));
        }

        return forms;
    }
}
