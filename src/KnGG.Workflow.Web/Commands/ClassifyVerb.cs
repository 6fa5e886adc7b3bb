using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Weight class and GGR of one child, or of a whole file.</summary>
internal static class ClassifyVerb
{
    // Enough to see what is wrong with a file; a whole column that is missing would else fill the screen.
    private const int RowsNamed = 20;

    internal static Verb Verb { get; } = new(
        "classify",
        "gewichtsklasse en GGR van één kind of van een heel bestand",
        "./kngg classify --sex female --birth 2014-01-01 --on 2026-01-01 --height-cm 150 --weight-kg 59.7",
        [
            new("--sex", "female|male", "geslacht") { OneOf = Codes.Sexes },
            new("--birth", "JJJJ-MM-DD", "geboortedatum"),
            new("--on", "JJJJ-MM-DD", "meetdatum"),
            new("--height-cm", "GETAL", "lengte in centimeters"),
            new("--weight-kg", "GETAL", "gewicht in kilogrammen"),
            new("--clothed", null, "met kleren gewogen: er gaat een bedrag naar leeftijd af (vanaf 4 jaar)"),
            new("--risk", "none|unknown|CODE[,CODE…]", "risicofactoren en comorbiditeit; zonder deze optie: unknown"),
            new("--reference", "NAAM", "welke grenzen; zonder deze optie: iotf-2012") { OneOf = [BmiReference.Iotf2012, BmiReference.Cole2000] },
            new("--file", "IN.csv", "in plaats van één kind: een bestand met id,sex,birth_date,measured_on,height_cm,weight_kg en eventueel clothed,risk"),
            new("--out", "UIT.csv", "waar de uitkomsten van het bestand komen"),
        ],
        Run);

    private static Task<int> Run(Arguments arguments) =>
        arguments.Text("--file") is null && arguments.Text("--out") is null ? Task.FromResult(One(arguments)) : WholeFile(arguments);

    private static async Task<int> WholeFile(Arguments arguments)
    {
        arguments.Require("--file", "--out");
        if (arguments.Text("--file") is { } path)
        {
            arguments.ExistingFile("--file", path);
        }

        foreach (var name in (string[])["--sex", "--birth", "--on", "--height-cm", "--weight-kg", "--risk"])
        {
            if (arguments.Text(name) is { } value)
            {
                arguments.Refuse(name, value, "deze optie niet samen met --file: elke rij heeft haar eigen waarde");
            }
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        try
        {
            using var input = new StreamReader(arguments.Text("--file")!);

            // Beside the target first, so that a wrong header leaves an earlier outcome alone.
            var target = arguments.Text("--out")!;
            var unfinished = target + ".deel";
            int rows, refused, named = 0;
            await using (var output = new StreamWriter(unfinished))
            {
                (rows, refused) = ClassifyFile.Run(input, output, BmiReference.Get(arguments.Text("--reference") ?? BmiReference.Iotf2012), Name);
            }

            File.Move(unfinished, target, overwrite: true);
            if (refused > named)
            {
                await arguments.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"En nog {refused - named}; in {target} staat bij elke rij waarom."));
            }

            await arguments.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {refused} refused"));
            return Exit.Done;

            void Name(long line, string reason)
            {
                if (named < RowsNamed)
                {
                    named++;
                    arguments.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Regel {line}: {reason}"));
                }
            }
        }
        catch (CsvHeaderException wrong)
        {
            File.Delete(arguments.Text("--out") + ".deel");
            await arguments.Error.WriteLineAsync(wrong.Message);
            return Exit.Refused;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            await arguments.Error.WriteLineAsync($"--out: '{arguments.Text("--out")}' kan niet worden geschreven ({broken.Message}).");
            return Exit.Refused;
        }
    }

    private static int One(Arguments arguments)
    {
        arguments.Require("--sex", "--birth", "--on", "--height-cm", "--weight-kg");
        var risk = RiskStatement.TryParse(arguments.Text("--risk"), out var riskError);
        if (riskError is not null)
        {
            arguments.Refuse("--risk: " + riskError.Message);
        }

        var input = new ClassificationInput(
            Codes.Sex(arguments.Text("--sex")) ?? default, arguments.Date("--birth"), arguments.Date("--on"), arguments.Number("--height-cm"), arguments.Number("--weight-kg"))
        {
            Clothed = arguments.Has("--clothed"),
            Risk = risk ?? RiskStatement.Unknown,
        };
        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        foreach (var error in MeasurementCheck.Validate(input))
        {
            arguments.Refuse($"{OptionOf(error)}: {error.Message}");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var answer = ClassifyAnswer.From(Classifier.Classify(input, BmiReference.Get(arguments.Text("--reference") ?? BmiReference.Iotf2012)));
        if (arguments.Json)
        {
            arguments.Out.WriteLine(ContractWriter.Write(answer));
        }
        else
        {
            Show(answer, arguments.Out);
        }

        return Exit.Done;
    }

    private static string OptionOf(FieldError error) => error.Field switch
    {
        "birth_date" => "--birth",
        "measured_on" => "--on",
        var field => "--" + field.Replace('_', '-'),
    };

    private static void Show(ClassifyAnswer answer, TextWriter output)
    {
        var table = new Table(output);
        table.Row("Leeftijd", $"{answer.AgeDays} dagen");
        if (answer.Applicable)
        {
            table.Row("BMI", Dutch(answer.Bmi!.Value) + (answer.BmiZ is { } z ? $" (z-score {Dutch(z)})" : ""));
            table.Row("Gewichtsklasse", Words.WeightClass(answer.WeightClass));
            table.Row("GGR", answer.Ggr!.Count == 0 ? "niet van toepassing vanaf 18 jaar" : Words.Join([.. answer.Ggr], "of"));
            table.Row("Grenzen", string.Create(CultureInfo.InvariantCulture, $"{Dutch(answer.Cutoffs!.Overweight)} | {Dutch(answer.Cutoffs.Obesity1)} | {Dutch(answer.Cutoffs.Obesity2)} | {Dutch(answer.Cutoffs.Obesity3)} ({answer.Reference})"));
        }

        table.Row("Uitleg", answer.Reason);
        table.Row("Bron", answer.Source);
        table.Row("Regel", answer.Rule);
        if (answer.Missing.Count > 0)
        {
            table.Row("Nog nodig", string.Join(", ", answer.Missing.Select(Words.Field)));
        }
    }

    private static string Dutch(double value) => value.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
