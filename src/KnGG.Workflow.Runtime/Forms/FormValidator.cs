using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Forms;

/// <summary>Checks an answer against its form, on the server: the browser's own checks are a courtesy. Hidden fields count for nothing.</summary>
public static class FormValidator
{
    private const int LongestText = 10_000;

    /// <summary>Every field that is wrong, with a Dutch sentence; empty when the answer can be used.</summary>
    /// <param name="form">The form.</param>
    /// <param name="values">The answer: a map by field name.</param>
    public static IReadOnlyList<FieldError> Validate(Form form, Value values)
    {
        var errors = new List<FieldError>();
        foreach (var field in form.Fields)
        {
            if (IsShown(form, field, values))
            {
                Check(field, values[field.Name], field.Name, errors);
            }
        }

        if (values.Kind == ValueKind.Map)
        {
            errors.AddRange(values.AsMap.Keys.Where(k => form.Field(k) is null).Select(k => new FieldError(k, "", $"Het veld '{k}' staat niet op dit formulier.")));
        }
        else if (!values.IsNullish)
        {
            errors.Add(new FieldError("fields", "", "Geef de antwoorden als velden met een naam."));
        }

        return errors;
    }

    /// <summary>The answer without hidden and empty fields, numbers as numbers: what may be filed. Only for an answer without errors.</summary>
    public static ValueMap Clean(Form form, Value values) => ValueMap.From(form.Fields
        .Where(f => IsShown(form, f, values) && !IsEmpty(values[f.Name]))
        .Select(f => new KeyValuePair<string, Value>(f.Name, Typed(f, values[f.Name]))));

    /// <summary>Whether a field is shown with these answers: its condition holds, and the field of the condition is itself shown.</summary>
    public static bool IsShown(Form form, FormField field, Value values)
    {
        if (field.ShowIf is not { } condition)
        {
            return true;
        }

        // Conditions only point backwards (the reader checks that), so this ends.
        return form.Field(condition.Field) is { } other && IsShown(form, other, values) && Words(values[condition.Field]).Any(condition.Is.Contains);
    }

    private static void Check(FormField field, Value value, string path, List<FieldError> errors)
    {
        if (IsEmpty(value))
        {
            if (field.Required)
            {
                errors.Add(new FieldError(path, "", $"Vul in: {field.Label}."));
            }

            return;
        }

        var problem = field.Type switch
        {
            FieldTypes.Text or FieldTypes.LongText => value.Kind != ValueKind.Text ? "Vul tekst in." : value.AsText.Length > LongestText ? $"Gebruik hoogstens {LongestText} tekens."
                : field.ChoicesFrom == ChoiceSources.Insurers && !Guid.TryParse(value.AsText, out _) ? "Kies een zorgverzekeraar uit de lijst." : null,
            FieldTypes.Number => NumberProblem(field, value),
            FieldTypes.Date => CareCodes.TryParseDate(value.TextOrNull, out _) ? null : "Vul een datum in als jaar-maand-dag, zoals 2026-05-31.",
            FieldTypes.Choice => OneOf(value, field.Choices.Select(c => c.Value)),
            FieldTypes.Several => value.Kind == ValueKind.List
                ? value.AsList.Select(v => OneOf(v, field.Choices.Select(c => c.Value))).FirstOrDefault(p => p is not null)
                : OneOf(value, field.Choices.Select(c => c.Value)),
            FieldTypes.List => value.Kind == ValueKind.List ? null : "Geef een lijst van regels.",
            var yesNo => value.Kind == ValueKind.Boolean ? null : OneOf(value, FieldTypes.AnswersOf(yesNo)!),
        };
        if (problem is not null)
        {
            errors.Add(new FieldError(path, Shown(value), $"{field.Label}: {char.ToLowerInvariant(problem[0])}{problem[1..]}"));
        }
        else if (field.Type == FieldTypes.List)
        {
            CheckRows(field, value, path, errors);
        }
    }

    private static void CheckRows(FormField field, Value value, string path, List<FieldError> errors)
    {
        for (var row = 0; row < value.AsList.Count; row++)
        {
            foreach (var column in field.Columns)
            {
                Check(column, value.AsList[row][column.Name], string.Create(CultureInfo.InvariantCulture, $"{path}[{row}].{column.Name}"), errors);
            }
        }
    }

    private static string? NumberProblem(FormField field, Value value)
    {
        if (AsNumber(value) is not { } number)
        {
            return "Vul een getal in.";
        }

        if (number < field.Min || number > field.Max)
        {
            return (field.Min, field.Max) switch
            {
                ({ } min, { } max) => $"Vul een getal in van {Dutch(min)} tot en met {Dutch(max)}{Unit(field)}.",
                ({ } min, null) => $"Vul {Dutch(min)}{Unit(field)} of meer in.",
                _ => $"Vul {Dutch(field.Max!.Value)}{Unit(field)} of minder in.",
            };
        }

        return field.Decimals is { } decimals && Math.Abs(number - Math.Round(number, decimals)) > 1e-9
            ? decimals == 0 ? "Vul een heel getal in." : $"Gebruik hoogstens {decimals} {(decimals == 1 ? "cijfer" : "cijfers")} achter de komma."
            : null;
    }

    private static string? OneOf(Value value, IEnumerable<string> allowed) =>
        value.TextOrNull is { } text && allowed.Contains(text) ? null : "Kies een van de antwoorden.";

    private static bool IsEmpty(Value value) => value.IsNullish
        || (value.Kind == ValueKind.Text && value.AsText.Trim().Length == 0) || (value.Kind == ValueKind.List && value.AsList.Count == 0);

    private static Value Typed(FormField field, Value value) => field.Type switch
    {
        FieldTypes.Number => Value.Of(AsNumber(value) ?? double.NaN),
        FieldTypes.Several when value.Kind == ValueKind.Text => Value.Of((IReadOnlyList<Value>)[value]),
        FieldTypes.YesNo or FieldTypes.YesNoUnknown or FieldTypes.YesNoUnknownSuspected when value.Kind == ValueKind.Boolean => Value.Of(value.AsBoolean ? "yes" : "no"),
        FieldTypes.List => Value.Of((IReadOnlyList<Value>)[.. value.AsList.Select(row => Value.Of(ValueMap.From(field.Columns
            .Where(c => !IsEmpty(row[c.Name])).Select(c => new KeyValuePair<string, Value>(c.Name, Typed(c, row[c.Name]))))))]),
        _ => value,
    };

    // A browser sends text; people write a decimal comma.
    private static double? AsNumber(Value value) => value.Kind switch
    {
        ValueKind.Number when double.IsFinite(value.AsNumber) => value.AsNumber,
        ValueKind.Text when double.TryParse(value.AsText.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static IEnumerable<string> Words(Value value) => value.Kind switch
    {
        ValueKind.Text => [value.AsText],
        ValueKind.Boolean => [value.AsBoolean ? "yes" : "no"],
        ValueKind.List => value.AsList.Select(v => v.TextOrNull ?? ""),
        ValueKind.Number => [value.AsNumber.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };

    private static string Unit(FormField field) => field.Unit.Length == 0 ? "" : " " + field.Unit;

    private static string Dutch(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', ',');

    private static string Shown(Value value) => value.Kind == ValueKind.Text ? value.AsText : value.ToJson();
}
