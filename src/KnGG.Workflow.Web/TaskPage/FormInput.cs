using System.Globalization;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Web.TaskPage;

/// <summary>From what a browser sends to the answer of a form. Only the form's own fields are read; what is empty is left out.</summary>
internal static class FormInput
{
    private const int MostRows = 50;

    internal static Value Read(Form form, IFormCollection posted) => Value.Of(ValueMap.From(form.Fields
        .Select(f => new KeyValuePair<string, Value>(f.Name, f.Type == FieldTypes.List ? Rows(f, posted) : One(f, "f." + f.Name, posted)))
        .Where(p => p.Value.Kind != ValueKind.Undefined)));

    private static Value One(FormField field, string name, IFormCollection posted)
    {
        var given = posted[name].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).ToArray();
        return given.Length == 0 ? Value.Undefined
            : field.Type == FieldTypes.Several ? Value.Of((IReadOnlyList<Value>)[.. given.Select(v => Value.Of(v))])
            : Value.Of(given[^1]);
    }

    private static Value Rows(FormField list, IFormCollection posted)
    {
        var rows = new List<Value>();
        for (var row = 0; row < MostRows; row++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"f.{list.Name}[{row}].");
            var columns = list.Columns
                .Select(c => new KeyValuePair<string, Value>(c.Name, One(c, prefix + c.Name, posted)))
                .Where(p => p.Value.Kind != ValueKind.Undefined)
                .ToArray();
            if (columns.Length > 0)
            {
                rows.Add(Value.Of(ValueMap.From(columns)));
            }
        }

        return rows.Count == 0 ? Value.Undefined : Value.Of((IReadOnlyList<Value>)rows);
    }
}
