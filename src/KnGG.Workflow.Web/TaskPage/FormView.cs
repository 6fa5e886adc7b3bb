using System.Globalization;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Web.TaskPage;

/// <summary>A form with what is filled in and what is wrong: everything that is needed to draw it.</summary>
/// <param name="Form">The form.</param>
/// <param name="Values">What is filled in; a map.</param>
/// <param name="Errors">Dutch sentence by field path.</param>
internal sealed record FormView(Form Form, Value Values, IReadOnlyDictionary<string, string> Errors)
{
    private const int SpareRows = 1;

    /// <summary>Extra empty rows that were asked for, by list.</summary>
    internal IReadOnlyDictionary<string, int> ExtraRows { get; init; } = new Dictionary<string, int>();

    /// <summary>The element to which an error in the summary jumps.</summary>
    internal static string IdOf(string path) => path.Length == 0 ? "f-outcome" : "f-" + path.Replace('[', '-').Replace(']', '-').Replace('.', '-');

    /// <summary>How many rows of a list are drawn: what is filled in, and room for one more.</summary>
    internal int RowsOf(FormField field)
    {
        var filled = Values[field.Name].Kind == ValueKind.List ? Values[field.Name].AsList.Count : 0;
        return Math.Max(filled, SpareRows) + ExtraRows.GetValueOrDefault(field.Name);
    }

    internal IEnumerable<FieldView> Fields => Form.Fields.Select(f => new FieldView(f, f.Name, Values[f.Name], Errors.GetValueOrDefault(f.Name)));

    internal IEnumerable<FieldView> Row(FormField list, int row) => list.Columns.Select(column =>
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{list.Name}[{row}].{column.Name}");
        var items = Values[list.Name].Kind == ValueKind.List ? Values[list.Name].AsList : [];
        return new FieldView(column, path, row < items.Count ? items[row][column.Name] : Value.Undefined, Errors.GetValueOrDefault(path));
    });
}

/// <summary>One field to draw.</summary>
/// <param name="Field">The field.</param>
/// <param name="Path">Its name, with the row for a column of a list.</param>
/// <param name="Value">What is filled in.</param>
/// <param name="Error">What is wrong with it, or null.</param>
internal sealed record FieldView(FormField Field, string Path, Value Value, string? Error)
{
    private static readonly Dictionary<string, string> AnswerWords = new(StringComparer.Ordinal)
    {
        ["yes"] = "Ja",
        ["no"] = "Nee",
        ["unknown"] = "Onbekend",
        ["suspected"] = "Vermoeden",
    };

    internal string Id => FormView.IdOf(Path);

    internal string InputName => "f." + Path;

    internal string? DescribedBy
    {
        get
        {
            var ids = new[] { Field.Help.Length > 0 ? Id + "-uitleg" : null, Error is null ? null : Id + "-fout" }.Where(i => i is not null);
            var text = string.Join(' ', ids);
            return text.Length == 0 ? null : text;
        }
    }

    /// <summary>The answers to choose from: those of the field, or the fixed ones of a yes-no question.</summary>
    internal IReadOnlyList<FormChoice> Choices =>
        FieldTypes.AnswersOf(Field.Type) is { } fixedAnswers ? [.. fixedAnswers.Select(a => new FormChoice(a, AnswerWords[a]))] : Field.Choices;

    internal bool IsYesNo => FieldTypes.AnswersOf(Field.Type) is not null;

    internal string Text => Value.Kind switch
    {
        ValueKind.Text => Value.AsText,
        ValueKind.Number => Value.AsNumber.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', ','),
        ValueKind.Boolean => Value.AsBoolean ? "yes" : "no",
        _ => "",
    };

    /// <summary>What is filled in, as it stands on the screen: choices by their label, the columns of a row after each other.</summary>
    internal string Words => Value.Kind switch
    {
        ValueKind.List => string.Join(Field.Columns.Count > 0 ? "; " : ", ", Value.AsList.Select(v => (this with { Value = v }).Words)),
        ValueKind.Map => string.Join(", ", Field.Columns.Select(c => new FieldView(c, Path, Value[c.Name], null).Words).Where(w => w.Length > 0)),
        _ => Choices.FirstOrDefault(c => c.Value == Text)?.Label ?? Text,
    };

    internal bool IsChosen(string choice) => Value.Kind == ValueKind.List ? Value.AsList.Any(v => v.TextOrNull == choice) : Text == choice;
}
