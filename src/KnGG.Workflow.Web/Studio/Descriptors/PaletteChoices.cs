using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>Fills the lists that activities only name: definitions, forms, roles.</summary>
internal sealed class PaletteChoices(FormCatalog forms)
{
    // Who it is follows from the trajectory at that moment.
    private static readonly (string, string) CaseOwner = ("Regiehouder", "regiehouder");

    public IReadOnlyList<(string Text, string Value)> Of(string source, DefinitionShelf shelf) => source switch
    {
        "definitions" => [.. shelf.Heads().Where(h => h.IsLatest).OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => (h.Name, h.DefinitionId))],
        "forms" => [.. forms.All.Select(f => (f.Title, f.Id))],
        "roles" => [CaseOwner, .. RoleCodes.All.Where(r => r.Sees is RoleView.Case or RoleView.Item).Select(r => (r.Label, r.Code))],
        _ => [],
    };
}
