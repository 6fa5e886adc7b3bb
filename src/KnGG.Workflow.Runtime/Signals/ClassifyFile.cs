using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>classify --file: one row in, one row out, nothing kept; a municipality's whole file passes through without growing memory.</summary>
public static class ClassifyFile
{
    private const string Header = "id,age_days,bmi,bmi_z,weight_class,ggr,reason,error";

    /// <summary>Classifies a CSV file; a file for <c>import</c> may come as it is, its <c>child_ref</c> is then the id. Throws <see cref="CsvHeaderException"/> for a wrong header.</summary>
    /// <param name="input">The file.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="reference">BMI reference.</param>
    /// <param name="refusedAt">Hears of each row that cannot be used: its line in the file, from 1 with the header, and why in Dutch.</param>
    /// <returns>How many rows there were, and how many of them could not be used.</returns>
    public static (int Rows, int Refused) Run(TextReader input, TextWriter output, BmiReference reference, Action<long, string>? refusedAt = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var table = new CsvTable(input, MeasuredRow.Columns);
        var id = table.Has("id") ? "id" : table.Has("child_ref") ? "child_ref" : throw new CsvHeaderException("In de kop ontbreekt: id. Geef elke rij een eigen kenmerk.");
        output.Write(Header);
        output.Write('\n');
        var refused = 0;
        var errors = new List<FieldError>();
        while (table.Read())
        {
            errors.Clear();
            Field(output, table[id]);
            if (MeasuredRow.Read(table, today: null, errors) is { } measured)
            {
                Write(output, Classifier.Classify(measured, reference));
            }
            else
            {
                refused++;
                output.Write(",,,,,,,");
                var reason = string.Join(' ', errors.Select(e => e.Message));
                Field(output, reason);
                refusedAt?.Invoke(table.Line, reason);
            }

            output.Write('\n');
        }

        return (table.Row, refused);
    }

    private static void Write(TextWriter output, Classification found)
    {
        output.Write(',');
        output.Write(found.AgeDays.ToString(CultureInfo.InvariantCulture));
        output.Write(',');
        output.Write(found.Bmi?.ToString("0.####", CultureInfo.InvariantCulture));
        output.Write(',');
        output.Write(found.BmiZ?.ToString("0.00", CultureInfo.InvariantCulture));
        output.Write(',');
        output.Write(found.WeightClass is { } weightClass ? CareCodes.ToCode(weightClass) : "");
        output.Write(',');
        for (var i = 0; i < found.Ggr.Count; i++)
        {
            output.Write(i == 0 ? "" : "|");
            output.Write(CareCodes.ToCode(found.Ggr[i]));
        }

        output.Write(',');
        Field(output, found.Reason);
        output.Write(',');
    }

    private static void Field(TextWriter output, string text)
    {
        if (text.AsSpan().IndexOfAny(",;\"\r\n") < 0)
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        output.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}
