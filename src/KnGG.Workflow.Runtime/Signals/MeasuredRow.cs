using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>One row of measured values, read by the contract's columns; what is wrong is named as the column is.</summary>
internal static class MeasuredRow
{
    /// <summary>The columns without which nothing can be said.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["sex", "birth_date", "measured_on", "height_cm", "weight_kg"];

    /// <summary>The values, or null with what is wrong.</summary>
    public static ClassificationInput? Read(CsvTable row, DateOnly? today, List<FieldError> errors)
    {
        if (row.Problem is { } problem)
        {
            errors.Add(problem);
            return null;
        }

        if (!CareCodes.TryParseSex(row["sex"], out var sex))
        {
            errors.Add(new FieldError("sex", row["sex"], $"Het geslacht is '{row["sex"]}', verwacht female of male."));
        }

        var birth = Date(row, "birth_date", "geboortedatum", errors);
        var on = Date(row, "measured_on", "meetdatum", errors);
        var height = Number(row, "height_cm", "lengte", errors);
        var weight = Number(row, "weight_kg", "gewicht", errors);
        var clothed = Clothed(row, errors);
        var risk = RiskStatement.TryParse(row["risk"], out var wrongRisk);
        if (wrongRisk is not null)
        {
            errors.Add(wrongRisk);
        }

        if (errors.Count > 0)
        {
            return null;
        }

        var input = new ClassificationInput(sex, birth, on, height, weight) { Clothed = clothed, Risk = risk ?? RiskStatement.Unknown };
        errors.AddRange(MeasurementCheck.Validate(input, today));
        return errors.Count == 0 ? input : null;
    }

    private static DateOnly Date(CsvTable row, string column, string name, List<FieldError> errors)
    {
        var text = row[column];
        if (!CareCodes.TryParseDate(text, out var date))
        {
            errors.Add(new FieldError(column, text, text.Length == 0 ? $"De {name} ontbreekt." : $"De {name} is '{text}', verwacht jaar-maand-dag zoals 2016-03-01."));
        }

        return date;
    }

    private static double Number(CsvTable row, string column, string name, List<FieldError> errors)
    {
        var text = row[column];
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        errors.Add(new FieldError(column, text, text.Length == 0 ? $"De waarde voor {name} ontbreekt." : $"De waarde voor {name} is '{text}', verwacht een getal."));
        return 0;
    }

    private static bool Clothed(CsvTable row, List<FieldError> errors)
    {
        switch (row["clothed"].ToUpperInvariant())
        {
            case "" or "NO" or "NEE" or "FALSE" or "0":
                return false;
            case "YES" or "JA" or "TRUE" or "1":
                return true;
            default:
                errors.Add(new FieldError("clothed", row["clothed"], $"Bij clothed staat '{row["clothed"]}', verwacht yes of no."));
                return false;
        }
    }
}
