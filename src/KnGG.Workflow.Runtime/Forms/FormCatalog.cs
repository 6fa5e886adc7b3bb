using System.Collections.Frozen;
using System.Text.Json;

namespace KnGG.Workflow.Runtime.Forms;

/// <summary>The forms that tasks can use, by id. Read once from a folder; a form that cannot be used stops the start with the place of the mistake.</summary>
public sealed class FormCatalog
{
    private readonly FrozenDictionary<string, Form> _byId;

    private FormCatalog(IEnumerable<Form> forms) => _byId = forms.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);

    /// <summary>No forms.</summary>
    public static FormCatalog Empty { get; } = new([]);

    /// <summary>All forms by id.</summary>
    public IEnumerable<Form> All => _byId.Values.OrderBy(f => f.Id, StringComparer.Ordinal);

    /// <summary>The form with this id, or null.</summary>
    public Form? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <summary>Reads every <c>*.json</c> of a folder; a folder that is not there gives no forms. Throws <see cref="FormFormatException"/>.</summary>
    public static FormCatalog Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return Empty;
        }

        var forms = new List<Form>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var form = Read(File.ReadAllText(file), Path.GetFileName(file));
            if (forms.Any(f => f.Id == form.Id))
            {
                throw new FormFormatException($"{Path.GetFileName(file)}: het formulier '{form.Id}' bestaat al.");
            }

            forms.Add(form);
        }

        return new FormCatalog(forms);
    }

    /// <summary>A catalogue of the given forms.</summary>
    public static FormCatalog Of(params IEnumerable<Form> forms) => new(forms);

    /// <summary>Reads one form. Throws <see cref="FormFormatException"/> with a Dutch message that names file and field.</summary>
    public static Form Read(string json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new FormReader(file).Form(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new FormFormatException($"{file}: dit is geen geldige JSON (regel {problem.LineNumber + 1}).", problem);
        }
    }
}
